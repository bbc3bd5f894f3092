import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthInfo, Connection } from '@salesforce/core';
import { parse, stringify } from 'yaml';
import { figuresTable, isMet, type Figures } from './figures.ts';
import { usageOf } from './process-usage.ts';

// How long the embedded Dev Hub takes from its start to its first answer, and how much memory it needs, with 5,000 apps made
// by one line of its seed. Needs Linux. `npm run bench:hub [runs]`

const APPS = 5000;
const RUNS = Number(process.argv[2] ?? 7);
const START_TARGET_SECONDS = 0.3;
const MEMORY_TARGET_MIB = 150;
const ENTRY = join(import.meta.dirname, '..', 'bin', 'eca-release.js');
const SEED = join(import.meta.dirname, '..', 'config', 'embedded-hub.yaml');

const TYPES = [
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppConfigurablePolicies',
  'ExtlClntAppOauthConfigurablePolicies',
];

interface Run {
  readonly firstAnswerSeconds: number;
  readonly cpuSeconds: number;
  readonly startedMiB: number;
  readonly usedMiB: number;
  readonly wornMiB: number;
}

const folder = await mkdtemp(join(tmpdir(), 'eca-release-bench-'));
// The libraries keep a key below HOME.
process.env['HOME'] = folder;
process.env['SF_USE_GENERIC_UNIX_KEYCHAIN'] = 'true';
process.env['SF_DISABLE_LOG_FILE'] = 'true';
try {
  const seedFile = join(folder, 'seed.yaml');
  const seed = parse(await readFile(SEED, 'utf8')) as Record<string, unknown>;
  await writeFile(seedFile, stringify({ ...seed, generate: APPS }));

  const first = await measured(seedFile);
  const runs: Run[] = [];
  for (let count = 0; count < RUNS; count += 1) runs.push(await measured(seedFile));

  const figures: readonly Figures[] = [
    {
      what: 'start to first answer',
      unit: 's',
      values: runs.map(({ firstAnswerSeconds }) => firstAnswerSeconds),
      target: START_TARGET_SECONDS,
    },
    { what: '  processor time', unit: 's', values: runs.map(({ cpuSeconds }) => cpuSeconds) },
    {
      what: '  the very first start, with nothing compiled',
      unit: 's',
      values: [first.firstAnswerSeconds],
    },
    {
      what: 'memory when it has started',
      unit: 'MiB',
      values: runs.map(({ startedMiB }) => startedMiB),
    },
    {
      what: '  after queries and a list of all apps',
      unit: 'MiB',
      values: runs.map(({ usedMiB }) => usedMiB),
      target: MEMORY_TARGET_MIB,
    },
    {
      what: '  after two lists of each of their types, and a retrieve',
      unit: 'MiB',
      values: runs.map(({ wornMiB }) => wornMiB),
    },
  ];
  process.stdout.write(
    `${APPS} apps, ${RUNS} runs, load of the machine ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors\n\n` +
      `${figuresTable(figures)}\n`,
  );
  for (const missed of figures.filter((figure) => !isMet(figure)))
    process.stdout.write(`\nMissed: ${missed.what.trim()}\n`);
  process.exitCode = figures.every(isMet) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measured(seedFile: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [ENTRY, 'hub', '--seed', seedFile, '--state', join(folder, 'state'), '--fresh', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    },
  );
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  try {
    const url = await addressOf(child.stdout);
    await fetch(`${url}/services/data`);
    const firstAnswerSeconds = (performance.now() - start) / 1000;
    const started = usageOf(child.pid ?? 0);
    const connection = await connectionTo(url);
    await use(connection);
    const used = usageOf(child.pid ?? 0);
    await wear(connection);
    return {
      firstAnswerSeconds,
      cpuSeconds: started.cpuSeconds,
      startedMiB: started.residentMiB,
      usedMiB: used.residentMiB,
      wornMiB: usageOf(child.pid ?? 0).residentMiB,
    };
  } finally {
    child.kill('SIGTERM');
    await closed;
  }
}

async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

async function connectionTo(url: string): Promise<Connection> {
  const accessToken = tokenOf(parse(await readFile(SEED, 'utf8')));
  const username = 'bench@hub.example';
  const authInfo = await AuthInfo.create({
    username,
    accessTokenOptions: {
      accessToken,
      instanceUrl: url,
      loginUrl: url,
      username,
      orgId: accessToken.slice(0, 15),
      isDevHub: true,
      namespacePrefix: null,
    },
  });
  return Connection.create({
    authInfo,
    connectionOptions: { instanceUrl: url, accessToken, version: '68.0' },
  });
}

/** What a release asks first. */
async function use(connection: Connection): Promise<void> {
  for (let count = 0; count < 20; count += 1) {
    await connection.query('SELECT Id, NamespacePrefix FROM NamespaceRegistry');
    await connection.tooling.query('SELECT Id, Name FROM Package2 ORDER BY Name');
  }
  await connection.metadata.list({ type: 'ExternalClientApplication' }, '68.0');
}

/** What could keep memory. */
async function wear(connection: Connection): Promise<void> {
  for (let count = 0; count < 2; count += 1)
    for (const type of TYPES) await connection.metadata.list({ type }, '68.0');
  const { id } = await connection.metadata.retrieve({
    apiVersion: 68,
    packageNames: [],
    singlePackage: false,
    specificFiles: [],
    unpackaged: {
      objectPermissions: [],
      types: [{ name: 'ExternalClientApplication', members: ['Acme_Connector'] }],
      version: '68.0',
    },
  });
  while (!(await connection.metadata.checkRetrieveStatus(id)).done);
}

function tokenOf(seed: unknown): string {
  return (seed as { login: { accessToken: string } }).login.accessToken;
}
