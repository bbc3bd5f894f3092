import { ReleaseError, failureOf, type Failure } from '../errors.ts';

/** What was asked, and what came back: the evidence a check rests on. */
export type Reading<T> =
  | { readonly kind: 'answered'; readonly asked: string; readonly value: T }
  | { readonly kind: 'unanswered'; readonly asked: string; readonly failure: Failure };

export function answered<T>(asked: string, value: T): Reading<T> {
  return { kind: 'answered', asked, value };
}

/** Asks, and takes a refusal for an answer too: a check that cannot be made must not keep the others from being made. */
export async function readingOf<T>(asked: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return answered(asked, await ask());
  } catch (error) {
    if (error instanceof ReleaseError)
      return { kind: 'unanswered', asked, failure: failureOf(error) };
    throw error;
  }
}

/** Asks with what was read before; where that could not be read, nothing can be asked. */
export async function readingFrom<A, T>(
  before: Reading<A>,
  asked: string,
  ask: (value: A) => Promise<T>,
): Promise<Reading<T>> {
  return before.kind === 'unanswered' ? before : readingOf(asked, async () => ask(before.value));
}

/** All, or the first that is not there. */
export function all<T>(asked: string, readings: readonly Reading<T>[]): Reading<readonly T[]> {
  const values: T[] = [];
  for (const reading of readings) {
    if (reading.kind === 'unanswered') return reading;
    values.push(reading.value);
  }
  return answered(asked, values);
}

/** Both, or the first that is not there. */
export function both<A, B>(first: Reading<A>, second: Reading<B>): Reading<readonly [A, B]> {
  if (first.kind === 'unanswered') return first;
  if (second.kind === 'unanswered') return second;
  return answered(second.asked, [first.value, second.value]);
}
