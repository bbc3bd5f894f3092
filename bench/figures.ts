/** One thing that is measured, in several runs. */
export interface Figures {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** The median has to be this or less. */
  readonly target?: number;
}

const HEAD = ['', 'min', 'median', 'max', 'target'];

/** A table of them, a line each. */
export function figuresTable(figures: readonly Figures[]): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function isMet({ values, target }: Figures): boolean {
  return target === undefined || median(values) <= target;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function rowOf({ what, unit, values, target }: Figures): string[] {
  const shown = (value: number) => `${value.toFixed(unit === 's' ? 2 : 0)} ${unit}`;
  return [
    what,
    shown(Math.min(...values)),
    shown(median(values)),
    shown(Math.max(...values)),
    target === undefined ? '' : `≤ ${shown(target)}`,
  ];
}
