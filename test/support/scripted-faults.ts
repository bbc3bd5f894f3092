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

/** For a hub whose builds take longer than a test may: retrieves take a part of that, and so jump over it. */
export function retrievesAtOnce(buildMs: number): Fault {
  return {
    match: { soap: 'checkRetrieveStatus' },
    times: 'forever',
    action: { clockJumpMs: buildMs },
  };
}

/** Replaces the faults of a running hub. */
export async function script(
  { hub }: Pick<Testbed, 'hub'>,
  faults: readonly Fault[],
): Promise<void> {
  await fetch(`${hub.url}/__hub/faults`, { method: 'POST', body: JSON.stringify(faults) });
}
