import type { DoctorFacts } from './facts.ts';
import type { Area, Judgement } from './finding.ts';

/** One thing that has to hold for a release to succeed. One file a check. */
export interface Check {
  /** kebab-case; stable, since scripts select by it. */
  readonly id: string;
  readonly area: Area;
  /** What is checked, in a few words. */
  readonly title: string;
  /** One for each app, package or org it is about; none where there is nothing to check. */
  readonly judge: (facts: DoctorFacts) => readonly Judgement[];
}
