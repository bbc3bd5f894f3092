import { describe, expect, it } from 'vitest';
import { ReleaseError, type ErrorCode } from '../../../src/domain/errors.ts';
import { patienceFor, waitForEnd } from '../../../src/pipeline/wait-for-version.ts';
import type { BuildScript } from '../../support/in-memory-hub.ts';
import { told } from '../../support/in-memory-ports.ts';
import { releaseConfig, requestId, versionNumber } from '../../support/release-state.ts';
import { workbench, type Workbench } from '../../support/version-work.ts';

const MINUTE = 60_000;

function benchWith(script: BuildScript, minutes = 60): Workbench {
  const bench = workbench({
    config: releaseConfig({ wait: { minutes, requestSeconds: 60, lostAnswerSeconds: 60 } }),
  });
  bench.hub.somebodyAsks(bench.key, versionNumber('1.4.0'), { script, errors: ['no app'] });
  return bench;
}

async function waited(bench: Workbench) {
  const progress = (detail: string): number => bench.progress.push(detail);
  return waitForEnd(bench.work, requestId(1), patienceFor(bench.work), progress);
}

function statuses(bench: Workbench): readonly string[] {
  return [...new Set(told(bench, 'create.progressed').map(({ status }) => status))];
}

describe('waitForEnd', () => {
  it('tells every status it sees, with the time waited, until the version is there', async () => {
    const bench = benchWith([
      [0, 'Queued'],
      [2_000, 'VerifyingMetadata'],
      [5_000, 'Success'],
    ]);

    const { request } = await waited(bench);

    expect(request).toMatchObject({ status: 'Success', id: requestId(1) });
    expect(statuses(bench)).toEqual(['Queued', 'VerifyingMetadata', 'Success']);
    expect(told(bench, 'create.progressed').at(-1)?.waitedMs).toBeGreaterThanOrEqual(5_000);
  });

  it.each([
    ['at first', 2_000, 250],
    ['after a minute', MINUTE, MINUTE / 20 + 250],
    ['after half an hour', 30 * MINUTE, 10_000],
  ])('lags little behind the hub: %s', async (_when, doneAfterMs, lagMs) => {
    const bench = benchWith([[doneAfterMs, 'Success']]);

    await waited(bench);

    expect(bench.clock.passedMs() - doneAfterMs).toBeLessThanOrEqual(lagMs);
  });

  it('does not ask a hub that takes its time all the time', async () => {
    const bench = benchWith([[50 * MINUTE, 'Success']]);

    await waited(bench);

    expect(told(bench, 'create.progressed').length).toBeLessThan(450);
  });

  it.each([
    ['a status it does not know', [[0, 'ConsultingTheOracle'] as const]],
    ['validations that go on', [[0, 'PerformingValidations'] as const]],
    ['no status at all', [[0, ''] as const]],
    [
      'a status that goes back',
      [[0, 'FinalizingPackageVersion'] as const, [1_000, 'Queued'] as const],
    ],
  ])('waits on through %s', async (_what, before) => {
    const bench = benchWith([...before, [10_000, 'Success']]);

    const { request } = await waited(bench);

    expect(request.status).toBe('Success');
    expect(statuses(bench)).toEqual([...before.map(([, status]) => status), 'Success']);
  });

  it('waits on for a request that disappears, and comes back', async () => {
    const bench = benchWith([[20_000, 'Success']]);
    bench.hub.isHidden = () => bench.clock.passedMs() > 2_000 && bench.clock.passedMs() < 40_000;

    const { request } = await waited(bench);

    expect(request.status).toBe('Success');
    expect(bench.progress).toContain(`The hub does not show ${requestId(1)}; still waiting for it`);
  });

  it.each(['HUB_UNREACHABLE', 'HUB_ANSWER_UNUSABLE'] satisfies ErrorCode[])(
    'waits on through %s, and says that it does',
    async (code) => {
      const bench = benchWith([[20_000, 'Success']]);
      bench.hub.beforeReading = () => {
        if (bench.clock.passedMs() < 10 * MINUTE) throw new ReleaseError(code, 'Away');
      };

      const { request } = await waited(bench);

      expect(request.status).toBe('Success');
      expect(bench.progress).toContain(`Away; still waiting for ${requestId(1)}`);
    },
  );

  it.each([
    ['no sooner than a busy hub wants', 30_000, 8, 12],
    ['once a minute where it wants nothing for a day', 24 * 60 * MINUTE, 4, 6],
  ])('asks %s', async (_how, retryAfterMs, atLeast, atMost) => {
    const bench = benchWith([[20_000, 'Success']]);
    let asked = 0;
    bench.hub.beforeReading = () => {
      asked += 1;
      if (bench.clock.passedMs() < 5 * MINUTE)
        throw new ReleaseError('HUB_UNREACHABLE', 'Busy', { retryAfterMs });
    };

    const { request } = await waited(bench);

    expect(request.status).toBe('Success');
    expect(asked).toBeGreaterThanOrEqual(atLeast);
    expect(asked).toBeLessThanOrEqual(atMost);
  });

  it.each(['SESSION_EXPIRED', 'INTERRUPTED', 'PERMISSION_MISSING'] satisfies ErrorCode[])(
    'ends with %s, which waiting does not mend',
    async (code) => {
      const bench = benchWith([[20_000, 'Success']]);
      bench.hub.beforeReading = () => {
        throw new ReleaseError(code, 'No more');
      };

      await expect(waited(bench)).rejects.toMatchObject({ code });
    },
  );

  it('hands back a failure with its reasons', async () => {
    const bench = benchWith([[2_000, 'Error']]);

    expect(await waited(bench)).toMatchObject({ request: { status: 'Error' }, errors: ['no app'] });
  });

  it.each([
    ['a hub that never ends', () => undefined],
    [
      'a hub that is away',
      () => {
        throw new ReleaseError('HUB_UNREACHABLE', 'Away');
      },
    ],
  ])('gives up on %s at the deadline, not later', async (_what, beforeReading) => {
    const bench = benchWith([[0, 'Queued']], 7);
    bench.hub.beforeReading = beforeReading;

    await expect(waited(bench)).rejects.toMatchObject({
      code: 'WAIT_EXPIRED',
      message: 'The version is not built after 7 minutes',
      detail: { found: `the request ${requestId(1)} is still under way` },
    });
    expect(bench.clock.passedMs()).toBe(7 * MINUTE);
  });

  it.each([
    ['a computer that slept for a night', 8 * 3_600_000],
    ['a clock that was set back', -3_600_000],
  ])('waits on through %s, for as long as it would have', async (_what, jumpMs) => {
    const bench = benchWith([[0, 'Queued']], 7);
    const sleep = bench.clock.sleep.bind(bench.clock);
    let asked = 0;
    bench.hub.beforeReading = () => {
      asked += 1;
    };
    let jumps = 0;
    bench.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      if (bench.clock.passedMs() < MINUTE || jumps > 0) return;
      jumps += 1;
      bench.clock.pass(jumpMs);
    };

    await expect(waited(bench)).rejects.toMatchObject({ code: 'WAIT_EXPIRED' });

    expect(jumps).toBe(1);
    expect(bench.clock.passedMs() - jumpMs).toBe(7 * MINUTE);
    // Four times a second it would be 1,680.
    expect(asked).toBeLessThan(200);
  });

  it('finds the version that was built while the computer slept, when the network is back', async () => {
    const bench = benchWith([[5 * MINUTE, 'Success']], 7);
    const sleep = bench.clock.sleep.bind(bench.clock);
    bench.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      if (bench.clock.passedMs() > 2 * MINUTE && bench.clock.passedMs() < 60 * MINUTE)
        bench.clock.pass(8 * 60 * MINUTE);
    };
    bench.hub.beforeReading = () => {
      const awakeMs = bench.clock.passedMs() - 8 * 60 * MINUTE;
      if (awakeMs > 0 && awakeMs < 3 * MINUTE) throw new ReleaseError('HUB_UNREACHABLE', 'Away');
    };

    expect(await waited(bench)).toMatchObject({ request: { status: 'Success' } });
  });

  it('gives up in time on a hub whose every answer takes long', async () => {
    const bench = benchWith([[0, 'Queued']], 7);
    bench.hub.beforeReading = () => bench.clock.pass(40_000);

    await expect(waited(bench)).rejects.toMatchObject({ code: 'WAIT_EXPIRED' });

    expect(bench.clock.passedMs()).toBeGreaterThanOrEqual(7 * MINUTE);
    expect(bench.clock.passedMs()).toBeLessThan(8 * MINUTE);
  });

  it('looks once more at the deadline', async () => {
    const bench = benchWith([[7 * MINUTE, 'Success']], 7);

    expect(await waited(bench)).toMatchObject({ request: { status: 'Success' } });
  });
});
