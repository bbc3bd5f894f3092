import type { Failure, FileLocation } from './errors.ts';
import { RETRY_TEXT, turnText } from './error-catalogue/turn-text.ts';

/** What every report says of a failure, below its message and above what to do next: label and text, in this order. */
export function failureFacts(
  failure: Pick<Failure, 'found' | 'wanted' | 'why' | 'location'> &
    Partial<Pick<Failure, 'turn' | 'retryable'>>,
): readonly (readonly [label: string, text: string])[] {
  const { location, found, wanted, why, turn, retryable } = failure;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['at', location === undefined ? undefined : placeText(location)],
    ['found', found],
    ['wanted', wanted],
    ['why', why],
    // Whoever reads it is who has to act, unless it says so.
    ['turn', turn === undefined || turn === 'you' ? undefined : turnText(turn)],
    ['retry', retryable === true && turn !== 'you' ? RETRY_TEXT : undefined],
  ];
  return facts.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

/** file:line:column, which terminals and editors turn into a link. */
export function placeText({ file, line, column }: FileLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
