/** The hub's time. It moves with the machine's, and jumps when a test advances it. */
export interface HubClock {
  now(): number;
  advance(ms: number): void;
}

export function startClock(readMs: () => number = Date.now): HubClock {
  let aheadMs = 0;
  return {
    now: () => readMs() + aheadMs,
    advance: (ms) => {
      aheadMs += ms;
    },
  };
}
