import type { Clock } from '../ports/clock.ts';

/**
 * The pauses between looks for what was asked for, 10 s in all: a commit was seen 0.9 s after the socket of its request had
 * died, and a replica that answers may lag behind.
 */
export const LOOKUP_PAUSES_MS = [300, 700, 1_000, 3_000, 5_000] as const;

/** Looks until something shows, for 10 s. */
export async function untilShown<T>(
  clock: Clock,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const pauseMs of LOOKUP_PAUSES_MS) {
    const shown = await look();
    if (shown !== undefined) return shown;
    await clock.sleep(pauseMs);
  }
  return look();
}
