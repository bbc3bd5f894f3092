/**
 * Every way a run can end that is not success. The code is the contract: it stands in the terminal, in JSON, in CI logs
 * and in scripts, and never changes its meaning. Exit codes are the few classes a script branches on.
 */
export const EXIT = {
  /** What was written (config, flags, workspace) must change. */
  input: 2,
  /** No usable login, or the org does not let this user do it. */
  access: 3,
  /** The org's state must change: no Dev Hub, namespace not linked, no slot left, app is Local. */
  org: 4,
  /** The org could not be heard in time; running again continues where this run stopped. */
  unfinished: 5,
  /** The user said no, or pressed Ctrl-C. */
  aborted: 6,
  /** Salesforce refused to build, or built something that must not be published. */
  build: 7,
  /** A defect of eca-release. */
  defect: 70,
} as const;

type ExitClass = keyof typeof EXIT;

export const ERRORS = {
  // input
  USAGE: 'input',
  CONFIG_NOT_FOUND: 'input',
  CONFIG_INVALID: 'input',
  PROJECT_FILE_INVALID: 'input',
  PROJECT_FILE_HAS_COMMENTS: 'input',
  VERSION_TAG_MISSING: 'input',
  VERSION_TAG_AMBIGUOUS: 'input',
  VERSION_NUMBER_INVALID: 'input',
  INSTALLATION_KEY_MISSING: 'input',
  DEFINITION_FILE_INVALID: 'input',
  UNCOMMITTED_WORK: 'input',
  PATH_IGNORED: 'input',
  UNSAFE_PATH: 'input',
  FOREIGN_METADATA: 'input',
  METADATA_INVALID: 'input',
  SECRET_IN_PACKAGE: 'input',
  HUB_DRIFTED: 'input',
  SEED_INVALID: 'input',
  GITHUB_NOT_SET_UP: 'input',
  GITHUB_TAG_MISSING: 'input',
  EMBEDDED_HUB_NOT_STARTED: 'input',
  WORKSPACE_UNREADABLE: 'input',
  WORKSPACE_UNWRITABLE: 'input',
  PROXY_INVALID: 'input',
  // access
  NO_DEV_HUB: 'access',
  AMBIGUOUS_CREDENTIALS: 'access',
  CREDENTIALS_INCOMPLETE: 'access',
  LOGIN_NOT_FOUND: 'access',
  LOGIN_REFUSED: 'access',
  SESSION_EXPIRED: 'access',
  INSECURE_URL: 'access',
  HOST_NOT_ALLOWED: 'access',
  PERMISSION_MISSING: 'access',
  GITHUB_REFUSED: 'access',
  // org
  NOT_A_DEV_HUB: 'org',
  SECOND_GENERATION_PACKAGING_OFF: 'org',
  NAMESPACE_NOT_LINKED: 'org',
  NAMESPACE_IS_HUBS_OWN: 'org',
  API_VERSION_UNSUPPORTED: 'org',
  APP_NOT_FOUND: 'org',
  APP_IS_LOCAL: 'org',
  APP_HAS_SAML: 'org',
  APP_INCOMPLETE: 'org',
  COMPONENT_MISSING: 'org',
  NO_VERSION_SLOT_LEFT: 'org',
  PACKAGE_AMBIGUOUS: 'org',
  PACKAGE_REFUSED: 'org',
  VERSION_NOT_FOUND: 'org',
  VERSION_ALREADY_RELEASED: 'org',
  ANCESTOR_NOT_FOUND: 'org',
  NOT_PROMOTABLE: 'org',
  HUB_REFUSED: 'org',
  // unfinished
  HUB_UNREACHABLE: 'unfinished',
  HUB_ANSWER_UNUSABLE: 'unfinished',
  WAIT_EXPIRED: 'unfinished',
  ANSWER_LOST: 'unfinished',
  GITHUB_UNREACHABLE: 'unfinished',
  // aborted
  NOT_CONFIRMED: 'aborted',
  INTERRUPTED: 'aborted',
  // build
  VERSION_REQUEST_REFUSED: 'build',
  VERSION_BUILD_FAILED: 'build',
  VERSION_BUILD_FAILED_BEFORE: 'build',
  VERSION_CONTENTS_WRONG: 'build',
  METADATA_REMOVED: 'build',
  PROMOTE_REFUSED: 'build',
  // defect
  DEFECT: 'defect',
} as const satisfies Record<string, ExitClass>;

export type ErrorCode = keyof typeof ERRORS;

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

/** Whether the hub could not be heard, or not be understood: the same question may be answered a moment later. */
export function isPassing(error: unknown): error is ReleaseError {
  return (
    error instanceof ReleaseError &&
    (error.code === 'HUB_UNREACHABLE' || error.code === 'HUB_ANSWER_UNUSABLE')
  );
}

/** The process exit code that tells a script which kind of failure it was. */
export function exitCodeFor(error: unknown): number {
  return error instanceof ReleaseError ? EXIT[ERRORS[error.code]] : EXIT.defect;
}

/** A failure as plain data, for events, run records and --json. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly exitCode: number;
  readonly found?: string;
  readonly wanted?: string;
  readonly why?: string;
  readonly actions: readonly string[];
  readonly location?: FileLocation;
  readonly problems: readonly Problem[];
}

/** Anything thrown, as plain data; what is no ReleaseError is a defect of ours and says so. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ReleaseError))
    return {
      code: 'DEFECT',
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      exitCode: EXIT.defect,
      actions: [
        'This is a defect of eca-release: run again with --debug and report what it prints.',
      ],
      problems: [],
    };
  const { found, wanted, why, actions = [], location, problems = [] } = error.detail;
  return {
    code: error.code,
    message: error.message,
    exitCode: exitCodeFor(error),
    ...(found !== undefined && { found }),
    ...(wanted !== undefined && { wanted }),
    ...(why !== undefined && { why }),
    actions,
    ...(location !== undefined && { location }),
    problems,
  };
}
