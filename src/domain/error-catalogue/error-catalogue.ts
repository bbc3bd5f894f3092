import { APP_ERRORS } from './app-errors.ts';
import { BUILD_ERRORS } from './build-errors.ts';
import { CONFIGURATION_ERRORS } from './configuration-errors.ts';
import { CONNECTION_ERRORS } from './connection-errors.ts';
import { ERRORS, EXIT, type ErrorCode, type Turn } from './error-codes.ts';
import type { ErrorEntry, Theme } from './error-entry.ts';
import { GITHUB_ERRORS } from './github-errors.ts';
import { HUB_ERRORS } from './hub-errors.ts';
import { LOGIN_ERRORS } from './login-errors.ts';
import { PACKAGE_ERRORS } from './package-errors.ts';
import { RUN_ERRORS } from './run-errors.ts';
import { SALESFORCE_TEXTS } from './salesforce-texts.ts';
import { WORKSPACE_ERRORS } from './workspace-errors.ts';

/** The themes in the order of a run, each with its heading. */
export const THEMES = {
  'What was asked for': CONFIGURATION_ERRORS,
  'The files of the project': WORKSPACE_ERRORS,
  'Logging in': LOGIN_ERRORS,
  'The Dev Hub': HUB_ERRORS,
  'The External Client App': APP_ERRORS,
  'Packages and versions': PACKAGE_ERRORS,
  'Building a version': BUILD_ERRORS,
  'Answers that do not come': CONNECTION_ERRORS,
  GitHub: GITHUB_ERRORS,
  'The run itself': RUN_ERRORS,
} as const satisfies Readonly<Record<string, Theme>>;

/** A code that has no entry does not compile here. */
const ENTRIES: Readonly<Record<ErrorCode, ErrorEntry>> = {
  ...CONFIGURATION_ERRORS,
  ...WORKSPACE_ERRORS,
  ...LOGIN_ERRORS,
  ...HUB_ERRORS,
  ...APP_ERRORS,
  ...PACKAGE_ERRORS,
  ...BUILD_ERRORS,
  ...CONNECTION_ERRORS,
  ...GITHUB_ERRORS,
  ...RUN_ERRORS,
};

/** Everything that is known of a code. */
export interface Explanation extends ErrorEntry {
  readonly code: ErrorCode;
  readonly exitCode: number;
  readonly retryable: boolean;
  readonly turn: Turn;
  /** Texts of Salesforce that end in this code, as they were seen. */
  readonly salesforceSays: readonly string[];
}

export function explanationOf(code: ErrorCode): Explanation {
  const { exit, isRetryable, turn } = ERRORS[code];
  return {
    code,
    ...ENTRIES[code],
    exitCode: EXIT[exit],
    retryable: isRetryable,
    turn,
    salesforceSays: SALESFORCE_TEXTS.filter((text) => text.code === code).map(({ seen }) => seen),
  };
}
