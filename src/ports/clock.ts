/** Time, so that tests decide how much of it passes. */
export interface Clock {
  /** Milliseconds since 1970, wall clock. */
  now(): number;
  /** Resolves after the time has passed; rejects with INTERRUPTED once the run is aborted. */
  sleep(milliseconds: number): Promise<void>;
}
