import { EXIT, type Failure, type FileLocation, type Problem } from '../domain/errors.ts';
import type { Look } from './look.ts';
import { printable, printableLines } from './printable.ts';

/** A failure for people: what is wrong, where, and what to do next. Never a stack. */
export function failureText(failure: Failure, look: Look): string {
  const { paint, symbols } = look;
  const message = printableLines(failure.message, '  ');
  const title =
    failure.exitCode === EXIT.aborted
      ? `Stopped: ${message}`
      : `${paint('red', symbols.failed)} ${paint(['bold', 'red'], failure.code)}  ${message}`;
  return [
    title,
    factsText(failure, '  ', look),
    failure.problems.map((problem) => problemText(problem, look)).join('\n'),
    actionsText(failure.actions, look),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function problemText(problem: Problem, look: Look): string {
  const { location, message, ...facts } = problem;
  const place = location === undefined ? '' : `${look.paint('cyan', placeText(location))}  `;
  const details = factsText(facts, '      ', look);
  return `  ${place}${printableLines(message, '      ')}${details === '' ? '' : `\n${details}`}`;
}

function factsText(
  { found, wanted, why, location }: Omit<Partial<Failure>, 'code'>,
  indent: string,
  { paint }: Look,
): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['at', location === undefined ? undefined : placeText(location)],
    ['found', found],
    ['wanted', wanted],
    ['why', why],
  ];
  return rows
    .flatMap(([label, value]) =>
      value === undefined
        ? []
        : [
            `${indent}${paint('dim', label.padEnd(8))}${printableLines(value, `${indent}${' '.repeat(6)}`)}`,
          ],
    )
    .join('\n');
}

function actionsText(actions: readonly string[], { paint }: Look): string {
  if (actions.length === 0) return '';
  return [
    paint('bold', 'What to do next:'),
    ...actions.map((action, index) => `  ${String(index + 1)}. ${printableLines(action, '     ')}`),
  ].join('\n');
}

/** file:line:column, which terminals and editors turn into a link. */
function placeText({ file, line, column }: FileLocation): string {
  return [printable(file), line, column].filter((part) => part !== undefined).join(':');
}
