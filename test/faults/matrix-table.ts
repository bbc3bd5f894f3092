import { impossibility, type Cell, type CellOutcome } from './cell.ts';
import type { Place } from './place.ts';
import { REQUEST_FAULTS } from './request-faults.ts';
import { WRITE_FAULTS } from './write-faults.ts';

/** Columns of the table. */
const COLUMNS = [
  { title: 'release, requests', verb: 'release', kind: 'request' },
  { title: 'release, files', verb: 'release', kind: 'write' },
  { title: 'promote, requests', verb: 'promote', kind: 'request' },
  { title: 'promote, files', verb: 'promote', kind: 'write' },
] as const satisfies readonly {
  readonly title: string;
  verb: Place['verb'];
  kind: Place['kind'];
}[];

/**
 * The matrix as a Markdown table, a line for each fault: at how many places it struck, how many of the cells failed, and at
 * how many places it cannot happen.
 */
export function matrixTable(pairs: readonly Cell[], outcomes: readonly CellOutcome[]): string {
  const lines = [...REQUEST_FAULTS, ...WRITE_FAULTS].map((fault) => {
    const cells = COLUMNS.map(({ verb, kind }) => {
      const isHere = ({ place, fault: other }: Cell): boolean =>
        other === fault && place.verb === verb && place.kind === kind;
      const struck = outcomes.filter(({ cell }) => isHere(cell));
      const failed = struck.filter(({ problems }) => problems.length > 0).length;
      const impossible = pairs.filter(
        (cell) => isHere(cell) && impossibility(cell) !== undefined,
      ).length;
      if (struck.length === 0 && impossible === 0) return '';
      return [
        String(struck.length),
        ...(failed > 0 ? [`**${failed} failed**`] : []),
        ...(impossible > 0 ? [`${impossible} n/a`] : []),
      ].join(', ');
    });
    return [`${fault.title} (\`${fault.name}\`)`, ...cells];
  });
  const heads = ['Fault', ...COLUMNS.map(({ title }) => title)];
  return [heads, heads.map(() => '---'), ...lines]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

/** Why pairs cannot happen, and how many of them. */
export function impossiblePairs(pairs: readonly Cell[]): string {
  const reasons = Map.groupBy(pairs, (cell) => {
    const reason = impossibility(cell);
    return reason === undefined ? undefined : `${cell.fault.title}: ${reason}`;
  });
  return Array.from(reasons)
    .flatMap(([reason, cells]) => (reason === undefined ? [] : [`- ${cells.length} × ${reason}`]))
    .join('\n');
}
