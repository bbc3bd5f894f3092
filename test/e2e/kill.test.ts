import { describe, it } from 'vitest';
import { artifactsOf } from '../support/artifacts.ts';
import type { PassingRequest } from '../support/gate.ts';
import {
  isLookup,
  isPackageCreate,
  isVersionCreate,
  nth,
  stopAt,
} from '../support/gate-keepers.ts';
import { recordedRuns } from '../support/recorded-runs.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';

/** What a killed run asked for may still be on its way; longer than any test here lets it be. */
const FLAGS = ['--request-seconds', '1', '--lost-answer-seconds', '1'];

const releases = await openRepeatableReleases();
const { gate } = releases;
const recorded = (await recordedRuns('release')).release.requests;
const first = recorded.findIndex(({ title }) => title === 'POST Package2');
const moments = recorded.slice(first).flatMap(({ title }, index) => [
  { title, index, when: 'before' as const, text: 'sent' },
  { title, index, when: 'after' as const, text: 'carried out' },
]);

describe('a process that is killed', () => {
  it.for(moments)(
    'leaves one version, whose artifacts the next run completes: $title was $text',
    async ({ index, when }, { expect }) => {
      const wanted = await releases.undisturbedArtifacts();
      const testbed = await releases.open();
      const run = testbed.start('release', ...FLAGS);
      gate.keeper = stopAt(when, sinceThePackage(index), () => run.child.kill('SIGKILL'));
      const killed = await run.finished;
      gate.keeper = undefined;

      const next = await testbed.run('release', ...FLAGS);

      const { packages, createRequests, versions } = await testbed.hub.records();
      expect(killed.exitCode).toBeNull();
      expect(next).toMatchObject({ exitCode: 0 });
      expect([packages.length, createRequests.length, versions.length]).toEqual([1, 1, 1]);
      expect(await artifactsOf(testbed.projectDir)).toEqual(wanted);
    },
  );

  it('leaves one version also where what it asked for arrives while the next run looks for it', async ({
    expect,
  }) => {
    const testbed = await releases.open();
    const looked = Promise.withResolvers<'pass'>();
    const run = testbed.start('release');
    gate.keeper = {
      before: async (request) => {
        if (!isVersionCreate(request)) return 'pass';
        run.child.kill('SIGKILL');
        return looked.promise;
      },
    };
    await run.finished;
    const isThirdLook = nth(3, isLookup);
    gate.keeper = {
      after: (request) => {
        if (isThirdLook(request)) looked.resolve('pass');
        return 'pass';
      },
    };

    const next = await testbed.run('release');

    const { createRequests, versions } = await testbed.hub.records();
    expect(next.stdout).toContain('looking for what an earlier run asked for');
    expect(next).toMatchObject({ exitCode: 0 });
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });
});

/** The n-th request that comes after the creation of the package, which is number 0. */
function sinceThePackage(index: number): (request: PassingRequest) => boolean {
  let hasBegun = false;
  const isDue = nth(index + 1, () => true);
  return (request) => {
    hasBegun ||= isPackageCreate(request);
    return hasBegun && isDue(request);
  };
}
