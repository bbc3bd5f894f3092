import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';
import { openBench, type Bench, type BenchParts } from './bench.ts';
import type { Row, Theme } from './row.ts';
import type { SfOutcome } from './run-sf.ts';

export interface RowOutcome {
  readonly theme: string;
  readonly row: Row;
  readonly milliseconds: number;
  /** Undefined: it passed. */
  readonly problem: string | undefined;
  readonly requests: readonly RecordedRequest[];
  readonly commands: readonly SfOutcome[];
  /** What clients asked for that the hub does not know, but for what the row asks for on purpose. */
  readonly undeclared: readonly string[];
}

/** Rows whose name has one of the texts in it; all for none. */
export function rowsOf(
  themes: readonly Theme[],
  texts: readonly string[],
): readonly (readonly [theme: string, row: Row])[] {
  return themes
    .flatMap(({ title, rows }) => rows.map((row) => [title, row] as const))
    .filter(([, { name }]) => texts.length === 0 || texts.some((text) => name.includes(text)));
}

/** Each row once, on a bench of its own, some at a time; `done` hears of each as it ends. */
export async function runRows(
  rows: readonly (readonly [theme: string, row: Row])[],
  parts: BenchParts,
  atOnce: number,
  done: (outcome: RowOutcome) => void,
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  const queue = rows.values();
  const worker = async (): Promise<void> => {
    for (const [theme, row] of queue) {
      const outcome = await runRow(theme, row, parts);
      outcomes.push(outcome);
      done(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

async function runRow(theme: string, row: Row, parts: BenchParts): Promise<RowOutcome> {
  const started = performance.now();
  const { asksForUndeclared = [] } = row;
  let bench: Bench | undefined;
  let problem: string | undefined;
  try {
    bench = await openBench(parts, row);
    await row.run(bench);
    const asked = bench.hub.requests.map(({ undeclared }) => undeclared);
    const missing = asksForUndeclared.filter((what) => !asked.includes(what));
    if (missing.length > 0) problem = `Nobody asked for ${missing.join(', ')}`;
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  await bench?.close();
  const requests = bench?.hub.requests ?? [];
  return {
    theme,
    row,
    milliseconds: performance.now() - started,
    problem,
    requests,
    commands: bench?.outcomes ?? [],
    undeclared: requests.flatMap(({ undeclared }) =>
      undeclared === undefined || asksForUndeclared.includes(undeclared) ? [] : [undeclared],
    ),
  };
}
