import type { FileLocation } from '../errors.ts';
import type { RuleId } from './rule-ids.ts';

/** error stops a release, warning is shown, info is shown by the lint verb alone. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Where a finding is: from line:column to endLine:endColumn, which is the first column behind it. All count from 1. */
export interface FindingPlace extends FileLocation {
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** What a rule found in an app, as plain data. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One sentence about this case. */
  readonly message: string;
  readonly found?: string;
  readonly wanted?: string;
  /** Why the rule exists, and what to do. */
  readonly why: string;
  readonly fix: string;
  /** Relative to the project; for what only the hub has, the file of the app it belongs to. */
  readonly location: FindingPlace;
  /** The line it begins on, as it is written; never one with a secret. */
  readonly excerpt?: string;
  readonly package: string;
  /** The API name of the app, where it is about one. */
  readonly app?: string;
}

/** What lint did and found in all packages of a run. */
export interface LintReport {
  readonly findings: readonly Finding[];
  /** The rules that were applied. */
  readonly rules: readonly RuleId[];
  /** Rules that the configuration switched off. */
  readonly switchedOff: readonly { readonly rule: RuleId; readonly reason: string }[];
  /** Rules for which something was missing, and what. */
  readonly unjudged: readonly { readonly rules: readonly RuleId[]; readonly why: string }[];
  /** How many files were looked at. */
  readonly files: number;
  /** What a rule set asks for and no file tells; empty without a rule set. */
  readonly checklist: readonly ChecklistItem[];
}

/** Something that a person has to look at. */
export interface ChecklistItem {
  readonly what: string;
  readonly how: string;
  readonly source: string;
}
