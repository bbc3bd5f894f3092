import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { HubRecords } from '../../src/embedded-hub/state/hub-records.ts';
import { filesBelow } from '../support/folder-contents.ts';
import { leaksIn } from '../support/leaks.ts';
import type { RunResult } from '../support/run-eca-release.ts';
import { watchProcessList } from '../support/watched-commands.ts';
import type { Bench } from './bench.ts';
import type { CleanRun } from './clean-run.ts';
import { endingProblems, type Ending } from './ending.ts';
import { projectOf, type Lane } from './lane.ts';
import { cellName, type RequestPlace, type Verb, type WritePlace } from './place.ts';
import type { RequestFault } from './request-faults.ts';
import type { FileFault } from './write-faults.ts';

export interface RequestCell {
  readonly place: RequestPlace;
  readonly fault: RequestFault;
}

export interface FileCell {
  readonly place: WritePlace;
  readonly fault: FileFault;
}

export type Cell = RequestCell | FileCell;

function isRequestCell(cell: Cell): cell is RequestCell {
  return cell.place.kind === 'request';
}

export function nameOf({ place, fault }: Cell): string {
  return cellName(place, fault.name);
}

/** Why this pair cannot happen; nothing where it can. */
export function impossibility(cell: Cell): string | undefined {
  return isRequestCell(cell)
    ? cell.fault.impossibleAt?.(cell.place)
    : cell.fault.impossibleAt(cell.place);
}

/** Whether somebody could go on with what a run said: the id of the request, or of the version. */
export function namesId({ stdout, stderr }: Pick<RunResult, 'stdout' | 'stderr'>): boolean {
  return /\b(08c|04t)\w{12,15}\b/.test(stdout + stderr);
}

function endingOf(cell: Cell): Ending {
  return isRequestCell(cell) ? cell.fault.endingAt(cell.place) : cell.fault.endingAt(cell.place);
}

/** What came of a cell. */
export interface CellOutcome {
  readonly cell: Cell;
  /** Everything that is not as promised. */
  readonly problems: readonly string[];
  /** Of the run that was hit; null where a signal ended it. */
  readonly exitCode: number | null;
  readonly runs: number;
  /** Whether the run that was hit named the request or the version. */
  readonly toldId: boolean;
  /** Requests for a version that the hub took, each of which costs a build of the day and becomes a version. */
  readonly builds: number;
}

/** Runs the verb with the fault, and once more where it did not succeed. */
export async function runCell(cell: Cell, lane: Lane): Promise<CellOutcome> {
  const { verb } = cell.place;
  const clean = lane.clean[verb];
  const bench = await lane.open(verb);
  const isLoud = isLoudCell(cell);
  const processes = isLoud ? watchProcessList() : undefined;
  try {
    const hit = await runHit(cell, bench, isLoud);
    const problems = [
      ...(hit.isStruck ? [] : ['the fault never struck']),
      ...endingProblems(hit.result, endingOf(cell), isLoud),
      ...(await fileProblems(bench, clean)),
    ];
    const results = [hit.result];
    if (hit.result.exitCode !== 0) {
      await bench.openHub([]);
      const next = await bench.startRun(verb, { isLoud }).finished;
      results.push(next);
      const nextProblems = endingProblems(next, 'goes on', isLoud);
      problems.push(...nextProblems.map((problem) => `the next run: ${problem}`));
    }
    await bench.closeHub();
    const records = await bench.records();
    return {
      cell,
      exitCode: hit.result.exitCode,
      runs: results.length,
      toldId: namesId(hit.result),
      builds: records.createRequests.length,
      problems: [
        ...problems,
        ...hubProblems(records, verb),
        ...differences(await projectOf(bench), clean.after),
        ...(await leaks(bench, lane, results, processes?.stop() ?? '')),
      ],
    };
  } finally {
    processes?.stop();
    await bench.remove();
  }
}

/** Every third cell, always the same ones: secrets have to stay where they are at any verbosity, and on any path. */
function isLoudCell(cell: Cell): boolean {
  const sum = Buffer.from(nameOf(cell)).reduce((total, byte) => total + byte, 0);
  return sum % 3 === 0;
}

interface Hit {
  readonly result: RunResult;
  readonly isStruck: boolean;
}

