import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import type { RunResult } from '../support/run-eca-release.ts';

/** How a run ends: as if nothing had happened, with a documented error, or not by itself. */
export type Ending =
  | 'goes on'
  | 'killed'
  | {
      readonly code: DocumentedCode;
      /** A text that the message has to hold: the name of a file. */
      readonly naming?: string;
    };

/** The codes that docs/reliability.md tells of, and what each of them has to say, so that a reader knows what to do. */
const SAYS = {
  INTERRUPTED: /Run the same command again/,
  SESSION_EXPIRED: /Log in again/,
  API_REQUESTS_USED_UP: /TotalRequests Limit exceeded[^]*Run again later/,
  ANSWER_LOST: /Run again/,
  // core tells of no more than its key file, whatever is the matter with it.
  WORKSPACE_UNWRITABLE: /(ENOSPC|EACCES): |secret file/,
} satisfies Partial<Record<ErrorCode, RegExp>>;

type DocumentedCode = keyof typeof SAYS;

interface RunRecord {
  readonly failure?: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly found?: string;
    readonly location?: { readonly file: string };
    readonly actions: readonly string[];
  };
}

/**
 * What is wrong with how a run with --json ended.
 * @param isLoud whether it was asked to say all it can, stack traces among it
 */
export function endingProblems(
  result: RunResult,
  ending: Ending,
  isLoud: boolean,
): readonly string[] {
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
    ...(ending === 'goes on' || failure === undefined ? [] : missingTexts(failure, ending)),
    ...(!isLoud && /^\s+at \S/m.test(stderr) ? [`a stack trace: ${stderr}`] : []),
  ];
}

function missingTexts(
  { message, found = '', location, actions }: NonNullable<RunRecord['failure']>,
  { code, naming = '' }: Exclude<Ending, string>,
): readonly string[] {
  const text = [message, found, location?.file ?? '', ...actions].join('\n');
  return [
    ...(SAYS[code].test(text) ? [] : [`wanted a text like ${String(SAYS[code])}: ${text}`]),
    ...(text.includes(naming) ? [] : [`wanted a text that names ${naming}: ${text}`]),
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
