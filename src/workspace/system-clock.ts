import { setTimeout as delay } from 'node:timers/promises';
import { interrupted } from '../domain/interrupted.ts';
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
        throw interrupted(error);
      }
    },
  };
}
