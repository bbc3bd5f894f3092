import { failureOf } from '../domain/errors.ts';
import type { Emit, StageId } from '../domain/events.ts';
import type { Clock } from '../ports/clock.ts';

/** What a stage did. A skipped stage has an output too: it found what an earlier run did. */
export type StageOutcome<Output> =
  | { readonly kind: 'done'; readonly summary: string; readonly output: Output }
  | { readonly kind: 'skipped'; readonly reason: string; readonly output: Output };

export function done<Output>(summary: string, output: Output): StageOutcome<Output> {
  return { kind: 'done', summary, output };
}

export function skipped<Output>(reason: string, output: Output): StageOutcome<Output> {
  return { kind: 'skipped', reason, output };
}

/** Says what a stage is doing right now. */
export type Progress = (detail: string) => void;

/** Runs stages, tells about them, and takes the time. */
export class StageRunner {
  readonly #emit: Emit;
  readonly #clock: Clock;

  constructor(emit: Emit, clock: Clock) {
    this.#emit = emit;
    this.#clock = clock;
  }

  /** @param packageName where the stage works on one package, not on all of them together */
  async run<Output>(
    stage: StageId,
    work: (progress: Progress) => Promise<StageOutcome<Output>>,
    packageName?: string,
  ): Promise<Output> {
    const ref = { stage, ...(packageName !== undefined && { package: packageName }) };
    const startedAt = this.#clock.now();
    this.#emit('stage.started', ref);
    try {
      const outcome = await work((detail) => this.#emit('stage.progressed', { ...ref, detail }));
      const durationMs = this.#clock.now() - startedAt;
      if (outcome.kind === 'done')
        this.#emit('stage.done', { ...ref, summary: outcome.summary, durationMs });
      else this.#emit('stage.skipped', { ...ref, reason: outcome.reason, durationMs });
      return outcome.output;
    } catch (error) {
      const durationMs = this.#clock.now() - startedAt;
      this.#emit('stage.failed', { ...ref, failure: failureOf(error), durationMs });
      throw error;
    }
  }
}
