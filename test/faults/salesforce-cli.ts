import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { startHub, type RunningHub } from '../../src/embedded-hub/start-hub.ts';
import type { HubRecords } from '../../src/embedded-hub/state/hub-records.ts';
import { installSf, type InstalledSf } from '../conformance/install-sf.ts';
import { makeProject } from '../support/make-project.ts';
import { SHIPPED_SEED } from '../support/shipped-seed.ts';
import { namesId, type CellOutcome } from './cell.ts';
import { requestPlaces, type CleanRun } from './clean-run.ts';
import { freePort } from './free-port.ts';
import type { RequestPlace } from './place.ts';
import { REQUEST_FAULTS, type RequestFault } from './request-faults.ts';

/** A fault at one of the two steps that an answer is lost at: the request for a version, and the first look at its build. */
export interface Comparison {
  readonly fault: RequestFault;
  readonly step: Step;
  readonly ours: Ended;
  readonly theirs: Ended;
}

export type Step = 'create' | 'poll';

/** What came of a run that was hit, and of the same command once more where it failed. */
export interface Ended {
  /** Nothing where it was ended because it went on waiting. */
  readonly exitCode: number | null | undefined;
  /** Whether the run that was hit named the request or the version. */
  readonly toldId: boolean;
  /** Requests for a version that the hub took, each of which becomes one. */
  readonly builds: number;
}

/** Later than every retry and poll; the CLI itself listens to a silent server for half an hour. */
const PATIENCE_MS = 120_000;
const NOON = Date.parse('2026-11-02T12:00:00Z');
/** As the project file calls it. */
const PACKAGE = 'Acme Connector';
/** Beside the lanes. */
const PORT_INDEX = 20;

/** Lets the unmodified sf CLI meet the same faults at the same hub. Our side is what the matrix saw. */
export async function compareWithSalesforceCli(
  outcomes: readonly CellOutcome[],
  { requests }: CleanRun,
  print: (text: string) => void,
): Promise<readonly Comparison[]> {
  const sf = await installSf(print);
  const bench = await openSfBench(sf);
  try {
    const places = stepsOf(await bench.record());
    const comparisons: Comparison[] = [];
    for (const step of ['create', 'poll'] as const)
      for (const fault of REQUEST_FAULTS) {
        const place = places[step];
        // The session of `sf org login access-token` cannot be renewed, whoever asks.
        if (fault.name === '401-for-good' || fault.impossibleAt?.(place) !== undefined) continue;
        const ours = oursOf(outcomes, stepsOf(requests)[step], fault);
        if (ours === undefined) continue;
        const theirs = await bench.run(place, fault);
        print(
          `sf    ${step}: ${fault.name}: exit ${String(theirs.exitCode)}, ${theirs.builds} builds`,
        );
        comparisons.push({ fault, step, ours, theirs });
      }
    return comparisons;
  } finally {
    await bench.close();
  }
}

/** The request for a version, and the first look at its build, of any client. */
function stepsOf(places: readonly RequestPlace[]): Readonly<Record<Step, RequestPlace>> {
  const create = places.findIndex(({ title }) => title === 'POST Package2VersionCreateRequest');
  const poll = places.findIndex(({ match }, index) => index > create && isLook(match.soql));
  const [created, polled] = [places[create], places[poll]];
  if (created === undefined || polled === undefined)
    throw new Error('An undisturbed run asks for no version');
  return { create: created, poll: polled };
}

/** In a pattern, where quotes stand as they are. */
function isLook(soql: string | undefined): boolean {
  return soql?.includes("Id = '08c") ?? false;
}

function oursOf(
  outcomes: readonly CellOutcome[],
  place: RequestPlace,
  fault: RequestFault,
): Ended | undefined {
  const outcome = outcomes.find(({ cell }) => cell.place === place && cell.fault === fault);
  if (outcome === undefined) return undefined;
  const { exitCode, toldId, builds } = outcome;
  return { exitCode, toldId, builds };
}

interface SfBench {
  /** What an undisturbed run asks the hub. */
  record(): Promise<readonly RequestPlace[]>;
  run(place: RequestPlace, fault: RequestFault): Promise<Ended>;
  close(): Promise<void>;
}

