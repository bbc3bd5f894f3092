import {
  THEMES,
  explanationOf,
  type Explanation,
} from '../domain/error-catalogue/error-catalogue.ts';
import type { ErrorCode } from '../domain/error-catalogue/error-codes.ts';
import { RETRY_TEXT, turnText } from '../domain/error-catalogue/turn-text.ts';
import type { Look } from './look.ts';

/** An entry of the catalogue, for people. */
export function explanationText(explanation: Explanation, { paint }: Look): string {
  const { code, meaning, found, wanted, cause, steps, turn, retryable } = explanation;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['why', cause],
    ['found', found],
    ['wanted', wanted],
    ...explanation.salesforceSays.map((text) => ['Salesforce says', text] as const),
    ['whose turn', turnText(turn)],
    ['run again?', retryable ? `yes: ${RETRY_TEXT}` : 'only after something has changed'],
    ['exit code', String(explanation.exitCode)],
  ];
  const facts = rows.flatMap(([label, text]) =>
    text === undefined ? [] : [`  ${paint('dim', label.padEnd(17))}${text}`],
  );
  return [
    `${paint('bold', code)}  ${meaning}`,
    facts.join('\n'),
    [
      paint('bold', 'What to do next:'),
      ...steps.map((step, index) => `  ${String(index + 1)}. ${step}`),
    ].join('\n'),
  ].join('\n\n');
}

/** All codes, by theme, each with its sentence. */
export function allCodesText({ paint }: Look): string {
  return Object.entries(THEMES)
    .map(([heading, theme]) =>
      [
        paint('bold', heading),
        ...(Object.keys(theme) as ErrorCode[]).map(
          (code) => `  ${code}  ${paint('dim', explanationOf(code).meaning)}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
