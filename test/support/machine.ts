import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeProject } from './make-project.ts';
import { runEcaRelease, type RunResult } from './run-eca-release.ts';

/** Most of a short run is Node.js compiling Salesforce's libraries; it takes a third less of the processor with a cache. */
const COMPILE_CACHE = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  '.cache',
  'eca-release-tests',
);

export interface MachineRun {
  /** The project's folder unless another one is named. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Somebody's computer: a project, and a HOME and a temporary folder that nothing else uses. */
export interface Machine {
  readonly projectDir: string;
  readonly home: string;
  readonly temporary: string;
  /** Runs the tool as this user; secrets and logins come through the environment. */
  run(args: readonly string[], options?: MachineRun): Promise<RunResult>;
  /** The variables every run here gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a run left behind in the temporary folder. */
  leftInTemporary(): Promise<readonly string[]>;
}

/** Is gone after the test. */
export async function makeMachine(folderName?: string): Promise<Machine> {
  const projectDir = await makeProject(folderName);
  const surroundings = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-machine-')));
  const home = join(surroundings, 'home');
  const temporary = join(surroundings, 'tmp');
  await mkdir(home);
  await mkdir(temporary);
  onTestFinished(async () => {
    await rm(dirname(projectDir), { recursive: true, force: true });
    await rm(surroundings, { recursive: true, force: true });
  });
  const environment = {
    HOME: home,
    TMPDIR: temporary,
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
  return {
    projectDir,
    home,
    temporary,
    environment,
    run: async (args, options = {}) =>
      runEcaRelease(args, {
        cwd: options.cwd ?? projectDir,
        environment: { ...environment, ...options.environment },
      }),
    leftInTemporary: async () => readdir(temporary),
  };
}