async function runHit(cell: Cell, bench: Bench, isLoud: boolean): Promise<Hit> {
  return isRequestCell(cell)
    ? runHitByRequest(cell, bench, isLoud)
    : runHitByWrite(cell, bench, isLoud);
}

async function runHitByWrite(
  { place, fault }: FileCell,
  bench: Bench,
  isLoud: boolean,
): Promise<Hit> {
  await bench.openHub([]);
  const { verb, title, nth } = place;
  const strike = { title, nth, fault: fault.name };
  const result = await bench.startRun(verb, { strike, isLoud }).finished;
  const sightings = await bench.sightings();
  return { result, isStruck: sightings.some((seen) => 'isStruck' in seen && seen.isStruck) };
}

async function runHitByRequest(
  { place, fault }: RequestCell,
  bench: Bench,
  isLoud: boolean,
): Promise<Hit> {
  const { faults, signal, hubComesLate = false } = fault.strike(place);
  const struck: Fault[] = [];
  const run: { child?: ReturnType<Bench['startRun']>['child'] } = {};
  const openHub = async (): Promise<void> =>
    bench.openHub(faults, (met) => {
      struck.push(met);
      if (signal !== undefined) run.child?.kill(signal);
    });
  if (!hubComesLate) await openHub();
  const { child, finished } = bench.startRun(place.verb, { isLoud });
  run.child = child;
  if (hubComesLate) {
    while (!(await wasRefused(bench)) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await openHub();
  }
  const result = await finished;
  const isStruck = fault.refuses === true ? await wasRefused(bench) : struck.length > 0;
  return { result, isStruck };
}

async function wasRefused(bench: Bench): Promise<boolean> {
  return (await bench.sightings()).some((sighting) => 'refused' in sighting);
}

/** Every file of the project holds what it held before, or what an undisturbed run puts there: never a part. */
async function fileProblems(bench: Bench, clean: CleanRun): Promise<readonly string[]> {
  const present = await projectOf(bench);
  const kept = Object.entries(clean.before)
    .filter(([path]) => !(path in present) && path in clean.after)
    .map(([path]) => `${path} is gone after the run that was hit`);
  const torn = Object.entries(present)
    .filter(
      ([path, hash]) =>
        hash !== clean.before[path] &&
        hash !== clean.after[path] &&
        !(clean.passing.get(path)?.has(hash) ?? false) &&
        !isTemporary(path),
    )
    .map(([path]) => `${path} is neither old nor new after the run that was hit`);
  return [...kept, ...torn];
}

function isTemporary(path: string): boolean {
  return /(^|\/)\.[^/]+\.[0-9a-f]{8}-\d+-[0-9a-f]{12}\.tmp$/.test(path);
}

/** One package, one request, one version, in the state that the verb leaves it in. */
function hubProblems(
  { packages, createRequests, versions }: HubRecords,
  verb: Verb,
): readonly string[] {
  const found = `${packages.length} packages, ${createRequests.length} requests, ${versions.length} versions`;
  const states = versions.map(({ isReleased }) => isReleased);
  return [
    ...(packages.length === 1 && createRequests.length === 1 && versions.length === 1
      ? []
      : [`the hub has ${found}`]),
    ...(states[0] === (verb === 'promote') ? [] : [`released: ${String(states[0])}`]),
  ];
}

function differences(
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...Object.keys(wanted)
      .filter((path) => !(path in found))
      .map((path) => `${path} is missing in the end`),
    ...Object.keys(found)
      .filter((path) => found[path] !== wanted[path])
      .map((path) => `${path} is ${path in wanted ? 'another one' : 'left over'} in the end`),
  ];
}

async function leaks(
  bench: Bench,
  { secrets }: Lane,
  results: readonly RunResult[],
  processList: string,
): Promise<readonly string[]> {
  const files = ['project', 'home', 'tmp'].map(async (name) =>
    filesBelow(`${bench.folder}/${name}`, ['.git']),
  );
  const places = [
    { name: 'the process list', text: processList },
    ...results.flatMap(({ stdout, stderr }) => [
      { name: 'stdout', text: stdout },
      { name: 'stderr', text: stderr },
    ]),
    ...(await Promise.all(files))
      .flat()
      .map(({ path, bytes }) => ({ name: path, text: bytes.toString('utf8') })),
  ];
  return leaksIn(places, secrets).map((leak) => `a secret: ${leak}`);
}
