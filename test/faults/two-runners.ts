// Two real processes that release the same thing to the same hub, at once or one a little later.
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readSeed } from '../../src/embedded-hub/seed/read-seed.ts';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import type { HubRecords } from '../../src/embedded-hub/state/hub-records.ts';
import { startEcaRelease, type RunResult } from '../support/run-eca-release.ts';
import { CLIENT_SECRET, INSTALLATION_KEY } from './matrix-project.ts';

const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/eca-release-tests');
/** Each pair starts a little further apart than the one before: 0 to 0.98 s, longer than it takes to ask for a version. */
const PAIRS_EACH = 50;
const STEP_MS = 20;
/** Long enough that who has asked meets the other's request before it publishes. */
const BUILD_MS = 1_500;

const PLACES = ['one checkout', 'two checkouts'] as const;

export interface Pair {
  readonly where: (typeof PLACES)[number];
  readonly apartMs: number;
}

export interface PairOutcome {
  readonly pair: Pair;
  /** Requests for a version that the hub took. */
  readonly builds: number;
  /** Everything that is not as promised. */
  readonly problems: readonly string[];
}

export interface Start {
  readonly projectDir: string;
  readonly seedFile: string;
}

/** Runs all pairs, one after the other: two processes are as many as a machine with two cores can start at once. */
export async function runPairs(
  start: Start,
  tell: (outcome: PairOutcome) => void,
): Promise<readonly PairOutcome[]> {
  const outcomes: PairOutcome[] = [];
  for (let step = 0; step < PAIRS_EACH; step += 1)
    for (const where of PLACES) {
      const outcome = await runPair(start, { where, apartMs: step * STEP_MS });
      outcomes.push(outcome);
      tell(outcome);
    }
  return outcomes;
}

async function runPair(start: Start, pair: Pair): Promise<PairOutcome> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-runners-')));
  const stateDir = join(folder, 'hub');
  const hub = await startHub({ seedFile: start.seedFile, stateDir, port: 0, buildMs: BUILD_MS });
  try {
    const names = pair.where === 'one checkout' ? ['one', 'one'] : ['one', 'two'];
    for (const name of new Set(names))
      await cp(start.projectDir, join(folder, name), { recursive: true });
    const { refreshToken = '' } = readSeed(start.seedFile).login;
    const release = async (name: string, index: number): Promise<RunResult> => {
      const [home, temporary] = [join(folder, `home-${index}`), join(folder, `tmp-${index}`)];
      await mkdir(home);
      await mkdir(temporary);
      await delay(index * pair.apartMs);
      return startEcaRelease(['release', '--yes', '--json'], {
        cwd: join(folder, name),
        home,
        environment: {
          TMPDIR: temporary,
          NODE_COMPILE_CACHE: COMPILE_CACHE,
          ACME_KEY: INSTALLATION_KEY,
          DEVHUB_AUTH_URL: `force://PlatformCLI:${CLIENT_SECRET}:${refreshToken}@${new URL(hub.url).host}`,
        },
      }).finished;
    };
    const results = await Promise.all(names.map(release));
    const links = await Promise.all(
      names.map(async (name) => publishedIn(join(folder, name, 'artifacts'))),
    );
    await hub.close();
    const records = await recordsIn(stateDir);
    return {
      pair,
      builds: records.createRequests.length,
      problems: problemsOf(results, links, records),
    };
  } finally {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function problemsOf(
  results: readonly RunResult[],
  links: readonly (readonly string[])[],
  { packages, createRequests }: HubRecords,
): readonly string[] {
  const [shown = []] = links;
  const notices = results.filter(({ stdout }) => stdout.includes('took a build of its own'));
  return [
    ...results.flatMap(({ exitCode, stdout, stderr }) =>
      exitCode === 0 ? [] : [`exit ${exitCode}: ${stdout}${stderr}`],
    ),
    ...(packages.length === 1 ? [] : [`${packages.length} packages`]),
    ...(createRequests.length > 2 ? [`${createRequests.length} requests for a version`] : []),
    ...(shown.length === 1 && links.every((other) => String(other) === String(shown))
      ? []
      : [`the links lead to ${links.map(String).join(' and ')}`]),
    ...(notices.length === (createRequests.length > 1 ? results.length : 0)
      ? []
      : [`${createRequests.length} requests, and ${notices.length} runs tell of two`]),
  ];
}

/** The 04t ids of the links that lie in a folder of artifacts. */
async function publishedIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  const ids = await Promise.all(
    files
      .filter((file) => file.endsWith('install-links.json'))
      .map(async (file) => {
        const text = await readFile(join(folder, file), 'utf8');
        return (JSON.parse(text) as { readonly version: { readonly versionId: string } }).version
          .versionId;
      }),
  );
  return ids;
}

async function recordsIn(stateDir: string): Promise<HubRecords> {
  const text = await readFile(join(stateDir, 'embedded-hub.json'), 'utf8');
  return (JSON.parse(text) as { readonly records: HubRecords }).records;
}

/** One sentence for the reader. */
export function pairsText(outcomes: readonly PairOutcome[]): string {
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const twice = outcomes.filter(({ builds }) => builds > 1).length;
  const most = (PAIRS_EACH - 1) * STEP_MS;
  return `${outcomes.length} pairs of processes that release the same thing to the same hub, 0 to ${most} ms apart, half of them in one checkout and half in two: ${outcomes.length - failed} ended with the same version in both links, ${failed} did not. ${twice} times both had asked for a build before either could see the other's; both said so.`;
}
