import { describe, expect, it } from 'vitest';
import { failureOf, ReleaseError } from '../../../src/domain/errors.ts';
import type { EventCode, EventPayloads, RunEvent } from '../../../src/domain/events.ts';
import { runRecordOf } from '../../../src/domain/run-record.ts';
import { releaseConfig } from '../../support/release-state.ts';

const STARTED = event('run.started', { verb: 'release', rehearsal: true, toolVersion: '1.2.3' });

describe('runRecordOf', () => {
  it('tells of the stages as their events told', () => {
    const failure = failureOf(new ReleaseError('WAIT_EXPIRED', 'The version is not built'));

    const { stages } = runRecordOf(
      [
        STARTED,
        event('stage.started', { stage: 'connect' }),
        event('stage.done', { stage: 'connect', summary: 'logged in', durationMs: 5 }),
        event('stage.started', { stage: 'package', package: 'Acme' }),
        event('stage.progressed', { stage: 'package', package: 'Acme', detail: 'looking' }),
        event('stage.skipped', {
          stage: 'package',
          package: 'Acme',
          reason: 'is there',
          durationMs: 6,
        }),
        event('stage.failed', { stage: 'version', package: 'Acme', failure, durationMs: 7 }),
      ],
      undefined,
    );

    expect(stages).toEqual([
      { stage: 'connect', outcome: 'done', text: 'logged in', durationMs: 5 },
      { stage: 'package', package: 'Acme', outcome: 'skipped', text: 'is there', durationMs: 6 },
      {
        stage: 'version',
        package: 'Acme',
        outcome: 'failed',
        text: 'The version is not built',
        durationMs: 7,
      },
    ]);
  });

  it('ends as the run said that it ended', () => {
    const failure = failureOf(new ReleaseError('NOT_CONFIRMED', 'Nothing was done'));

    const record = runRecordOf(
      [STARTED, event('run.finished', { outcome: 'aborted', durationMs: 9, failure })],
      releaseConfig(),
    );

    expect(record).toEqual({
      kind: 'eca-release/run',
      formatVersion: 1,
      tool: { name: 'eca-release', version: '1.2.3' },
      verb: 'release',
      isRehearsal: true,
      startedAt: '2026-11-15T10:00:00.000Z',
      durationMs: 9,
      outcome: 'aborted',
      failure,
      stages: [],
      warnings: [],
      versions: [],
      artifacts: [],
      config: releaseConfig(),
    });
  });

  it('has failed where the run never said how it ended', () => {
    const record = runRecordOf(
      [STARTED, event('stage.done', { stage: 'connect', summary: 'logged in', durationMs: 5 })],
      undefined,
    );

    expect(record.outcome).toBe('failed');
  });

  it('has failed where nothing was told at all', () => {
    expect(runRecordOf([], undefined)).toMatchObject({
      outcome: 'failed',
      startedAt: '',
      durationMs: 0,
      isRehearsal: false,
    });
  });

  it('keeps warnings, without what to do about them', () => {
    const record = runRecordOf(
      [STARTED, event('warning.raised', { message: 'The hub differs', actions: ['Commit'] })],
      undefined,
    );

    expect(record.warnings).toEqual(['The hub differs']);
  });
});

function event<Code extends EventCode>(code: Code, data: EventPayloads[Code]): RunEvent {
  return { code, at: '2026-11-15T10:00:00.000Z', data } as RunEvent;
}
