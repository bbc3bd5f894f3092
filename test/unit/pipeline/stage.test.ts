import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import { done, skipped, StageRunner } from '../../../src/pipeline/stage.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import type { Told } from '../../support/in-memory-ports.ts';

function runner() {
  const events: Told[] = [];
  const clock = new FakeClock();
  const stages = new StageRunner((code, data) => events.push({ code, data }), clock);
  return { events, clock, stages };
}

describe('StageRunner', () => {
  it('tells what a stage did, and how long it took', async () => {
    const { events, clock, stages } = runner();

    const output = await stages.run(
      'version',
      async (progress) => {
        progress('asking');
        await clock.sleep(1_500);
        return done('built 1.4.0', 'the output');
      },
      'Acme Connector',
    );

    const ref = { stage: 'version', package: 'Acme Connector' };
    expect(output).toBe('the output');
    expect(events).toEqual([
      { code: 'stage.started', data: ref },
      { code: 'stage.progressed', data: { ...ref, detail: 'asking' } },
      { code: 'stage.done', data: { ...ref, summary: 'built 1.4.0', durationMs: 1_500 } },
    ]);
  });

  it('tells why a stage did nothing, and hands on what it found', async () => {
    const { events, stages } = runner();

    const output = await stages.run('wire', async () => Promise.resolve(skipped('says so', 7)));

    expect(output).toBe(7);
    expect(events.at(-1)).toEqual({
      code: 'stage.skipped',
      data: { stage: 'wire', reason: 'says so', durationMs: 0 },
    });
  });

  it('tells of a failure, and throws it on as it is', async () => {
    const { events, clock, stages } = runner();
    const error = new ReleaseError('NOT_A_DEV_HUB', 'This org is no Dev Hub');

    const failing = stages.run('preflight', async () => {
      await clock.sleep(700);
      throw error;
    });

    await expect(failing).rejects.toBe(error);
    expect(events.at(-1)).toMatchObject({
      code: 'stage.failed',
      data: {
        stage: 'preflight',
        failure: { code: 'NOT_A_DEV_HUB', exitCode: 4 },
        durationMs: 700,
      },
    });
  });
});
