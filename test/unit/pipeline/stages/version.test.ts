import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../../src/domain/errors.ts';
import type { VersionDecision } from '../../../../src/domain/plan/version-decision.ts';
import { obtainVersion } from '../../../../src/pipeline/stages/version.ts';
import { told } from '../../../support/in-memory-ports.ts';
import {
  createRequest,
  hubVersion,
  released,
  requestId,
  versionNumber,
} from '../../../support/release-state.ts';
import { packagePlan, workbench, type Workbench } from '../../../support/version-work.ts';

const NUMBER = versionNumber('1.4.0');

async function obtained(bench: Workbench) {
  return obtainVersion(bench.work, (detail) => bench.progress.push(detail));
}

describe('obtainVersion', () => {
  it('builds what nobody asked for yet', async () => {
    const bench = workbench();

    expect(await obtained(bench)).toMatchObject({
      kind: 'done',
      summary: 'built 1.4.0-1 (04tHu000000V001IAG)',
      output: { tag: bench.key },
    });
  });

  it('takes what was built before from the same contents', async () => {
    const bench = workbench();
    bench.hub.versions = [hubVersion('1.4.0', { tag: bench.key })];

    expect(await obtained(bench)).toMatchObject({
      kind: 'skipped',
      reason: '1.4.0-1 was built from the same contents: nothing is built',
    });
    expect(bench.hub.requests).toEqual([]);
  });

  it('waits for what an earlier run asked for', async () => {
    const bench = workbench();
    bench.hub.somebodyAsks(bench.key, NUMBER);

    expect(await obtained(bench)).toMatchObject({
      kind: 'skipped',
      reason: 'an earlier run asked for it: 1.4.0-1 (04tHu000000V001IAG)',
    });
    expect(bench.hub.requests).toHaveLength(1);
    expect(told(bench, 'warning.raised')).toEqual([]);
  });

  it('refuses a number that was released meanwhile', async () => {
    const bench = workbench();
    bench.hub.versions = [released('1.4.0')];

    await expect(obtained(bench)).rejects.toMatchObject({ code: 'VERSION_ALREADY_RELEASED' });
    expect(bench.hub.requests).toEqual([]);
  });

  it("fails with Salesforce's reasons where the build fails", async () => {
    const bench = workbench();
    bench.hub.script = [[2_000, 'Error']];
    bench.hub.errors = ['The app is Local.', 'Nothing else helps.'];

    await expect(obtained(bench)).rejects.toMatchObject({
      code: 'VERSION_BUILD_FAILED',
      detail: {
        problems: [{ message: 'The app is Local.' }, { message: 'Nothing else helps.' }],
        actions: expect.arrayContaining([expect.stringContaining(requestId(1))]),
      },
    });
  });

  it('says that no reason was given where none was', async () => {
    const bench = workbench();
    bench.hub.script = [[0, 'Error']];

    await expect(obtained(bench)).rejects.toMatchObject({ detail: { found: 'no reason given' } });
  });

  it.each([
    ['adopt', { kind: 'adopt', version: hubVersion('1.4.0'), because: 'it is there' }],
    ['wait', { kind: 'wait', request: createRequest(1) }],
  ] satisfies [string, VersionDecision][])(
    'builds nothing where the plan was to %s, which nobody agreed to pay for',
    async (_what, decision) => {
      const bench = workbench({}, (hub) => packagePlan(hub, { decision }));

      await expect(obtained(bench)).rejects.toMatchObject({
        code: 'VERSION_NOT_FOUND',
        message: expect.stringContaining('was there when this run began'),
      });
      expect(bench.hub.requests).toEqual([]);
    },
  );

  it('does not ask again for what failed before, and says why it failed', async () => {
    const bench = workbench();
    bench.hub.somebodyAsks(bench.key, NUMBER, {
      script: [[0, 'Error']],
      errors: ['The app is Local.'],
    });

    await expect(obtained(bench)).rejects.toMatchObject({
      code: 'VERSION_BUILD_FAILED_BEFORE',
      detail: { found: `${requestId(1)}: The app is Local.` },
    });
    expect(bench.hub.requests).toHaveLength(1);
  });

  it('asks again for what failed before, where it is told to', async () => {
    const bench = workbench({ retryFailed: true });
    bench.hub.somebodyAsks(bench.key, NUMBER, { script: [[0, 'Error']] });

    expect(await obtained(bench)).toMatchObject({
      kind: 'done',
      summary: expect.stringContaining('1.4.0-2'),
    });
    expect(bench.hub.requests).toHaveLength(2);
  });

  it('tells of a lost request that failed at once, and of nothing but that', async () => {
    const bench = workbench();
    bench.hub.replies = [{ kind: 'loses', commitsAfterMs: 300 }];
    bench.hub.script = [[0, 'Error']];
    bench.hub.errors = ['The app is Local.'];

    await expect(obtained(bench)).rejects.toMatchObject({
      code: 'VERSION_BUILD_FAILED',
      detail: { problems: [{ message: 'The app is Local.' }] },
    });
    expect(bench.hub.requests).toHaveLength(1);
  });

  describe('beside another runner, which asked at the same time', () => {
    function rival(bench: Workbench, options: Parameters<typeof bench.hub.somebodyAsks>[2]): void {
      const original = bench.hub.requestVersion.bind(bench.hub);
      bench.hub.requestVersion = async (request, beforeLeaving) =>
        original(request, async (...files) => {
          const verdict = await beforeLeaving(...files);
          bench.hub.somebodyAsks(bench.key, NUMBER, options);
          return verdict;
        });
    }

    it('publishes what came of the earlier request, which takes longer, and says so', async () => {
      const bench = workbench();
      rival(bench, { afterMs: -1_000, script: [[60_000, 'Success']] });

      const { output } = await obtained(bench);

      expect(output.id).toBe('05iHu000000P001IAG');
      expect(told(bench, 'warning.raised')).toMatchObject([
        { message: expect.stringMatching(`${requestId(1)} is published.*${requestId(2)} took`) },
      ]);
    });

    it('publishes its own where the later one is done first, and says so too', async () => {
      const bench = workbench();
      bench.hub.script = [[30_000, 'Success']];
      rival(bench, { afterMs: 1_000, script: [[0, 'Success']] });

      const { output } = await obtained(bench);

      expect(output.id).toBe('05iHu000000P002IAG');
      expect(told(bench, 'warning.raised')).toMatchObject([
        { message: expect.stringMatching(`${requestId(2)} is published.*${requestId(1)} took`) },
      ]);
    });

    it('publishes its own where the earlier one fails in the end', async () => {
      const bench = workbench();
      rival(bench, { afterMs: -1_000, script: [[60_000, 'Error']] });

      const { output } = await obtained(bench);

      expect(output.id).toBe('05iHu000000P002IAG');
      expect(told(bench, 'warning.raised')).toEqual([]);
    });

    it('publishes what came of the other one where its own fails', async () => {
      const bench = workbench();
      bench.hub.script = [[1_000, 'Error']];
      rival(bench, { afterMs: 500, script: [[30_000, 'Success']] });

      const { output } = await obtained(bench);

      expect(output.id).toBe('05iHu000000P001IAG');
    });

    it('fails where both fail', async () => {
      const bench = workbench();
      bench.hub.script = [[1_000, 'Error']];
      rival(bench, { script: [[2_000, 'Error']], errors: ['theirs'] });

      await expect(obtained(bench)).rejects.toMatchObject({ code: 'VERSION_BUILD_FAILED' });
    });

    it('publishes one version, whoever looks', async () => {
      const bench = workbench();
      const other = { ...bench, events: [], progress: [] };

      const [first, second] = await Promise.all([obtained(bench), obtained(other)]);

      expect(first.output.id).toBe(second.output.id);
    });

    it('publishes the later one where that is released by the time the first is done', async () => {
      const bench = workbench();
      bench.hub.script = [[30_000, 'Success']];
      rival(bench, { afterMs: 1_000, script: [[0, 'Success']], version: { isReleased: true } });

      const { output } = await obtained(bench);

      expect(output.id).toBe('05iHu000000P001IAG');
      expect(told(bench, 'warning.raised')).toMatchObject([
        { message: expect.stringMatching(`${requestId(1)} is published.*${requestId(2)} took`) },
      ]);
    });

    it('waits for all of them no longer than for one', async () => {
      const bench = workbench();
      bench.hub.script = [[59 * 60_000, 'Success']];
      rival(bench, { afterMs: -1_000, script: [[999 * 60_000, 'Success']] });

      await expect(obtained(bench)).rejects.toMatchObject({
        code: 'WAIT_EXPIRED',
        detail: { found: expect.stringContaining(requestId(1)) },
      });
      expect(bench.clock.passedMs()).toBe(60 * 60_000);
    });
  });

  it('believes what it saw of a request more than a list that lags behind', async () => {
    const bench = workbench();
    const list = bench.hub.findCreateRequests.bind(bench.hub);
    bench.hub.findCreateRequests = async (packageId, tag) =>
      (await list(packageId, tag)).map((request) => ({
        ...request,
        status: 'Queued',
        packageVersionId: undefined,
      }));

    const { output } = await obtained(bench);

    expect(output.id).toBe('05iHu000000P001IAG');
  });

  /** A hub that shows a version so many milliseconds later than its request. */
  function showingLate(laterMs: number): Workbench {
    const bench = workbench();
    const read = bench.hub.readVersion.bind(bench.hub);
    let endedMs: number | undefined;
    bench.hub.readVersion = async (id) => {
      endedMs ??= bench.clock.passedMs();
      if (bench.clock.passedMs() - endedMs < laterMs)
        throw new ReleaseError('VERSION_NOT_FOUND', 'The hub has no such version');
      return read(id);
    };
    return bench;
  }

  it('gives a version some seconds to show', async () => {
    const bench = showingLate(8_000);

    expect(await obtained(bench)).toMatchObject({ output: { tag: bench.key } });
  });

  it('says that there is no version where it does not show', async () => {
    await expect(obtained(showingLate(3_600_000))).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
    });
  });

  it('gets its version although a list does not show the request at all', async () => {
    const bench = workbench();
    bench.hub.findCreateRequests = async () => Promise.resolve([]);

    expect(await obtained(bench)).toMatchObject({ output: { id: '05iHu000000P001IAG' } });
  });
});
