import type { Problem } from '../../domain/errors.ts';
import type { ConfigPath } from '../config-path.ts';
import type { WrittenPackage } from '../written-package.ts';

/** A package that is well-formed by itself, with its place in the list. */
export interface PlacedPackage {
  readonly index: number;
  readonly written: WrittenPackage;
}

interface RuleSubject {
  readonly packages: readonly PlacedPackage[];
  /** How many entries the list has, the malformed ones included. */
  readonly packageCount: number;
  /** Missing where the written one is malformed. */
  readonly output: string | undefined;
  /** The apps that lint: says something about, by their API names. */
  readonly lintedApps: readonly string[];
}

export interface RuleProblem extends Omit<Problem, 'location'> {
  readonly path: ConfigPath;
}

/** What no single value can tell: how the parts of the configuration fit together. */
export type Rule = (subject: RuleSubject) => readonly RuleProblem[];
