import { cp, mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/cli.ts';
import { ERRORS, type ErrorCode } from '../../src/domain/errors.ts';
import { capturedStream } from '../unit/reporters/captured-stream.ts';
import { fingerprintOf, fingerprintOfProject } from './folder-contents.ts';
import { makeProject } from './make-project.ts';
import type { SeededHub } from './seeded-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Environment = Readonly<Record<string, string>>;

const DOCUMENT = z.object({
  outcome: z.enum(['succeeded', 'failed', 'aborted']),
  failure: z
    .object({
      code: z.enum(Object.keys(ERRORS) as [ErrorCode]),
      exitCode: z.int().positive(),
      message: z.string().min(1),
      actions: z.array(z.string().min(1)).min(1),
      location: z.object({ file: z.string(), line: z.int().positive().optional() }).optional(),
      problems: z.array(
        z.object({
          message: z.string(),
          location: z.object({ file: z.string(), line: z.int().positive().optional() }).optional(),
        }),
      ),
    })
    .optional(),
  warnings: z.array(z.string()),
});

export interface RunHere extends z.infer<typeof DOCUMENT> {
  readonly exitCode: number;
  /** What people read on stderr. */
  readonly text: string;
}

export interface Attempt {
  readonly projectDir: string;
  /** The hub it works on, by an access token; none for a rehearsal, or where no hub is reached. */
  readonly hub?: SeededHub | undefined;
  readonly args?: readonly string[];
  readonly environment?: Environment;
}

/** Runs the tool with --json in this process: for tables of hundreds of cases, each a run from its arguments on. */
export async function runHere(attempt: Attempt): Promise<RunHere> {
  const { projectDir, hub, args = ['release', '--yes'], environment = {} } = attempt;
  const stdout = capturedStream();
  const stderr = capturedStream();
  const exitCode = await runCli([...args, '--json', '--project-dir', projectDir], {
    environment: { ...hub?.tokenLogin, ...environment },
    stdout,
    stderr,
    isInteractive: false,
  });
  return { ...DOCUMENT.parse(JSON.parse(stdout.text())), exitCode, text: stderr.text() };
}

export interface RefusalHere extends RunHere {
  readonly failure: NonNullable<RunHere['failure']>;
}

/** Node's form; the places that failures name are written with more space after the word. */
const STACK_LINE = /^\s+at \S/m;

/**
 * Runs what has to be refused, and makes sure of what holds for every refusal: a code that is no defect, its exit code,
 * something to do next, no stack trace, and nothing changed: not the project or what lies beside it, not HOME, not the hub,
 * no temporary file left.
 */
export async function refusedHere(attempt: Attempt): Promise<RefusalHere> {
  const temporary = await temporaryFolder('tmp');
  vi.stubEnv('TMPDIR', temporary);
  const before = await stateOf(attempt);

  const run = await runHere(attempt);

  const { failure } = run;
  if (failure === undefined) throw new TypeError(`It was not refused:\n${run.text}`);
  expect(failure).not.toMatchObject({ code: 'DEFECT' });
  expect(run.exitCode).toBe(failure.exitCode);
  expect(run.text).toContain('What to do next:');
  expect(run.text).not.toMatch(STACK_LINE);
  expect(await stateOf(attempt)).toEqual(before);
  expect(await readdir(temporary)).toEqual([]);
  return { ...run, failure };
}

/** @salesforce/core 9.4 makes them where there are none, to look up a stored login. */
const MADE_BY_LIBRARIES = ['alias.json', 'key.json'];

async function stateOf({ projectDir, hub }: Attempt): Promise<unknown> {
  return {
    // What leads out of the project ends in the folder around it, which is of this test alone.
    around: await fingerprintOfProject(dirname(projectDir)),
    home: await fingerprintOf(homedir(), MADE_BY_LIBRARIES),
    hub: await hub?.records(),
  };
}

let template: Promise<string> | undefined;

/** A checkout of the demo project of its own, committed. Gone after the test. */
export async function checkoutHere(): Promise<string> {
  template ??= makeProject();
  const projectDir = join(await temporaryFolder('checkout'), 'project');
  await mkdir(projectDir);
  await cp(await template, projectDir, { recursive: true });
  return projectDir;
}
