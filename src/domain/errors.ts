import { ERRORS, EXIT, type ErrorCode, type Turn } from './error-catalogue/error-codes.ts';

export { ERRORS, EXIT, type ErrorCode };

/** A place in a file of the user's; line and column count from 1. */
export interface FileLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One of several problems that were found together (the config's, say). */
export interface Problem {
  readonly message: string;
  readonly location?: FileLocation;
  readonly found?: string;
  readonly wanted?: string;
}

export interface ErrorDetail {
  readonly found?: string;
  readonly wanted?: string;
  /** Why this matters, in one sentence. */
  readonly why?: string;
  /** What the reader can do next, most likely first. */
  readonly actions?: readonly string[];
  readonly location?: FileLocation;
  readonly problems?: readonly Problem[];
  /** How many milliseconds the server asks not to be asked again. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The one error class: a run cannot continue. Expected outcomes of the org are values, not exceptions. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.detail = detail;
  }
}

const PASSING: ReadonlySet<ErrorCode> = new Set([
  'HUB_UNREACHABLE',
  'HUB_ANSWER_UNUSABLE',
  'HUB_FAULT',
  'VERSION_NOT_YET_AVAILABLE',
]);

/** Whether the hub could not be heard, or not be understood, or is not ready: the same question may be answered a moment later. */
export function isPassing(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && PASSING.has(error.code);
}

/** The process exit code that tells a script which kind of failure it was. */
export function exitCodeFor(error: unknown): number {
  return EXIT[ERRORS[codeOf(error)].exit];
}

/** A failure as plain data, for events, run records and --json. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly exitCode: number;
  /** Whether the same command, with nothing changed, may go well a little later. */
  readonly retryable: boolean;
  /** Who has to do something before it can go on. */
  readonly turn: Turn;
  readonly found?: string;
  readonly wanted?: string;
  readonly why?: string;
  readonly actions: readonly string[];
  readonly location?: FileLocation;
  readonly problems: readonly Problem[];
}

/** Anything thrown, as plain data; what is no ReleaseError is a defect of ours and says so. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  const { exit, turn, isRetryable: retryable } = ERRORS[code];
  const facts = { code, exitCode: EXIT[exit], retryable, turn };
  if (!(error instanceof ReleaseError))
    return {
      ...facts,
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      actions: [
        'This is a defect of eca-release: run again with --debug and report what it prints.',
      ],
      problems: [],
    };
  const { found, wanted, why, actions = [], location, problems = [] } = error.detail;
  return {
    ...facts,
    message: error.message,
    ...(found !== undefined && { found }),
    ...(wanted !== undefined && { wanted }),
    ...(why !== undefined && { why }),
    actions,
    ...(location !== undefined && { location }),
    problems,
  };
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof ReleaseError ? error.code : 'DEFECT';
}
