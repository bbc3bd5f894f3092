import { rmSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { startHub, type HubOptions } from '../../src/embedded-hub/start-hub.ts';
import { ALIAS, homeLoggedInTo, pointLoginTo, type LoginKind } from './logged-in-home.ts';
import { makeProject } from './make-project.ts';
import { runEcaRelease, startEcaRelease, type RunResult } from './run-eca-release.ts';
import { seedWith, startSeededHub, writeSeed, type SeededHub } from './seeded-hub.ts';

/** A hub, a user whose login store knows it by name, and a checkout: what a real release needs. */
export interface Testbed extends Checkout {
  readonly hub: SeededHub;
}

export interface Checkout {
  readonly home: string;
  readonly projectDir: string;
  /** Runs `eca-release <verb> --target-dev-hub hub --yes …` to its end. */
  run(verb: string, ...flags: readonly string[]): Promise<RunResult>;
  start(verb: string, ...flags: readonly string[]): ReturnType<typeof startEcaRelease>;
}

export interface TestbedOptions extends Partial<HubOptions> {
  readonly login?: LoginKind;
  /** Where the login leads to, if not straight to the hub. */
  readonly loginUrl?: string;
}

/** Is gone after the test. Builds take no time unless told. */
export async function openTestbed({
  login,
  loginUrl,
  ...hubOptions
}: TestbedOptions = {}): Promise<Testbed> {
  const hub = await startSeededHub(undefined, hubOptions);
  return { hub, ...(await checkOut(await homeLoggedInTo(loginUrl ?? hub.url, login))) };
}

/** Stops the hub and starts it again with another seed: what was built is kept, and the apps are what the seed says. */
export async function changeHub(
  { hub, home, projectDir }: Testbed,
  change: (seed: Seed) => Seed,
): Promise<Testbed> {
  await hub.close();
  const folder = dirname(hub.seedFile);
  await writeSeed(folder, await seedWith(change));
  const started = await startHub({
    seedFile: hub.seedFile,
    stateDir: join(folder, 'state'),
    buildMs: 0,
  });
  onTestFinished(async () => started.close());
  await pointLoginTo(home, started.url);
  return { hub: { ...hub, ...started }, ...checkoutAt(projectDir, home) };
}

let template: Promise<string> | undefined;

/**
 * Another checkout of one commit, which is the same in the whole process, so that the same release gives the same bytes.
 * Is gone after the test.
 */
export async function checkOut(home: string): Promise<Checkout> {
  template ??= makeTemplate();
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-test-')));
  onTestFinished(async () => rm(parent, { recursive: true, force: true }));
  const projectDir = join(parent, 'project');
  await cp(await template, projectDir, { recursive: true });
  return checkoutAt(projectDir, home);
}

async function makeTemplate(): Promise<string> {
  const projectDir = await makeProject();
  process.once('exit', () => {
    rmSync(dirname(projectDir), { recursive: true, force: true });
  });
  return projectDir;
}

/** A checkout as the user works in it whose login store this is. */
export function checkoutAt(projectDir: string, home: string): Checkout {
  const args = (flags: readonly string[]) => ['--target-dev-hub', ALIAS, '--yes', ...flags];
  return {
    home,
    projectDir,
    run: async (verb, ...flags) => runEcaRelease([verb, ...args(flags)], { cwd: projectDir, home }),
    start: (verb, ...flags) => startEcaRelease([verb, ...args(flags)], { cwd: projectDir, home }),
  };
}
