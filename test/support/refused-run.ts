import { expect } from 'vitest';
import { z } from 'zod';
import { fingerprintOf, fingerprintOfProject } from './folder-contents.ts';
import type { Machine } from './machine.ts';
import { git } from './make-project.ts';
import type { SeededHub } from './seeded-hub.ts';

const RECORD = z.object({
  outcome: z.enum(['failed', 'aborted']),
  failure: z.object({
    code: z.string(),
    exitCode: z.int().positive(),
    message: z.string().min(1),
    actions: z.array(z.string().min(1)).min(1),
  }),
});

/** Node's form; the places that failures name are written with more space after the word. */
const STACK_LINE = /^\s+at \S/m;

export interface Attempt {
  readonly machine: Machine;
  /** The hub it would have worked on; none for a rehearsal, or where no hub is reached. */
  readonly hub?: SeededHub;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Refusal {
  readonly code: string;
  readonly exitCode: number;
  /** What people read on stderr. */
  readonly text: string;
}

/**
 * Runs what has to be refused, with --json, and makes sure of what holds for every refusal: one document, a coded failure
 * that says what to do, no stack trace, and nothing changed: not the project, not HOME, not the hub.
 */
export async function refusalOf(attempt: Attempt): Promise<Refusal> {
  const { machine, hub, args = ['release', '--yes'], environment } = attempt;
  const before = await stateOf(attempt);

  const result = await machine.run([...args, '--json'], {
    environment: environment ?? hub?.tokenLogin ?? {},
  });

  expect(result).toMatchObject({ stdout: expect.stringMatching(/^\{[\s\S]*\}\n$/) });
  const { failure } = RECORD.parse(JSON.parse(result.stdout));
  expect(result.exitCode).toBe(failure.exitCode);
  expect(result.stderr).toContain(failure.message);
  expect(result.stderr).toContain('What to do next:');
  expect(result.stderr).not.toMatch(STACK_LINE);
  expect(await stateOf(attempt)).toEqual(before);
  expect(await machine.leftInTemporary()).toEqual([]);
  return { code: failure.code, exitCode: failure.exitCode, text: result.stderr };
}

async function stateOf({ machine, hub }: Attempt): Promise<unknown> {
  return {
    project: await fingerprintOfProject(machine.projectDir),
    git: await git(machine.projectDir, 'status', '--porcelain'),
    home: await fingerprintOf(machine.home),
    hub: await hub?.records(),
  };
}
