import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/domain/events.ts';
import { liveLineFor, type LiveState, liveStateAfter } from '../../../src/reporters/live-line.ts';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { eventOf } from './sample-run.ts';

const started = eventOf('stage.started', { stage: 'version', package: 'Acme Connector' });
const waiting = eventOf('create.progressed', {
  package: 'Acme Connector',
  requestId: '08c1',
  status: 'VerifyingMetadata',
  waitedMs: 1,
});
const done = eventOf('stage.done', { stage: 'version', summary: '', durationMs: 1 });

function stateAfter(...events: RunEvent[]): LiveState | undefined {
  let state: LiveState | undefined;
  for (const event of events) state = liveStateAfter(state, event);
  return state;
}

describe('liveStateAfter', () => {
  it('follows the stage that runs', () => {
    expect(stateAfter(started)?.text).toBe('Acme Connector');
    expect(stateAfter(started, waiting)?.text).toBe('Acme Connector: VerifyingMetadata');
    expect(stateAfter(started, waiting, done)).toBe(undefined);
  });

  it('keeps the time since the stage started', () => {
    expect(stateAfter(started, waiting)?.since).toBe(Date.parse(started.at));
  });
});

describe('liveLineFor', () => {
  const state = { stage: 'version', text: 'Acme Connector: VerifyingMetadata', since: 0 } as const;

  it.each([
    [1_999, 80, '⠋ version    Acme Connector: VerifyingMetadata'],
    [2_000, 80, '⠋ version    Acme Connector: VerifyingMetadata  2 s'],
    [133_900, 80, '⠋ version    Acme Connector: VerifyingMetadata  2 min 13 s'],
    [133_900, 50, '⠋ version    Acme Connector: Verifyi…  2 min 13 s'],
    [133_900, 30, '⠋ version    Acm…  2 min 13 s'],
    [133_900, 10, '⠋'],
    [133_900, 3, '⠋'],
    [0, 2, ''],
  ])('after %d ms on %d columns is %j', (now, columns, line) => {
    const shown = liveLineFor(state, { now, frame: 0, columns }, PLAIN_LOOK);

    expect(shown.length).toBeLessThan(columns);
    expect(shown).toBe(line);
  });
});
