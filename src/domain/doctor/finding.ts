import type { ErrorCode } from '../errors.ts';

/** How a check ended. unknown: what it would have looked at could not be read. */
export const VERDICTS = ['pass', 'warn', 'fail', 'unknown'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One question and its answer, as they were. */
export interface Evidence {
  readonly asked: string;
  readonly answer: string;
}

/** What a check says of one case. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The package, app or org it is about, where there can be several. */
  readonly about?: string;
  /** One sentence. */
  readonly says: string;
  readonly evidence: readonly Evidence[];
  /** Click paths or commands, most likely first; empty only where nothing is to do. */
  readonly fix: readonly string[];
  /** What a release would stop with: `eca-release explain CODE` says more. */
  readonly code?: ErrorCode;
}

/** The judgement of a named check, as plain data. */
export interface Finding extends Judgement {
  readonly check: string;
  readonly area: Area;
  readonly title: string;
}

/** What checks are grouped by, in the order in which they are shown. */
export const AREAS = [
  'machine',
  'login',
  'hub',
  'app',
  'package',
  'workspace',
  'targets',
  'github',
  'migration',
] as const;

export type Area = (typeof AREAS)[number];
