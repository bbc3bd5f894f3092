import type { Finding } from '../domain/lint/finding.ts';
import { printableInPlace } from './printable.ts';

/** Leaves room for a label and a line number in 100 columns. */
const MOST_COLUMNS = 84;
/** What is shown before the place of a line that is longer. */
const LEAD_COLUMNS = 24;

/** The line of a finding with a mark under what is meant: two lines; nothing where the line is not told. */
export function codeFrame({ excerpt, location }: Finding): readonly string[] {
  const { line, column, endLine, endColumn } = location;
  if (excerpt === undefined || line === undefined || column === undefined) return [];
  const start = column - 1;
  const end = endLine === line && endColumn !== undefined ? endColumn - 1 : excerpt.length;
  const indent = excerpt.length - excerpt.trimStart().length;
  const isLong = excerpt.length - indent > MOST_COLUMNS;
  const from = isLong
    ? Math.max(Math.min(indent, start), start - LEAD_COLUMNS)
    : Math.min(indent, start);
  const shown = excerpt.slice(from, from + MOST_COLUMNS);
  const length = Math.min(Math.max(1, end - start), MOST_COLUMNS - (start - from));
  const number = String(line);
  const bar = `${' '.repeat(number.length)} |`;
  return [
    `${number} | ${printableInPlace(shown)}`,
    `${bar} ${' '.repeat(start - from)}${'^'.repeat(Math.max(1, length))}`,
  ];
}