async function openSfBench(sf: InstalledSf): Promise<SfBench> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-sf-')));
  const template = await makeProject();
  const port = await freePort(PORT_INDEX);
  const [home, projectDir, stateDir] = ['home', 'project', 'hub'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await mkdir(home);
  let hub: RunningHub | undefined;

  const start = (args: readonly string[], cwd: string, accessToken: string) => {
    const child = spawn(process.execPath, [sf.script, ...args], {
      cwd,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        TMPDIR: folder,
        NODE_COMPILE_CACHE: sf.compileCache,
        SF_ACCESS_TOKEN: accessToken,
        SF_DISABLE_TELEMETRY: 'true',
        SF_SKIP_NEW_VERSION_CHECK: 'true',
        SF_DISABLE_AUTOUPDATE: 'true',
        SF_DISABLE_LOG_FILE: 'true',
        SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    let isOut = false;
    const patience = setTimeout(() => {
      isOut = true;
      child.kill('SIGKILL');
    }, PATIENCE_MS);
    const finished = new Promise<{ exitCode: number | null | undefined; printed: string }>(
      (resolve) => {
        child.on('close', (exitCode) => {
          clearTimeout(patience);
          resolve({ exitCode: isOut ? undefined : exitCode, printed });
        });
      },
    );
    return { child, finished };
  };

  async function openHub(faults: readonly Fault[], onFault?: () => void): Promise<RunningHub> {
    await hub?.close();
    const opened = await startHub({
      seedFile: SHIPPED_SEED,
      stateDir,
      port,
      // Over at the second look: the CLI looks twice at once, and then every 30 seconds.
      buildMs: 1,
      readMs: () => NOON + looksAt(hub),
      faults,
      ...(onFault !== undefined && { onFault }),
    });
    hub = opened;
    return opened;
  }

  /** A hub with a package, and a project that knows it. */
  async function begin(faults: readonly Fault[], onFault?: () => void): Promise<RunningHub> {
    await hub?.close();
    hub = undefined;
    await rm(stateDir, { recursive: true, force: true });
    await rm(projectDir, { recursive: true, force: true });
    await cp(template, projectDir, { recursive: true });
    const prepared = await openHub([]);
    await createPackage(prepared, projectDir);
    return openHub(faults, onFault);
  }

  const create = [
    ...'package version create --target-dev-hub hub --installation-key-bypass --code-coverage --wait 5 --json'.split(
      ' ',
    ),
    '--package',
    PACKAGE,
  ];
  const {
    url,
    login: { accessToken },
  } = await openHub([]);
  const login = `org login access-token --instance-url ${url} --alias hub --no-prompt`.split(' ');
  const loggedIn = await start(login, folder, accessToken).finished;
  if (loggedIn.exitCode !== 0) throw new Error(`sf could not log in:\n${loggedIn.printed}`);

  return {
    async record() {
      const { requests } = await begin([]);
      const { exitCode, printed } = await start(create, projectDir, accessToken).finished;
      if (exitCode !== 0) throw new Error(`An undisturbed sf ended with ${exitCode}:\n${printed}`);
      return requestPlaces('release', requests);
    },
    async run(place, fault) {
      const { faults, signal } = fault.strike(place);
      const run: { child?: ReturnType<typeof start>['child']; isStruck?: true } = {};
      await begin(faults, () => {
        run.isStruck = true;
        if (signal !== undefined) run.child?.kill(signal);
      });
      const { child, finished } = start(create, projectDir, accessToken);
      run.child = child;
      const { exitCode, printed } = await finished;
      if (run.isStruck !== true) throw new Error(`${fault.name} never struck sf:\n${printed}`);
      if (exitCode !== 0) {
        await openHub([]);
        await start(create, projectDir, accessToken).finished;
      }
      return {
        exitCode,
        toldId: namesId({ stdout: printed, stderr: '' }),
        builds: (await recordsIn(stateDir)).createRequests.length,
      };
    },
    async close() {
      await hub?.close();
      await rm(folder, { recursive: true, force: true });
      await rm(join(template, '..'), { recursive: true, force: true });
    },
  };
}

function looksAt(hub: RunningHub | undefined): number {
  return hub?.requests.filter(({ soql }) => isLook(soql)).length ?? 0;
}

async function createPackage(hub: RunningHub, projectDir: string): Promise<void> {
  const answer = await fetch(`${hub.url}/services/data/v68.0/tooling/sobjects/Package2`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hub.login.accessToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      Name: PACKAGE,
      NamespacePrefix: 'acmeconnect',
      ContainerOptions: 'Managed',
    }),
  });
  const { id } = (await answer.json()) as { readonly id: string };
  const file = join(projectDir, 'sfdx-project.json');
  const project = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const changed = { ...project, packageAliases: { [PACKAGE]: id } };
  await writeFile(file, JSON.stringify(changed, undefined, 2));
}

async function recordsIn(stateDir: string): Promise<HubRecords> {
  const text = await readFile(join(stateDir, 'embedded-hub.json'), 'utf8');
  return (JSON.parse(text) as { readonly records: HubRecords }).records;
}
