import type { Bench } from './bench.ts';

/** One thing a client does, and how one sees that the hub did its part. */
export interface Row {
  /** What somebody types or calls, without its ids. */
  readonly name: string;
  /** What is looked at, as the end of "it works: …"; stands in the documentation. */
  readonly shows: string;
  /** Changes of orgs.yaml: top-level keys that are merged into it. */
  readonly seed?: Readonly<Record<string, unknown>>;
  /** Whether the user is logged in to every org (see ALIASES); yes, where it is left out. */
  readonly isLoggedIn?: boolean;
  /** Whether the hub listens for https, too. */
  readonly isTls?: boolean;
  /** What it asks for on purpose although nobody knows it, as the hub names it. */
  readonly asksForUndeclared?: readonly string[];
  run(bench: Bench): Promise<void>;
}

export interface Theme {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface SfRow<Facts> extends Omit<Row, 'run'> {
  /** Brings hub and project into the state the command needs, without sf. */
  readonly prepare?: (bench: Bench) => Promise<Facts> | Facts;
  readonly args: (facts: Facts, bench: Bench) => readonly string[];
  readonly environment?: (facts: Facts, bench: Bench) => Readonly<Record<string, string>>;
  /** 0 unless it has to fail. */
  readonly exitCode?: number;
  readonly check: (answer: SfAnswer, facts: Facts, bench: Bench) => Promise<void> | void;
}

export interface SfAnswer {
  /** `result` of its JSON, or of a failure the whole JSON; undefined where human output was asked for. */
  readonly json: unknown;
  /** Both outputs; without the decoration of terminals. */
  readonly text: string;
}

/** A row that is one command of sf, its output in JSON. */
export function sfJson<Facts = undefined>(row: SfRow<Facts>): Row {
  return sfRow(row, ['--json']);
}

/** A row that is one command of sf, its output as people read it. */
export function sfText<Facts = undefined>(row: SfRow<Facts>): Row {
  return sfRow(row, []);
}

function sfRow<Facts>(row: SfRow<Facts>, flags: readonly string[]): Row {
  const { prepare, args, environment, exitCode = 0, check, ...rest } = row;
  return {
    ...rest,
    run: async (bench) => {
      const facts = (await prepare?.(bench)) as Facts;
      const outcome = await bench.sf([...args(facts, bench), ...flags], {
        environment: environment?.(facts, bench) ?? {},
      });
      if (outcome.exitCode !== exitCode)
        throw new Error(`sf ended with ${String(outcome.exitCode)} instead of ${exitCode}`);
      const text = `${outcome.stdout}\n${outcome.stderr}`;
      const json: unknown =
        flags.length === 0 ? undefined : resultOf(JSON.parse(outcome.stdout), exitCode);
      await check({ json, text }, facts, bench);
    },
  };
}

function resultOf(printed: { readonly result?: unknown }, exitCode: number): unknown {
  return exitCode === 0 ? printed.result : printed;
}

/** Runs a command that has to succeed, and gives the `result` of its JSON. */
export async function sfResult(
  bench: Bench,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const { exitCode, stdout } = await bench.sf([...args, '--json'], { environment });
  const { result, message } = JSON.parse(stdout) as {
    readonly result: unknown;
    readonly message?: string;
  };
  if (exitCode !== 0)
    throw new Error(`sf ${args.join(' ')} ended with ${String(exitCode)}: ${message ?? stdout}`);
  return result;
}
