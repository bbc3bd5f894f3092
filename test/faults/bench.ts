import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';
import { startHub, type RunningHub } from '../../src/embedded-hub/start-hub.ts';
import type { HubRecords } from '../../src/embedded-hub/state/hub-records.ts';
import { startEcaRelease } from '../support/run-eca-release.ts';
import type { Disturbance, Sighting } from './disturbance.ts';
import { CLIENT_SECRET, INSTALLATION_KEY } from './matrix-project.ts';
import type { Verb } from './place.ts';

const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/eca-release-tests');
const HOOK = pathToFileURL(join(import.meta.dirname, 'disturb-writes.ts')).href;
const NOON = Date.parse('2026-11-02T12:00:00Z');
/** The hub's time moves by a millisecond with every look at a job, so that a build takes so many looks, everywhere. */
const BUILD_MS = 3;

/** How long a request may take, and how long to look for what was asked for: short, and longer than a busy machine needs. */
const IMPATIENT = { ECA_RELEASE_REQUEST_SECONDS: '2', ECA_RELEASE_LOST_ANSWER_SECONDS: '1' };

/** Folders in the state before a run: a project, and what the hub has by then. */
export interface Start {
  readonly projectDir: string;
  readonly hubState: string | undefined;
}

/** A project, a user and a hub of their own, below one folder. */
export interface Bench {
  readonly folder: string;
  readonly projectDir: string;
  readonly hubState: string;
  readonly logFile: string;
  /** The requests that the hub has answered. */
  requests(): RunningHub['requests'];
  openHub(faults: readonly Fault[], onFault?: (fault: Fault) => void): Promise<void>;
  closeHub(): Promise<void>;
  startRun(verb: Verb, options?: RunOptions): ReturnType<typeof startEcaRelease>;
  sightings(): Promise<readonly Sighting[]>;
  records(): Promise<HubRecords>;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly strike?: Disturbance['strike'];
  /** With everything on that makes the tool, Node.js and the libraries write down what they do. */
  readonly isLoud?: boolean;
}

const EVERYTHING_TALKS = {
  DEBUG: '*',
  NODE_DEBUG: 'http,https,net,tls,undici,fetch',
  SF_LOG_LEVEL: 'trace',
};

/** The refresh token is the seed's, as is every other secret. */
export interface BenchOptions {
  readonly start: Start;
  readonly seedFile: string;
  readonly refreshToken: string;
  readonly port: number;
}

/** The canaries that only the environment holds. */
export const ENVIRONMENT_SECRETS = [INSTALLATION_KEY, CLIENT_SECRET];

export async function openBench({
  start,
  seedFile,
  refreshToken,
  port,
}: BenchOptions): Promise<Bench> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-faults-')));
  const projectDir = join(folder, 'project');
  const hubState = join(folder, 'hub');
  const roots = { project: projectDir, home: join(folder, 'home'), tmp: join(folder, 'tmp') };
  const logFile = join(folder, 'writes.log');
  await cp(start.projectDir, projectDir, { recursive: true });
  if (start.hubState !== undefined) await cp(start.hubState, hubState, { recursive: true });
  await mkdir(roots.home);
  await mkdir(roots.tmp);

  let hub: RunningHub | undefined;
  const earlier: RunningHub['requests'][number][] = [];
  const requests = (): RunningHub['requests'] => [...earlier, ...(hub?.requests ?? [])];
  // What an earlier run built is over; the second, which is all that records tell, is the same.
  const beganMs = NOON + (start.hubState === undefined ? 0 : 500);
  const looks = (): number => requests().filter(isLook).length;

  async function closeHub(): Promise<void> {
    earlier.push(...(hub?.requests ?? []));
    await hub?.close();
    hub = undefined;
  }

  return {
    folder,
    projectDir,
    hubState,
    logFile,
    requests,
    closeHub,
    async openHub(faults, onFault) {
      await closeHub();
      hub = await startHub({
        seedFile,
        stateDir: hubState,
        port,
        buildMs: BUILD_MS,
        readMs: () => beganMs + looks(),
        faults,
        ...(onFault !== undefined && { onFault }),
      });
    },
    startRun(verb, { strike, isLoud = false } = {}) {
      const disturbance: Disturbance = { log: logFile, roots, ...(strike && { strike }) };
      return startEcaRelease([verb, '--yes', '--json', ...(isLoud ? ['--debug'] : [])], {
        cwd: projectDir,
        home: roots.home,
        environment: {
          ...IMPATIENT,
          ...(isLoud && EVERYTHING_TALKS),
          TMPDIR: roots.tmp,
          NODE_COMPILE_CACHE: COMPILE_CACHE,
          NODE_OPTIONS: `--import ${HOOK}`,
          ECA_FAULTS_DISTURBANCE: JSON.stringify(disturbance),
          ACME_KEY: INSTALLATION_KEY,
          DEVHUB_AUTH_URL: `force://PlatformCLI:${CLIENT_SECRET}:${refreshToken}@127.0.0.1:${port}`,
        },
      });
    },
    async sightings() {
      const text = await readFile(logFile, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Sighting);
    },
    async records() {
      const text = await readFile(join(hubState, 'embedded-hub.json'), 'utf8');
      return (JSON.parse(text) as { records: HubRecords }).records;
    },
    async remove() {
      await closeHub();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isLook({ soap, soql }: RecordedRequest): boolean {
  return soap === 'checkRetrieveStatus' || (soql?.includes("Id = '08c") ?? false);
}
