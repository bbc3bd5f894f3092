import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { seedSchema, type Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { startHub, type HubOptions, type RunningHub } from '../../src/embedded-hub/start-hub.ts';
import type { HubRecords } from '../../src/embedded-hub/state/hub-records.ts';
import { SHIPPED_SEED } from './shipped-seed.ts';

/** What a hub has committed, without what merely reading it changes. */
export type CommittedRecords = Pick<
  HubRecords,
  'packages' | 'versions' | 'createRequests' | 'limitsUsed'
>;

export interface SeededHub extends RunningHub {
  readonly seedFile: string;
  records(): Promise<CommittedRecords>;
  /** A login by access token, as environment variables. */
  readonly tokenLogin: { readonly SF_ACCESS_TOKEN: string; readonly SF_ORG_INSTANCE_URL: string };
}

/** The shipped seed, changed. */
export async function seedWith(change: (seed: Seed) => Seed): Promise<Seed> {
  return change(seedSchema.parse(parse(await readFile(SHIPPED_SEED, 'utf8'))));
}

/** A hub of the shipped org, changed; builds take no time. It is gone after the test. */
export async function startSeededHub(
  change: (seed: Seed) => Seed = (seed) => seed,
  options: Partial<HubOptions> = {},
): Promise<SeededHub> {
  const folder = await mkdtemp(join(tmpdir(), 'eca-release-seeded-hub-'));
  const seedFile = await writeSeed(folder, await seedWith(change));
  const stateDir = join(folder, 'state');
  const hub = await startHub({ seedFile, stateDir, port: 0, buildMs: 0, ...options });
  onTestFinished(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    ...hub,
    seedFile,
    records: async () => recordsIn(stateDir),
    tokenLogin: { SF_ACCESS_TOKEN: hub.login.accessToken, SF_ORG_INSTANCE_URL: hub.url },
  };
}

export async function writeSeed(folder: string, seed: Seed): Promise<string> {
  const seedFile = join(folder, 'seed.yaml');
  await writeFile(seedFile, stringify(seed));
  return seedFile;
}

/** Reads the file that a hub commits to before it answers. */
export async function recordsIn(stateDir: string): Promise<CommittedRecords> {
  const { records } = JSON.parse(await readFile(join(stateDir, 'embedded-hub.json'), 'utf8')) as {
    readonly records: HubRecords;
  };
  const { packages, versions, createRequests, limitsUsed } = records;
  return { packages, versions, createRequests, limitsUsed };
}
