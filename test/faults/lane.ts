import { cp, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { readSeed } from '../../src/embedded-hub/seed/read-seed.ts';
import { fingerprintOf } from '../support/folder-contents.ts';
import { secretsOfSeed } from '../support/seed-secrets.ts';
import { ENVIRONMENT_SECRETS, openBench, type Bench, type Start } from './bench.ts';
import { contentsSeen, requestPlaces, writePlaces, type CleanRun } from './clean-run.ts';
import { freePort } from './free-port.ts';
import { makeMatrixProject } from './matrix-project.ts';
import type { Verb } from './place.ts';

/**
 * Where one cell runs at a time: an address, since addresses stand in the artifacts, and what undisturbed runs at this address
 * leave behind.
 */
export interface Lane {
  readonly clean: Readonly<Record<Verb, CleanRun>>;
  readonly secrets: readonly string[];
  /** A bench as it is before the verb runs. */
  open(verb: Verb): Promise<Bench>;
  close(): Promise<void>;
}

export async function openLane(
  index: number,
  shared: { readonly projectDir: string; readonly seedFile: string },
): Promise<Lane> {
  const seed: Seed = readSeed(shared.seedFile);
  const refreshToken = seed.login.refreshToken ?? '';
  const port = await freePort(index);
  const starts = new Map<Verb, Start>([
    ['release', { projectDir: shared.projectDir, hubState: undefined }],
  ]);
  const open = async (verb: Verb): Promise<Bench> => {
    const start = starts.get(verb);
    if (start === undefined) throw new Error(`Nothing is known of the state before ${verb}`);
    return openBench({ start, seedFile: shared.seedFile, refreshToken, port });
  };

  const release = await open('release');
  const cleanRelease = await runClean(release, 'release');
  const afterRelease = {
    projectDir: `${release.folder}-released/project`,
    hubState: `${release.folder}-released/hub`,
  };
  await cp(release.projectDir, afterRelease.projectDir, { recursive: true });
  await cp(release.hubState, afterRelease.hubState, { recursive: true });
  await release.remove();
  starts.set('promote', afterRelease);
  const promote = await open('promote');
  const cleanPromote = await runClean(promote, 'promote');
  await promote.remove();

  return {
    clean: { release: cleanRelease, promote: cleanPromote },
    secrets: [...secretsOfSeed(seed), ...ENVIRONMENT_SECRETS],
    open,
    close: async () => rm(dirname(afterRelease.projectDir), { recursive: true, force: true }),
  };
}

/** A project that all lanes begin with: one commit, since its id stands in the artifacts. */
export async function makeStart(): Promise<{
  readonly projectDir: string;
  readonly seedFile: string;
  remove(): Promise<void>;
}> {
  const made = await makeMatrixProject();
  return {
    ...made,
    remove: async () => rm(dirname(made.projectDir), { recursive: true, force: true }),
  };
}

async function runClean(bench: Bench, verb: Verb): Promise<CleanRun> {
  const before = await projectOf(bench);
  await bench.openHub([]);
  const { exitCode, stdout, stderr } = await bench.startRun(verb).finished;
  if (exitCode !== 0)
    throw new Error(`An undisturbed ${verb} ended with ${exitCode}:\n${stdout}${stderr}`);
  await bench.closeHub();
  const sightings = await bench.sightings();
  return {
    requests: requestPlaces(verb, bench.requests()),
    writes: writePlaces(verb, sightings),
    before,
    after: await projectOf(bench),
    passing: contentsSeen(sightings),
  };
}

/** What a project holds, but for the tool's own state and the record of the run, which tells of the run. */
export async function projectOf({ projectDir }: Bench): Promise<Readonly<Record<string, string>>> {
  const files = await fingerprintOf(projectDir, ['.eca-release', '.git', 'run.json']);
  return files;
}
