import type { Clock } from '../../src/ports/clock.ts';

/** Nobody waits for a version for longer: what sleeps on would sleep for ever. */
const LONGEST_TEST_MS = 30 * 24 * 3_600_000;

/** Time that passes only while somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  readonly startedAt = Date.parse('2026-11-15T10:00:00.000Z');
  #now = this.startedAt;

  now(): number {
    return this.#now;
  }

  /** How much time has passed since the clock was made. */
  passedMs(): number {
    return this.#now - this.startedAt;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    if (this.passedMs() > LONGEST_TEST_MS) throw new RangeError('This would go on for ever');
  }

  async sleep(milliseconds: number): Promise<void> {
    this.pass(Math.max(milliseconds, 1));
    return Promise.resolve();
  }
}
