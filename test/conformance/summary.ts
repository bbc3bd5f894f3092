import type { RowOutcome } from './run-rows.ts';

export function outcomeLine({ row, problem, milliseconds, undeclared }: RowOutcome): string {
  const lines = [
    `${problem === undefined ? 'ok    ' : 'failed'} ${seconds(milliseconds)}  ${row.name}: ${row.shows}`,
    ...(problem === undefined ? [] : problem.split('\n').map((line) => `                ${line}`)),
    ...undeclared.map((what) => `                not declared: ${what}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a whole run comes to; the last line is for whoever reads one line only. */
export function summary(
  outcomes: readonly RowOutcome[],
  sfVersion: string,
  milliseconds: number,
): string {
  const themes = [...new Set(outcomes.map(({ theme }) => theme))].toSorted();
  const width = Math.max(...themes.map((theme) => theme.length), 'Theme'.length);
  const line = (theme: string, ...cells: readonly (string | number)[]): string =>
    [theme.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join('  ').trimEnd();
  const failed = outcomes.filter(({ problem }) => problem !== undefined).length;
  const undeclared = outcomes.flatMap((outcome) => outcome.undeclared);
  const requests = outcomes.flatMap((outcome) => outcome.requests);
  return `${[
    '',
    line('Theme', 'rows', 'passed', 'failed', 'seconds'),
    ...themes.map((theme) => {
      const own = outcomes.filter((outcome) => outcome.theme === theme);
      const bad = own.filter(({ problem }) => problem !== undefined).length;
      const time = own.reduce((sum, outcome) => sum + outcome.milliseconds, 0);
      return line(theme, own.length, own.length - bad, bad, seconds(time).trim());
    }),
    '',
    `@salesforce/cli ${sfVersion}, ${requests.length} requests, ${seconds(milliseconds).trim()}`,
    `Routes, objects and fields asked for that are not declared: ${undeclared.length}`,
    ...[...new Set(undeclared)].map((what) => `  ${what}`),
    `${outcomes.length - failed} passed, ${failed} failed`,
  ].join('\n')}\n`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(5)} s`;
}
