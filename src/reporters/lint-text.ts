import { placeText } from '../domain/failure-facts.ts';
import type { Finding, LintReport, Severity } from '../domain/lint/finding.ts';
import { codeFrame } from './code-frame.ts';
import type { Look } from './look.ts';
import { printable } from './printable.ts';

const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;
/** What people read for each severity. */
const WORDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** What lint found, for people; nothing where there is nothing to say. */
export function lintText(report: LintReport, look: Look): string | undefined {
  const blocks = [
    ...report.findings.map((finding) => findingText(finding, look)),
    ...[remarksText(report, look), checklistText(report, look)].filter((text) => text !== ''),
  ];
  return blocks.length === 0 ? undefined : blocks.map((block) => `${block}\n`).join('\n');
}

function findingText(finding: Finding, { paint }: Look): string {
  const { severity, rule, message, location, found, wanted, why, fix } = finding;
  const frame = codeFrame(finding).map((line) => paint('dim', line));
  const facts = [
    ['found', found],
    ['wanted', wanted],
    ['why', why],
    ['fix', fix],
  ] as const;
  return [
    `${paint('cyan', printable(placeText(location)))}  ${paint(COLOURS[severity], WORDS[severity])}  ${paint('bold', rule)}`,
    `  ${printable(message)}`,
    ...frame.map((line) => `    ${line}`),
    ...facts.flatMap(([label, text]) =>
      text === undefined ? [] : [`  ${paint('dim', label.padEnd(8))}${printable(text)}`],
    ),
  ].join('\n');
}

function remarksText({ switchedOff, unjudged }: LintReport, { paint }: Look): string {
  return [
    ...switchedOff.map(({ rule, reason }) => `switched off: ${rule} (${printable(reason)})`),
    ...unjudged.map(
      ({ rules, why }) =>
        `not judged: ${rules.length === 1 ? (rules[0] ?? '') : `${rules.length} rules`}, because ${printable(why)}`,
    ),
  ]
    .map((line) => paint('dim', line))
    .join('\n');
}

function checklistText({ checklist }: LintReport, { paint }: Look): string {
  if (checklist.length === 0) return '';
  return [
    paint('bold', 'What no rule can read; look at it yourself:'),
    ...checklist.flatMap(({ what, how, source }) => [
      `  [ ] ${what}`,
      `      ${how}`,
      `      ${paint('dim', source)}`,
    ]),
  ].join('\n');
}
