import { explainCommand, isWorthExplaining } from '../domain/error-catalogue/explain-command.ts';
import { EXIT, type Failure, type Problem } from '../domain/errors.ts';
import { failureFacts, placeText } from '../domain/failure-facts.ts';
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
    factsText(failureFacts(failure), '  ', look),
    failure.problems.map((problem) => problemText(problem, look)).join('\n'),
    actionsText(failure.actions, look),
    isWorthExplaining(failure.code)
      ? look.paint('dim', `More: ${explainCommand(failure.code)}`)
      : '',
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function problemText(problem: Problem, look: Look): string {
  const { location, message, ...facts } = problem;
  const place =
    location === undefined ? '' : `${look.paint('cyan', printable(placeText(location)))}  `;
  const details = factsText(failureFacts(facts), '      ', look);
  return `  ${place}${printableLines(message, '      ')}${details === '' ? '' : `\n${details}`}`;
}

function factsText(
  facts: ReturnType<typeof failureFacts>,
  indent: string,
  { paint }: Look,
): string {
  return facts
    .map(
      ([label, text]) =>
        `${indent}${paint('dim', label.padEnd(8))}${printableLines(text, `${indent}${' '.repeat(6)}`)}`,
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
