import type { DeployProblem, OrgUnderTest } from './org-under-test.ts';

/** What a hub is asked to show that a sentence of BEHAVIOUR.md is true of it. */
export interface Contract {
  /** A heading of BEHAVIOUR.md, and a sentence below it. */
  readonly subject: string;
  readonly statement: string;
  /** What is gone afterwards, whether the sentence is true or not. */
  readonly spends: Spending;
  /** Throws an AssertionError where the hub does something else. */
  readonly show: (org: OrgUnderTest) => Promise<void>;
}

/** A package may be made, a version may be asked for: nothing else is ever spent, and deploys only validate. */
export type Spending = 'nothing' | 'package' | 'version';

export function contractsOf(
  subject: string,
  spends: Spending,
  shows: Readonly<Record<string, Contract['show']>>,
): readonly Contract[] {
  return Object.entries(shows).map(([statement, show]) => ({ subject, statement, spends, show }));
}

export function problemTexts(problems: readonly DeployProblem[]): string[] {
  return problems.map(({ fullName, problem }) => `${fullName}: ${problem}`);
}
