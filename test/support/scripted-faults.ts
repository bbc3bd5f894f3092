import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { Testbed } from './testbed.ts';

export const SERVER_UNAVAILABLE: Fault['action'] = {
  status: 503,
  body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Try again later' }],
};

/** JSON to read the outcome from, and no patience for what a test has taken away for good. */
export const IMPATIENT = [
  '--json',
  '--request-seconds',
  '3',
  '--lost-answer-seconds',
  '1',
] as const;

/** Replaces the faults of a running hub. */
export async function script({ hub }: Testbed, faults: readonly Fault[]): Promise<void> {
  await fetch(`${hub.url}/__hub/faults`, { method: 'POST', body: JSON.stringify(faults) });
}
