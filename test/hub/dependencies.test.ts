import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { hubWithCustomers, recordsIn, versionIdOf } from './installing.ts';
import { asked, built, idOf, packageNamed, problemsOf, records } from './version-upload.ts';
import type { Upload } from './version-upload.ts';

const needing = (ids: readonly string[], request = {}): Upload => ({
  descriptor: { dependencies: ids.map((id) => ({ subscriberPackageVersionId: id })) },
  request,
});

describe('a version’s dependencies', () => {
  let hub: RunningHub;
  let packageId: string;
  /** Satellite needs Orbit. */
  let satellite: string;
  let orbit: string;

  beforeEach(async () => {
    hub = await hubWithCustomers();
    packageId = await packageNamed(hub, 'Station');
    satellite = await versionIdOf(hub, 'Satellite@1.0.0.1');
    orbit = await versionIdOf(hub, 'Orbit@1.1.0.1');
  });

  it('include those of its dependencies, listed before them', async ({ expect }) => {
    const text =
      `An error occurred while trying to install a package dependency, ID ${satellite}: The package you're installing depends on ` +
      `package 'Orbit', version '1.1'. Install package 'Orbit' in the target org before you install package 'Satellite'.`;

    expect(await problemsOf(hub, packageId, needing([satellite]))).toEqual([text]);
    expect(await problemsOf(hub, packageId, needing([satellite, orbit]))).toEqual([text]);
    expect(await problemsOf(hub, packageId, needing([orbit, satellite]))).toEqual([]);
  });

  it('may be later versions of what is needed, not earlier ones', async ({ expect }) => {
    const later = await versionIdOf(hub, 'Orbit@2.0.0.1');
    const earlier = await versionIdOf(hub, 'Orbit@1.0.0.1');

    expect(await problemsOf(hub, packageId, needing([later, satellite]))).toEqual([]);
    expect(await problemsOf(hub, packageId, needing([earlier, satellite]))).toHaveLength(1);
  });

  it('are found by the hub where it is asked to, with a graph of them', async ({ expect }) => {
    const request = { CalcTransitiveDependencies: true };
    const id = idOf((await asked(hub, packageId, needing([satellite], request))).body);

    const [row] = await records(
      hub,
      `SELECT CalcTransitiveDependencies, DependencyGraphJson, Package2Version.SubscriberPackageVersionId FROM Package2VersionCreateRequest WHERE Id = '${id}'`,
    );
    const version = row?.['Package2Version'] as Record<string, unknown>;
    const [seen] = await recordsIn(
      hub,
      'sandbox',
      `SELECT Dependencies FROM SubscriberPackageVersion WHERE Id = '${String(version['SubscriberPackageVersionId'])}'`,
    );

    expect(row).toMatchObject({ CalcTransitiveDependencies: true });
    expect(JSON.parse(String(row?.['DependencyGraphJson']))).toEqual({
      nodes: [{ id: 'VERSION_BEING_BUILT' }, { id: orbit }, { id: satellite }],
      edges: [
        { source: satellite, target: 'VERSION_BEING_BUILT' },
        { source: orbit, target: satellite },
      ],
    });
    expect(seen).toMatchObject({
      Dependencies: {
        ids: [{ subscriberPackageVersionId: orbit }, { subscriberPackageVersionId: satellite }],
      },
    });
  });

  it('have no graph where nobody asked for it', async ({ expect }) => {
    await built(hub, packageId, needing([orbit]));

    expect(
      await records(
        hub,
        'SELECT CalcTransitiveDependencies, DependencyGraphJson FROM Package2VersionCreateRequest',
      ),
    ).toMatchObject([{ CalcTransitiveDependencies: false, DependencyGraphJson: null }]);
  });
});
