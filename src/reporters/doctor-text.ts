import type { Finding, Verdict } from '../domain/doctor/finding.ts';
import type { DoctorReport } from '../domain/doctor/report.ts';
import type { Look } from './look.ts';
import { printable } from './printable.ts';

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  unknown: 'could not tell',
};
const COLOURS = { pass: 'green', warn: 'yellow', fail: 'red', unknown: 'cyan' } as const;

/** Every check a line; what is not well with its evidence and what to do about it, each step once. */
export function doctorText({ findings, counts }: DoctorReport, look: Look): string {
  const areas = [...new Set(findings.map(({ area }) => area))];
  const told = new Set<string>();
  return [
    ...areas.map((area) =>
      [
        look.paint('bold', area),
        ...findings
          .filter((finding) => finding.area === area)
          .map((finding) => findingText(finding, told, look)),
      ].join('\n'),
    ),
    [
      `${counts.pass} pass, ${counts.warn} warn, ${counts.fail} fail, ${counts.unknown} could not be told.`,
      look.paint('dim', 'The evidence of every check: --json'),
    ].join(' '),
  ].join('\n\n');
}

/** @param told the steps that stand further up; a check that only waits for them is told in a line */
function findingText(finding: Finding, told: Set<string>, { paint, symbols }: Look): string {
  const { check, verdict, title, about, says, evidence, fix, code } = finding;
  const symbol = {
    pass: symbols.done,
    warn: symbols.warning,
    fail: symbols.failed,
    unknown: symbols.note,
  }[verdict];
  const subject = about === undefined ? title : `${title} (${printable(about)})`;
  const mark = `  ${paint(COLOURS[verdict], symbol)} ${subject}`;
  if (verdict === 'pass') return `${mark}  ${paint('dim', printable(says))}`;
  const verdictText = `${paint(COLOURS[verdict], WORDS[verdict])} ${paint('dim', `(${check})`)}`;
  if (verdict === 'unknown' && fix.every((step) => told.has(step)))
    return `${mark}  ${verdictText} ${paint('dim', 'until what stands above is done')}`;
  for (const step of fix) told.add(step);
  return [
    `${mark}  ${verdictText}`,
    `      ${printable(says)}`,
    ...evidence.map(({ asked, answer }) =>
      paint('dim', `      ${printable(asked)} ${symbols.arrow} ${printable(answer)}`),
    ),
    ...fix.map((step) => `      - ${printable(step)}`),
    ...(code === undefined ? [] : [paint('dim', `      ${code}: npm run eca -- explain ${code}`)]),
  ].join('\n');
}
