import { setTimeout as delay } from 'node:timers/promises';
import { ReleaseError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';

/** setTimeout takes longer times for 1 ms (Node.js, 2^31-1 ms). */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The time of this computer; sleeping ends with INTERRUPTED as soon as the signal is aborted. */
export function systemClock(signal: AbortSignal): Clock {
  return {
    now: () => Date.now(),
    async sleep(milliseconds) {
      const duration = Math.min(Math.max(milliseconds, 0), LONGEST_TIMER_MS);
      try {
        await delay(duration, undefined, { signal });
      } catch (error) {
        throw new ReleaseError('INTERRUPTED', 'The run was interrupted', {
          actions: ['Run the same command again: it goes on where this run stopped.'],
          cause: error,
        });
      }
    },
  };
}
