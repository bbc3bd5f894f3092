import { CHECKS } from './all-checks.ts';
import type { DoctorFacts } from './facts.ts';
import type { Finding } from './finding.ts';

/** All findings, in the order of the checks. */
export function diagnose(facts: DoctorFacts): readonly Finding[] {
  return CHECKS.flatMap(({ id, area, title, judge }) =>
    judge(facts).map((judgement) => ({ check: id, area, title, ...judgement })),
  );
}
