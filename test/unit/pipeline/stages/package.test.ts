import { describe, expect, it } from 'vitest';
import { createOrReusePackage } from '../../../../src/pipeline/stages/package.ts';
import { outsideInMemory, told } from '../../../support/in-memory-ports.ts';
import { hubPackage, PACKAGE_ID } from '../../../support/release-state.ts';
import { packagePlan } from '../../../support/version-work.ts';

const NAMESPACE = 'acmeconnect';

describe('createOrReusePackage', () => {
  it('takes the package that the hub has, and changes nothing', async () => {
    const { ports, hub, files } = outsideInMemory();
    const before = new Map(files);
    const plan = packagePlan(hub, { hubPackage: hubPackage() });

    expect(await createOrReusePackage(ports, hub, NAMESPACE, plan)).toMatchObject({
      kind: 'skipped',
      output: PACKAGE_ID,
    });
    expect(hub.packages).toEqual([]);
    expect(files).toEqual(before);
  });

  it('creates the package, and notes its id in the project file', async () => {
    const outside = outsideInMemory();
    const { ports, hub, files } = outside;

    const outcome = await createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub));

    expect(outcome).toMatchObject({ kind: 'done', output: PACKAGE_ID });
    expect(hub.packages).toEqual([hubPackage()]);
    expect(JSON.parse(files.get('sfdx-project.json') ?? '')).toMatchObject({
      packageAliases: { 'Acme Connector': PACKAGE_ID },
    });
    expect(told(outside, 'workspace.changed')).toEqual([
      { written: ['sfdx-project.json'], removed: [] },
    ]);
  });

  it('takes what another runner created meanwhile', async () => {
    const { ports, hub } = outsideInMemory();
    hub.packages = [hubPackage()];

    const outcome = await createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub));

    expect(outcome).toMatchObject({
      kind: 'skipped',
      reason: `${PACKAGE_ID} was created by somebody else just now`,
    });
    expect(hub.packages).toHaveLength(1);
  });

  it('refuses an unlocked package that was created meanwhile under the same name', async () => {
    const { ports, hub } = outsideInMemory();
    hub.packages = [hubPackage({ isManaged: false })];

    await expect(
      createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub)),
    ).rejects.toMatchObject({ code: 'PACKAGE_AMBIGUOUS' });
  });
});
