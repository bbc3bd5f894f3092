/** Exit codes are the few classes that a script branches on. */
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

export type ExitClass = keyof typeof EXIT;

/** Who has to do something before it can go on. */
export type Turn =
  | 'you'
  | 'hub-admin'
  | 'customer-admin'
  | 'salesforce'
  | 'github'
  | 'eca-release developers';

/** What a program, or a hurried reader, needs to know of a code. */
export interface ErrorFacts {
  readonly exit: ExitClass;
  readonly turn: Turn;
  /** Whether the same command, with nothing changed, may go well a little later. */
  readonly isRetryable: boolean;
}

const input = { exit: 'input', turn: 'you', isRetryable: false } as const;
const access = { exit: 'access', turn: 'you', isRetryable: false } as const;
const org = { exit: 'org', turn: 'hub-admin', isRetryable: false } as const;
const unfinished = { exit: 'unfinished', turn: 'salesforce', isRetryable: true } as const;
const aborted = { exit: 'aborted', turn: 'you', isRetryable: true } as const;
const build = { exit: 'build', turn: 'you', isRetryable: false } as const;

/**
 * Every way a run can end that is not success. The code is the contract: it stands in the terminal, in JSON, in CI logs
 * and in scripts, and never changes its meaning. What each one means lies beside this file, by theme.
 */
export const ERRORS = {
  // input
  USAGE: input,
  CONFIG_NOT_FOUND: input,
  CONFIG_INVALID: input,
  PROJECT_FILE_INVALID: input,
  PROJECT_FILE_HAS_COMMENTS: input,
  VERSION_TAG_MISSING: input,
  VERSION_TAG_AMBIGUOUS: input,
  VERSION_NUMBER_INVALID: input,
  INSTALLATION_KEY_MISSING: input,
  DEFINITION_FILE_INVALID: input,
  UNCOMMITTED_WORK: input,
  PATH_IGNORED: input,
  UNSAFE_PATH: input,
  FOREIGN_METADATA: input,
  METADATA_INVALID: input,
  SECRET_IN_PACKAGE: input,
  LINT_FAILED: input,
  NOT_READY: input,
  HUB_DRIFTED: input,
  PLAN_INVALID: input,
  PLAN_MOVED: input,
  SEED_INVALID: input,
  SCENARIO_INVALID: input,
  GITHUB_NOT_SET_UP: input,
  GITHUB_TAG_MISSING: input,
  EMBEDDED_HUB_NOT_STARTED: input,
  WORKSPACE_UNREADABLE: input,
  WORKSPACE_UNWRITABLE: input,
  PROXY_INVALID: input,
  // access
  NO_DEV_HUB: access,
  AMBIGUOUS_CREDENTIALS: access,
  CREDENTIALS_INCOMPLETE: access,
  LOGIN_NOT_FOUND: access,
  LOGIN_REFUSED: { ...access, turn: 'hub-admin' },
  LOGIN_APP_UNKNOWN: access,
  LOGIN_APP_NOT_INSTALLED: { ...access, turn: 'customer-admin' },
  LOGIN_ACROSS_ORGS: { ...access, turn: 'customer-admin' },
  LOGIN_NOT_APPROVED: { ...access, turn: 'hub-admin' },
  LOGIN_TOKEN_ENDED: access,
  LOGIN_ASSERTION_REFUSED: access,
  LOGIN_ADDRESS_REFUSED: { ...access, turn: 'hub-admin' },
  LOGIN_USER_INACTIVE: { ...access, turn: 'hub-admin' },
  LOGIN_RUN_AS_USER_MISSING: { ...access, turn: 'customer-admin' },
  SESSION_EXPIRED: access,
  INSECURE_URL: access,
  HOST_NOT_ALLOWED: access,
  PERMISSION_MISSING: { ...access, turn: 'hub-admin' },
  GITHUB_REFUSED: access,
  // org
  NOT_A_DEV_HUB: org,
  SECOND_GENERATION_PACKAGING_OFF: org,
  NAMESPACE_NOT_LINKED: org,
  NAMESPACE_IS_HUBS_OWN: { ...org, turn: 'you' },
  API_VERSION_UNSUPPORTED: { ...org, turn: 'you' },
  API_REQUESTS_USED_UP: { ...org, isRetryable: true },
  APP_NOT_FOUND: { ...org, turn: 'you' },
  APP_IS_LOCAL: { ...org, turn: 'you' },
  APP_HAS_SAML: { ...org, turn: 'you' },
  APP_INCOMPLETE: { ...org, turn: 'you' },
  APP_FROM_SHORT_LIVED_ORG: { ...org, turn: 'you' },
  COMPONENT_MISSING: org,
  NO_VERSION_SLOT_LEFT: { ...org, turn: 'you', isRetryable: true },
  PACKAGE_AMBIGUOUS: { ...org, turn: 'you' },
  PACKAGE_REFUSED: org,
  VERSION_NOT_FOUND: { ...org, turn: 'you' },
  VERSION_ALREADY_RELEASED: { ...org, turn: 'you' },
  VERSION_NOT_YET_AVAILABLE: { ...org, turn: 'salesforce', isRetryable: true },
  ANCESTOR_NOT_FOUND: { ...org, turn: 'you' },
  NOT_PROMOTABLE: { ...org, turn: 'you' },
  HUB_REFUSED: org,
  // unfinished
  HUB_UNREACHABLE: unfinished,
  HUB_ANSWER_UNUSABLE: { ...unfinished, turn: 'you' },
  HUB_FAULT: unfinished,
  WAIT_EXPIRED: unfinished,
  ANSWER_LOST: unfinished,
  GITHUB_UNREACHABLE: { ...unfinished, turn: 'github' },
  // aborted
  NOT_CONFIRMED: aborted,
  INTERRUPTED: aborted,
  // build
  VERSION_REQUEST_REFUSED: build,
  VERSION_BUILD_FAILED: build,
  VERSION_BUILD_FAILED_BEFORE: build,
  VERSION_CONTENTS_WRONG: build,
  METADATA_REMOVED: build,
  PROMOTE_REFUSED: build,
  // defect
  DEFECT: { exit: 'defect', turn: 'eca-release developers', isRetryable: false },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof ERRORS;
