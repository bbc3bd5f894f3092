import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { cellsOf, type RequestCell } from './request-cells.ts';
import { outcomeOf, type RunOutcome } from './run-outcome.ts';
import type { Testbed } from './testbed.ts';

/** What a hub, a proxy or a network does to a request. */
export interface FaultKind {
  readonly title: string;
  readonly action: Fault['action'];
  /** The request is carried out all the same. */
  readonly commits?: boolean;
}

export const SERVER_UNAVAILABLE: Fault['action'] = {
  status: 503,
  body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Try again later' }],
};

export const FAULT_KINDS: readonly FaultKind[] = [
  { title: 'a connection closed after all was done', action: 'close-after' },
  { title: 'a connection reset before anything was done', action: 'reset-before' },
  { title: 'a body cut short', action: 'cut-body' },
  { title: "a proxy's login page", action: 'garbage-html-200' },
  { title: 'an empty 200', action: 'empty-200' },
  { title: 'a 503', action: SERVER_UNAVAILABLE },
  { title: 'an expired session', action: 'expired-session' },
];

/**
 * One fault for each request of a recorded run. A request that is hit is sent again, so that the second one that looks the
 * same is the third that the hub sees.
 */
export function onceAtEvery(
  cells: readonly RequestCell[],
  { action, commits = false }: FaultKind,
): readonly Fault[] {
  return cells.map(({ match, nth }) => ({ match, nth: 2 * nth - 1, action, commits }));
}

/** Replaces the faults of a running hub. */
export async function script({ hub }: Testbed, faults: readonly Fault[]): Promise<void> {
  await fetch(`${hub.url}/__hub/faults`, { method: 'POST', body: JSON.stringify(faults) });
}

/** How many of these faults were really met. */
export function metBy({ hub }: Testbed, faults: readonly Fault[]): number {
  const seen = new Set(cellsOf(hub.requests).map(({ match, nth }) => JSON.stringify([match, nth])));
  return faults.filter(({ match, nth }) => seen.has(JSON.stringify([match, nth]))).length;
}

/** More runs than a fault at each request may cost. */
const RUNS_AT_MOST = 3;

/** Runs the same command until it succeeds; every run has to end like a run. */
export async function runUntilDone(testbed: Testbed, verb: string): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  for (let run = 1; run <= RUNS_AT_MOST; run += 1) {
    const flags = verb === 'release' ? IMPATIENT : SHORT_REQUESTS;
    const outcome = outcomeOf(await testbed.run(verb, ...flags));
    outcomes.push(outcome);
    if (outcome.outcome === 'succeeded') break;
  }
  return outcomes;
}

/** JSON to read the outcome from, and no patience for what a test has taken away for good. */
const SHORT_REQUESTS = ['--json', '--request-seconds', '3'] as const;
export const IMPATIENT = [...SHORT_REQUESTS, '--lost-answer-seconds', '1'] as const;
