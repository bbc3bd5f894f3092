import { describe, it } from 'vitest';
import type { PassingRequest, Verdict } from '../support/gate.ts';
import { isLookup, isVersionCreate, nth } from '../support/gate-keepers.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { IMPATIENT } from '../support/scripted-faults.ts';

const releases = await openRepeatableReleases();
const { gate } = releases;

describe('a request for a version that arrives long after nobody listens any more', () => {
  it('is found, not sent again', async ({ expect }) => {
    const testbed = await releases.open();
    const lookedTwice = Promise.withResolvers<void>();
    const isSecondLook = nth(2, isLookup);
    const creates: PassingRequest[] = [];
    gate.keeper = {
      before: async (request): Promise<Verdict> => {
        if (isVersionCreate(request) && creates.push(request) === 1) await lookedTwice.promise;
        return 'pass';
      },
      after: (request) => {
        if (creates.length > 0 && isSecondLook(request)) lookedTwice.resolve();
        return 'pass';
      },
    };

    const result = await testbed.run('release', ...IMPATIENT, '--lost-answer-seconds', '30');

    lookedTwice.resolve();
    const { createRequests, versions } = await testbed.hub.records();
    expect(outcomeOf(result)).toMatchObject({ outcome: 'succeeded' });
    expect(creates).toHaveLength(1);
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });

  it('is found also by the run after the one that was killed', async ({ expect }) => {
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
