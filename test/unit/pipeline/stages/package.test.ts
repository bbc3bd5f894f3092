import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../../src/domain/errors.ts';
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

  describe('where the answer is lost', () => {
    /** A hub that creates the package some time after its answer was lost, or never. */
    function losing(createsAfterMs: number | undefined) {
      const outside = outsideInMemory();
      const { hub, clock } = outside;
      const read = hub.readPackages.bind(hub);
      const create = hub.createPackage.bind(hub);
      let creates = 0;
      hub.createPackage = async (request) => {
        creates += 1;
        await create(request);
        throw new ReleaseError('ANSWER_LOST', 'Nobody answered');
      };
      hub.readPackages = async () =>
        creates > 0 && clock.passedMs() >= (createsAfterMs ?? Infinity) ? read() : [];
      return { ...outside, creates: () => creates };
    }

    it.each([0, 900, 2_000])(
      'finds the package that shows after %i ms, and takes it for its own',
      async (afterMs) => {
        const { ports, hub, creates } = losing(afterMs);

        expect(await createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub))).toMatchObject({
          kind: 'done',
          output: PACKAGE_ID,
        });
        expect(creates()).toBe(1);
      },
    );

    it('gives up after a few seconds, without asking again', async () => {
      const { ports, hub, creates, clock } = losing(undefined);

      await expect(
        createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub)),
      ).rejects.toMatchObject({ code: 'ANSWER_LOST' });
      expect(creates()).toBe(1);
      expect(clock.passedMs()).toBeGreaterThanOrEqual(3_000);
    });
  });

  it('takes what another runner created a moment before, which the hub refuses to do again', async () => {
    const { ports, hub } = outsideInMemory();
    const create = hub.createPackage.bind(hub);
    hub.createPackage = async (request) => {
      await create(request);
      return create(request);
    };

    expect(await createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub))).toMatchObject({
      kind: 'skipped',
      output: PACKAGE_ID,
    });
    expect(hub.packages).toHaveLength(1);
  });

  it.each(['PACKAGE_REFUSED', 'PERMISSION_MISSING'] as const)(
    'throws %s where there is no such package',
    async (code) => {
      const { ports, hub } = outsideInMemory();
      hub.createPackage = async () => Promise.reject(new ReleaseError(code, 'no'));

      await expect(
        createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub)),
      ).rejects.toMatchObject({ code });
    },
  );

  it('refuses an unlocked package that was created meanwhile under the same name', async () => {
    const { ports, hub } = outsideInMemory();
    hub.packages = [hubPackage({ isManaged: false })];

    await expect(
      createOrReusePackage(ports, hub, NAMESPACE, packagePlan(hub)),
    ).rejects.toMatchObject({ code: 'PACKAGE_AMBIGUOUS' });
  });
});
