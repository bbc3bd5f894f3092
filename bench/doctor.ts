import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub, type RunningHub } from '../src/embedded-hub/start-hub.ts';
import { openGate } from '../test/support/gate.ts';
import { figuresTable, isMet, type Figures } from './figures.ts';

// How long doctor takes on the embedded Dev Hub beyond the loading of Salesforce's libraries, and how many of its questions
// are under way at once. `npm run bench:doctor [runs]`

const RUNS = Number(process.argv[2] ?? 7);
const TARGET_SECONDS = 1;
const REPOSITORY = join(import.meta.dirname, '..');
const ENTRY = join(REPOSITORY, 'bin', 'eca-release.js');
const LIBRARIES = `await Promise.all(['@salesforce/core', '@salesforce/source-deploy-retrieve'].map((name) => import(name)));`;

const folder = await mkdtemp(join(tmpdir(), 'eca-release-bench-'));
const hub = await startHub({ seedFile: join(REPOSITORY, 'config', 'embedded-hub.yaml'), port: 0 });
const gate = await openGate();
gate.hubUrl = hub.url;
let underWay = 0;
let atOnce = 0;
let asked = 0;
gate.keeper = {
  before: () => {
    underWay += 1;
    asked += 1;
    atOnce = Math.max(atOnce, underWay);
    return 'pass';
  },
  after: () => {
    underWay -= 1;
    return 'pass';
  },
};
try {
  // What is compiled is kept, as it is on everybody's machine after the first run.
  await loadLibraries();
  await doctor(hub, gate.url);
  asked = 0;
  const libraries: number[] = [];
  const doctors: number[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    libraries.push(await secondsOf(loadLibraries));
    doctors.push(await secondsOf(async () => doctor(hub, gate.url)));
  }
  const figures: readonly Figures[] = [
    { what: 'the libraries alone', unit: 's', values: libraries },
    { what: 'doctor', unit: 's', values: doctors },
    {
      what: 'beyond the libraries',
      unit: 's',
      values: doctors.map((seconds, index) => seconds - (libraries[index] ?? 0)),
      target: TARGET_SECONDS,
    },
  ];
  process.stdout.write(
    `${RUNS} runs, load ${loadavg()[0]?.toFixed(1)} before the last one's end\n\n${figuresTable(figures)}\n\n` +
      `${Math.round(asked / RUNS)} requests a run, up to ${atOnce} of them under way at once\n`,
  );
  for (const missed of figures.filter((figure) => !isMet(figure)))
    process.stdout.write(`\nMissed: ${missed.what}\n`);
  process.exitCode = figures.every(isMet) ? 0 : 1;
} finally {
  await gate.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function loadLibraries(): Promise<void> {
  await run(['--input-type=module', '--eval', LIBRARIES], {
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  });
}

async function doctor({ login }: RunningHub, url: string): Promise<void> {
  await run([ENTRY, 'doctor', '--project-dir', REPOSITORY, '--json'], {
    SF_ACCESS_TOKEN: login.accessToken,
    SF_ORG_INSTANCE_URL: url,
  });
}

/** Throws where it does not end well: a failed run is quicker than a good one. */
async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, HOME: folder, ...environment },
  });
  const exitCode = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  if (exitCode !== 0) throw new Error(`${args.join(' ')} ended with ${String(exitCode)}`);
}
