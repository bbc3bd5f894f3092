import * as z from 'zod';
import type { DriftPolicy } from '../domain/release-config.ts';
import {
  driftPolicy,
  lostAnswerSeconds,
  outputFolder,
  requestSeconds,
  waitMinutes,
} from './written-config.ts';
import { versionNumber } from './written-values.ts';

/** What flags and environment variables can say instead of the file. */
export interface OverrideValues {
  readonly output: string;
  readonly drift: DriftPolicy;
  readonly waitMinutes: number;
  readonly requestSeconds: number;
  readonly lostAnswerSeconds: number;
  /** For all packages of the run. */
  readonly versionNumber: string;
  /** Only these packages, by name. */
  readonly packages: readonly string[];
}

export type OverrideName = keyof OverrideValues;

/** One setting that a run can change without changing the file; help texts and docs are made of this too. */
export interface OverridableSetting<Value> {
  /** What it replaces in the file. */
  readonly setting: string;
  readonly flag: `--${string}`;
  /** How help shows the flag's value: <minutes>. */
  readonly valueName: string;
  readonly variable: `ECA_RELEASE_${string}`;
  readonly description: string;
  /** Whether the flag may stand several times; the variable then holds a list with commas. */
  readonly isRepeatable: boolean;
  /** From the texts that were given: one, or several for a repeatable setting. */
  readonly schema: z.ZodType<Value, readonly string[]>;
}

export const OVERRIDES: {
  readonly [Name in OverrideName]: OverridableSetting<OverrideValues[Name]>;
} = {
  output: {
    setting: 'output',
    flag: '--output',
    valueName: '<folder>',
    variable: 'ECA_RELEASE_OUTPUT',
    description: 'folder for the artifacts, relative to the project',
    isRepeatable: false,
    schema: single(outputFolder),
  },
  drift: {
    setting: 'drift',
    flag: '--drift',
    valueName: '<policy>',
    variable: 'ECA_RELEASE_DRIFT',
    description: "when the hub's app differs from what is committed: accept, stop-on-tag or stop",
    isRepeatable: false,
    schema: single(driftPolicy),
  },
  waitMinutes: {
    setting: 'wait.minutes',
    flag: '--wait-minutes',
    valueName: '<minutes>',
    variable: 'ECA_RELEASE_WAIT_MINUTES',
    description: 'how long to wait for a version to be built',
    isRepeatable: false,
    schema: number(waitMinutes),
  },
  requestSeconds: {
    setting: 'wait.requestSeconds',
    flag: '--request-seconds',
    valueName: '<seconds>',
    variable: 'ECA_RELEASE_REQUEST_SECONDS',
    description: 'how long one request may take before it counts as lost',
    isRepeatable: false,
    schema: number(requestSeconds),
  },
  lostAnswerSeconds: {
    setting: 'wait.lostAnswerSeconds',
    flag: '--lost-answer-seconds',
    valueName: '<seconds>',
    variable: 'ECA_RELEASE_LOST_ANSWER_SECONDS',
    description: 'how long to look for a version that was asked for but never answered',
    isRepeatable: false,
    schema: number(lostAnswerSeconds),
  },
  versionNumber: {
    setting: 'packages[].version',
    flag: '--version-number',
    valueName: '<major.minor.patch>',
    variable: 'ECA_RELEASE_VERSION_NUMBER',
    description: 'the number to release, for all packages of the run',
    isRepeatable: false,
    schema: single(versionNumber),
  },
  packages: {
    setting: 'packages',
    flag: '--package',
    valueName: '<name>',
    variable: 'ECA_RELEASE_PACKAGES',
    description: 'only this package, by name (several: repeat the flag)',
    isRepeatable: true,
    schema: z.array(z.string()).min(1).readonly(),
  },
};

function single<Value>(schema: z.ZodType<Value, string>): z.ZodType<Value, readonly string[]> {
  return z
    .tuple([z.string()], { error: 'one value' })
    .transform(([text]) => text)
    .pipe(schema);
}

function number(schema: z.ZodType<number, number>): z.ZodType<number, readonly string[]> {
  return z
    .tuple([z.string()], { error: 'one value' })
    .transform(([text]) => Number(text))
    .pipe(schema);
}
