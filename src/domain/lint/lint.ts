import { RULES } from './all-rules.ts';
import type { Finding, LintReport, Severity } from './finding.ts';
import type { LintSettings } from './lint-settings.ts';
import { readSubject, type LintInput } from './read-subject.ts';
import type { Hit, LintRule, Reads } from './rule.ts';
import { RULE_IDS, type RuleId } from './rule-ids.ts';
import { RULE_SETS, type RuleSetId } from './rule-sets.ts';
import type { LintSubject } from './subject.ts';

export interface LintRequest {
  readonly packages: readonly LintInput[];
  readonly settings: LintSettings;
  /** Only these rules. */
  readonly ruleSet?: RuleSetId;
  /** What could not be read, and why; rules that need it are not judged. */
  readonly unread: Readonly<Partial<Record<Exclude<Reads, 'files'>, string>>>;
}

/** Applies every rule that can be applied; pure. Findings come by file, line and rule. */
export function lint({ packages, settings, ruleSet, unread }: LintRequest): LintReport {
  const wanted = ruleSet === undefined ? RULE_IDS : RULE_SETS[ruleSet].rules;
  const isOff = (id: RuleId) => settings.rules[id]?.severity === 'off';
  const missing = (id: RuleId) => {
    const { reads } = RULES[id];
    return reads === 'files' ? undefined : unread[reads];
  };
  const judged = wanted.filter((id) => !isOff(id) && missing(id) === undefined);
  const subjects = packages.map((input) => readSubject(input, settings));
  const findings = subjects.flatMap((subject) =>
    judged.flatMap((id) => findingsOf(RULES[id], subject, severityOf(id, settings))),
  );
  const unjudged = Map.groupBy(
    wanted.filter((id) => !isOff(id) && missing(id) !== undefined),
    (id) => missing(id) ?? '',
  );
  return {
    findings: findings.toSorted(byPlace),
    rules: judged,
    switchedOff: wanted
      .filter(isOff)
      .map((rule) => ({ rule, reason: settings.rules[rule]?.reason ?? '' })),
    unjudged: [
      ...[...unjudged].map(([why, rules]) => ({ rules, why })),
      ...notShown(subjects, judged),
    ],
    files: subjects.reduce((count, { all }) => count + all.length, 0),
    checklist: ruleSet === undefined ? [] : RULE_SETS[ruleSet].checklist,
  };
}

/** Apps of which the hub shows no global OAuth settings, although it shows those of others or would. */
function notShown(
  subjects: readonly LintSubject[],
  judged: readonly RuleId[],
): LintReport['unjudged'] {
  const rules = judged.filter((id) => RULES[id].reads === 'global-oauth');
  const names = subjects
    .flatMap(({ apps }) => apps)
    .filter(({ hub }) => hub !== undefined && hub.globalOauth === undefined)
    .map(({ name }) => name);
  if (rules.length === 0 || names.length === 0) return [];
  return [{ rules, why: `the hub shows no global OAuth settings of ${names.join(', ')}` }];
}

export function countOf({ findings }: LintReport, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function severityOf(id: RuleId, settings: LintSettings): Severity {
  const severity = settings.rules[id]?.severity;
  return severity === undefined || severity === 'off' ? RULES[id].severity : severity;
}

function findingsOf(rule: LintRule, subject: LintSubject, severity: Severity): readonly Finding[] {
  return rule.check(subject).map(({ place, message, found, wanted, app }: Hit) => ({
    rule: rule.id,
    severity,
    message,
    ...(found !== undefined && { found }),
    ...(wanted !== undefined && { wanted }),
    why: rule.why,
    fix: rule.fix,
    location: place.location,
    ...(place.excerpt !== undefined && { excerpt: place.excerpt }),
    package: subject.package,
    ...(app !== undefined && { app }),
  }));
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.location.file, b.location.file) ||
    (a.location.line ?? 0) - (b.location.line ?? 0) ||
    (a.location.column ?? 0) - (b.location.column ?? 0) ||
    RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
