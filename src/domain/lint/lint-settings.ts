import type { Severity } from './finding.ts';
import type { ProfileName } from './profile.ts';
import type { RuleId } from './rule-ids.ts';

/** What a project says about lint: lint: in the configuration. */
export interface LintSettings {
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  /** By the API name of the app. */
  readonly profiles: Readonly<Record<string, ProfileName>>;
}

export interface RuleSetting {
  readonly severity: Severity | 'off';
  /** Why this project differs; always there. */
  readonly reason: string;
}

export const NO_LINT_SETTINGS: LintSettings = { rules: {}, profiles: {} };
