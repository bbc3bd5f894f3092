import type { Clock } from '../ports/clock.ts';

/**
 * How long a run goes on asking. Only what asking and pausing can have taken is counted: a laptop that was shut for the
 * night, or a clock that was set, neither ends a wait nor prolongs it.
 */
export class Patience {
  readonly #clock: Clock;
  readonly #longestQuestionMs: number;
  readonly #wholeMs: number;
  #leftMs: number;
  #countedTo: number;

  /** @param longestQuestionMs what one question, with its answer, can take at most */
  constructor(clock: Clock, milliseconds: number, longestQuestionMs: number) {
    this.#clock = clock;
    this.#longestQuestionMs = longestQuestionMs;
    this.#wholeMs = milliseconds;
    this.#leftMs = milliseconds;
    this.#countedTo = clock.now();
  }

  /** Milliseconds that asking and pausing have taken; up to date after isOver. */
  get spentMs(): number {
    return this.#wholeMs - this.#leftMs;
  }

  /** Asked after each question. */
  isOver(): boolean {
    const passedMs = this.#clock.now() - this.#countedTo;
    this.#count(Math.min(Math.max(passedMs, 0), this.#longestQuestionMs));
    return this.#leftMs <= 0;
  }

  /** Sleeps, but not past the end. */
  async pause(milliseconds: number): Promise<void> {
    const pauseMs = Math.min(this.#leftMs, milliseconds);
    await this.#clock.sleep(pauseMs);
    this.#count(pauseMs);
  }

  #count(milliseconds: number): void {
    this.#leftMs -= milliseconds;
    this.#countedTo = this.#clock.now();
  }
}
