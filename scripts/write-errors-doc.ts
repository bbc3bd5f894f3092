import { writeFileSync } from 'node:fs';
import {
  explanationOf,
  THEMES,
  type Explanation,
} from '../src/domain/error-catalogue/error-catalogue.ts';
import type { ErrorCode } from '../src/domain/error-catalogue/error-codes.ts';
import { RETRY_TEXT, turnText } from '../src/domain/error-catalogue/turn-text.ts';

const TARGET = new URL('../docs/errors.md', import.meta.url);

/** docs/errors.md: every code with its entry, by theme; a test fails where it is stale. */
export function errorsDocument(): string {
  const themes = Object.entries(THEMES).map(([heading, theme]) =>
    [`## ${heading}`, ...(Object.keys(theme) as ErrorCode[]).map(entryText)].join('\n\n'),
  );
  return `${[INTRODUCTION, ...themes].join('\n\n')}\n`;
}

const INTRODUCTION = `# Errors

Written by \`node scripts/write-errors-doc.ts\` from \`src/domain/error-catalogue/\`; do not edit.

Every failure has a code. It is the same in the terminal, in \`--json\` (\`failure.code\`), in \`run.json\` and in the annotations
on GitHub, and it never changes its meaning. \`npm run eca -- explain CODE\` prints an entry, and takes a text of Salesforce,
too: \`npm run eca -- explain "invalid_grant: audience is invalid"\`.

A failure says what was found and what is wanted, and what to do next; those words fit the case at hand and stand above the
general ones here. \`failure.turn\` says who has to act, and \`failure.retryable\` whether the same command may go well a
little later.`;

function entryText(code: ErrorCode): string {
  const entry = explanationOf(code);
  return [
    `### ${code}`,
    escaped(entry.meaning),
    escaped(entry.cause),
    factsText(entry),
    entry.steps.map((step, index) => `${String(index + 1)}. ${escaped(step)}`).join('\n'),
  ].join('\n\n');
}

function factsText({
  found,
  wanted,
  salesforceSays,
  turn,
  retryable,
  exitCode,
}: Explanation): string {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Found', found],
    ['Wanted', wanted],
    ...salesforceSays.map((text) => ['Salesforce says', `\`${text}\``] as const),
    ['Whose turn', turnText(turn)],
    ['Run again', retryable ? `yes: ${RETRY_TEXT}` : 'only after something has changed'],
    ['Exit code', String(exitCode)],
  ];
  return facts
    .flatMap(([label, text]) => (text === undefined ? [] : [`- **${label}:** ${escaped(text)}`]))
    .join('\n');
}

/** The entries are plain text; only an element's name could be taken for Markdown. */
function escaped(text: string): string {
  return text.replaceAll('<', '&lt;');
}

if (import.meta.main) writeFileSync(TARGET, errorsDocument());
