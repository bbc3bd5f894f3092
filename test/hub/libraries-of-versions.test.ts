import { Package } from '@salesforce/packaging';
import { beforeEach, describe, it } from 'vitest';
import type { Connection } from '@salesforce/core';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo } from './hub-fixture.ts';
import { hubWithCustomers, recordsIn, versionIdOf } from './installing.ts';
import { asked, idOf, packageNamed } from './version-upload.ts';

describe('the unmodified Salesforce libraries, for a publisher', () => {
  let hub: RunningHub;
  let connection: Connection;
  let orbitId: string;

  beforeEach(async () => {
    hub = await hubWithCustomers();
    connection = await connectionTo(hub);
    const [orbit] = await recordsIn(hub, 'hub', "SELECT Id FROM Package2 WHERE Name = 'Orbit'");
    orbitId = String(orbit?.['Id']);
  });

  it('draw the ancestry of a package', async ({ expect }) => {
    const ancestry = await Package.getAncestry(orbitId, undefined, connection);
    const paths = ancestry.getLeafPathToRoot(await versionIdOf(hub, 'Orbit@1.1.0.1'));

    expect(paths.map((path) => path.map((node) => node.getVersion()))).toEqual([
      ['1.1.0.1', '1.0.0.1'],
    ]);
  });

  it('draw what a version depends on, as the hub found it', async ({ expect }) => {
    const satellite = await versionIdOf(hub, 'Satellite@1.0.0.1');
    const answer = await asked(hub, await packageNamed(hub, 'Station'), {
      descriptor: { dependencies: [{ subscriberPackageVersionId: satellite }] },
      request: { CalcTransitiveDependencies: true },
    });

    const dependency = await Package.getDependencyGraph(idOf(answer.body), undefined, connection);
    const dot = (await dependency.getDependencyDotProducer()).produce();

    expect(dot).toContain('Station@1.0.0.1');
    expect(dot).toContain('Satellite@1.0.0.1');
    expect(dot).toContain('Orbit@1.1.0.1');
    expect(dot.match(/->/g)).toHaveLength(2);
  });

  it('recommend a released version of a package, and have its use measured', async ({ expect }) => {
    const orbit = new Package({ packageAliasOrId: orbitId, connection });
    const recommended = await versionIdOf(hub, 'Orbit@1.1.0.1');

    await orbit.update({
      Id: orbitId,
      AppAnalyticsEnabled: true,
      RecommendedVersionId: recommended,
    });
    const beta = orbit.update(
      { Id: orbitId, RecommendedVersionId: await versionIdOf(hub, 'Orbit@2.1.0.1') },
      true,
    );

    await expect(beta).rejects.toThrow('must be a released version');
    expect(await orbit.getPackageData(true)).toMatchObject({
      AppAnalyticsEnabled: true,
      RecommendedVersionId: recommended,
    });
  });
});
