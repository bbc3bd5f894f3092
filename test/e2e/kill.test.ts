import { describe, it } from 'vitest';
import { artifactsOf } from '../support/artifacts.ts';
import type { GateKeeper, PassingRequest, Verdict } from '../support/gate.ts';
import { recordedRuns } from '../support/recorded-runs.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';

/** What a killed run asked for may still be on its way; longer than any test here lets it be. */
const FLAGS = ['--request-seconds', '1', '--lost-answer-seconds', '1'];

const releases = await openRepeatableReleases();
const { gate } = releases;
const recorded = (await recordedRuns('release')).release.requests;
const sinceThePackage = recorded.slice(
  recorded.findIndex(({ title }) => title === 'POST Package2'),
);
const moments = sinceThePackage.flatMap(({ title }, index) => [
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
      gate.keeper = killerAt(index, when, () => run.child.kill('SIGKILL'));
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
    gate.keeper = { after: afterLooks(3, () => looked.resolve('pass')) };

    const next = await testbed.run('release');

    const { createRequests, versions } = await testbed.hub.records();
    expect(next.stdout).toContain('looking for what an earlier run asked for');
    expect(next).toMatchObject({ exitCode: 0 });
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });
});

/** Kills at the n-th request that follows the creation of the package, the creation itself being number 0. */
function killerAt(index: number, when: keyof GateKeeper, kill: () => void): GateKeeper {
  const seen: PassingRequest[] = [];
  return {
    before: (request) => {
      if (seen.length > 0 || isPackageCreate(request)) seen.push(request);
      return when === 'before' ? killIfDue(request) : 'pass';
    },
    after: (request) => (when === 'after' ? killIfDue(request) : 'pass'),
  };

  function killIfDue(request: PassingRequest): Verdict {
    if (seen[index] !== request) return 'pass';
    kill();
    return 'drop';
  }
}

/** Acts when the hub was asked so many times for what was asked of it before. */
function afterLooks(count: number, act: () => void): (request: PassingRequest) => Verdict {
  let looks = 0;
  return ({ target }) => {
    if (/FROM.Package2VersionCreateRequest/.test(decodeURIComponent(target))) looks += 1;
    if (looks === count) act();
    return 'pass';
  };
}

function isPackageCreate({ method, target }: PassingRequest): boolean {
  return method === 'POST' && target.endsWith('/sobjects/Package2');
}

function isVersionCreate({ method, target }: PassingRequest): boolean {
  return method === 'POST' && target.endsWith('/sobjects/Package2VersionCreateRequest');
}
