import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import type { RunResult } from '../support/run-eca-release.ts';

/** How a run ends: as if nothing had happened, with a documented error, or not by itself. */
export type Ending = 'goes on' | 'killed' | { readonly code: ErrorCode };

interface RunRecord {
  readonly failure?: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly found?: string;
    readonly actions: readonly string[];
  };
}

/** What is wrong with how a run with --json ended. */
export function endingProblems(result: RunResult, ending: Ending): readonly string[] {
  const { exitCode, stderr } = result;
  if (ending === 'killed') return exitCode === null ? [] : [`killed, and still ended ${exitCode}`];
  const record = recordOf(result);
  if (record === undefined) return [`no JSON on standard output; exit ${exitCode}: ${stderr}`];
  const { failure } = record;
  const code = failure?.code;
  const found = `exit ${exitCode}, ${JSON.stringify(failure) ?? 'no failure'}`;
  return [
    ...(code === (ending === 'goes on' ? undefined : ending.code)
      ? []
      : [`wanted ${endingText(ending)}; found ${found}`]),
    ...(exitCode === (code === undefined ? 0 : EXIT[ERRORS[code].exit])
      ? []
      : [`not the exit code of its error: ${found}`]),
    ...(failure?.actions.length === 0 ? [`nothing to do next: ${found}`] : []),
    ...(/^\s+at \S/m.test(stderr) ? [`a stack trace: ${stderr}`] : []),
  ];
}

function recordOf({ stdout }: RunResult): RunRecord | undefined {
  try {
    return JSON.parse(stdout) as RunRecord;
  } catch {
    return undefined;
  }
}

function endingText(ending: Exclude<Ending, 'killed'>): string {
  return ending === 'goes on' ? 'success' : ending.code;
}
