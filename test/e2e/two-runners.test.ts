import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'vitest';
import type { PassingRequest } from '../support/gate.ts';
import { holdInPairs, isPackageCreate, isVersionCreate } from '../support/gate-keepers.ts';
import { makeMachine } from '../support/machine.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { checkOut, checkoutAt, openTestbed, type Checkout } from '../support/testbed.ts';

const releases = await openRepeatableReleases();
const { gate } = releases;

describe('two runs that start at the same moment', () => {
  it('on two checkouts show the same version', async ({ expect }) => {
    const testbed = await openTestbed({ buildMs: 300 });
    const other = await checkOut(testbed.home);

    const [one, two] = await atTheSameTime(testbed, other);

    const { packages } = await testbed.hub.records();
    expect(packages).toHaveLength(1);
    expect(one.versions).toHaveLength(1);
    expect(two.versions).toEqual(one.versions);
  });

  it('on one checkout show the same version', async ({ expect }) => {
    const testbed = await openTestbed({ buildMs: 300 });
    const other = checkoutAt(testbed.projectDir, testbed.home);

    const [one, two] = await atTheSameTime(testbed, other);

    expect(one.versions).toHaveLength(1);
    expect(two.versions).toEqual(one.versions);
  });

  it.for([
    [300, 'two checkouts'],
    [900, 'one checkout'],
  ] as const)(
    'or %i ms apart, on %s, show the same version',
    async ([apartMs, where], { expect }) => {
      const testbed = await openTestbed({ buildMs: 1_500 });
      const other =
        where === 'one checkout'
          ? checkoutAt(testbed.projectDir, testbed.home)
          : await checkOut(testbed.home);

      const [one, two] = await atTheSameTime(testbed, other, apartMs);

      const { createRequests } = await testbed.hub.records();
      const notices = [one, two].filter(({ warnings }) =>
        /took a build of its own/.test(warnings.join()),
      );
      expect(one.versions).toHaveLength(1);
      expect(two.versions).toEqual(one.versions);
      // The one that was through before the other asked cannot know.
      expect(notices.length > 0).toBe(createRequests.length === 2);
    },
  );

  it('and ask for the package and the version at once show the same version, and both say that two were built', async ({
    expect,
  }) => {
    const testbed = await releases.open();
    const other = await checkOut(testbed.home);
    gate.keeper = holdInPairs(isCreate);

    const [one, two] = await atTheSameTime(testbed, other);

    const { packages, createRequests } = await testbed.hub.records();
    const [first, second] = createRequests.map(({ id }) => id);
    const notice = `${first} is published, ${second} took a build of its own`;
    expect([packages.length, createRequests.length]).toEqual([1, 2]);
    expect(two.versions).toEqual(one.versions);
    expect(one.warnings.join()).toContain(notice);
    expect(two.warnings.join()).toContain(notice);
  });

  it('and ask at once leave a version that a third run and a promotion take too', async ({
    expect,
  }) => {
    const testbed = await releases.open();
    const other = await checkOut(testbed.home);
    gate.keeper = holdInPairs(isCreate);
    const [one] = await atTheSameTime(testbed, other);
    gate.keeper = undefined;

    const third = outcomeOf(await testbed.run('release', '--json'));
    const promoted = outcomeOf(await testbed.run('promote', '--json'));

    const versionId = one.versions[0]?.versionId;
    expect(third.versions).toEqual(one.versions);
    expect(promoted.versions).toEqual([{ versionId, state: 'released' }]);
    expect((await testbed.hub.records()).createRequests).toHaveLength(2);
  });
});

describe('two rehearsals in one checkout', () => {
  it('go one after the other: the second is told that the first one runs', async ({ expect }) => {
    const machine = await makeMachine();
    const results = await Promise.all([
      machine.run(['release', '--json']),
      machine.run(['release', '--json']),
    ]);

    const codes = results.map((result) => outcomeOf(result).failure?.code ?? 'succeeded');

    expect(codes.toSorted()).toEqual(['EMBEDDED_HUB_NOT_STARTED', 'succeeded']);
  });
});

async function atTheSameTime(one: Checkout, two: Checkout, apartMs = 0) {
  const results = await Promise.all([
    one.run('release', '--json'),
    delay(apartMs).then(async () => two.run('release', '--json')),
  ]);
  const [first, second] = results.map(outcomeOf);
  if (first === undefined || second === undefined) throw new Error('Two runs have two outcomes');
  return [first, second] as const;
}

function isCreate(request: PassingRequest): boolean {
  return isPackageCreate(request) || isVersionCreate(request);
}
