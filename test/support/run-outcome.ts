import { expect } from 'vitest';
import { z } from 'zod';
import { ERRORS, EXIT } from '../../src/domain/errors.ts';
import type { RunResult } from './run-eca-release.ts';

const RECORD = z.object({
  outcome: z.enum(['succeeded', 'failed', 'aborted']),
  failure: z
    .object({
      code: z.enum(Object.keys(ERRORS) as [keyof typeof ERRORS]),
      message: z.string().min(1),
      actions: z.array(z.string().min(1)).min(1),
    })
    .optional(),
  warnings: z.array(z.string()),
  versions: z.array(z.object({ versionId: z.string(), state: z.string() })),
});

export type RunOutcome = z.infer<typeof RECORD>;

/**
 * What a run with --json says of itself, after making sure that it ended like a run: with the exit code of its error, with
 * something to do next, and without a stack trace. A defect is no such ending.
 */
export function outcomeOf({ exitCode, stdout, stderr }: RunResult): RunOutcome {
  const outcome = RECORD.parse(JSON.parse(stdout));
  const { failure } = outcome;
  expect(stderr).not.toMatch(/^\s+at \S/m);
  expect(failure?.code).not.toBe('DEFECT');
  expect(exitCode).toBe(failure === undefined ? 0 : EXIT[ERRORS[failure.code].exit]);
  return outcome;
}
