// npm run test:faults: the real process against the embedded hub, one run for each pair of a place and a fault.
import { impossibility, nameOf, runCell, type Cell, type CellOutcome } from './cell.ts';
import { chooseCells, pairsOf } from './choose-cells.ts';
import { HELP, readFlags, type Flags } from './flags.ts';
import { makeStart, openLane, type Lane } from './lane.ts';
import { impossiblePairs, matrixTable } from './matrix-table.ts';
import { comparisonTable, writeReliability } from './reliability-document.ts';
import { pairsText, runPairs, type PairOutcome } from './two-runners.ts';

/** A sample stops here, whatever is left; with what is under way it ends within ten minutes. */
const SAMPLE_MS = 9 * 60_000;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const flags = readFlags(process.argv.slice(2));
if (flags.isHelp) print(HELP);
else process.exitCode = (await runMatrix(flags)) ? 0 : 1;

async function runMatrix(choice: Flags): Promise<boolean> {
  const start = await makeStart();
  const lanes: Lane[] = [];
  try {
    if (choice.isRunners) return summarizePairs(await runPairs(start, tellPair));
    for (let index = 0; index < choice.lanes; index += 1) lanes.push(await openLane(index, start));
    const [first] = lanes;
    if (first === undefined) throw new Error('--lanes wants a number above 0');
    const pairs = pairsOf(first);
    const cells = chooseCells(pairs, choice);
    if (choice.isList) {
      for (const cell of cells) print(nameOf(cell));
      return true;
    }
    const possible = pairs.filter((cell) => impossibility(cell) === undefined).length;
    print(
      `${pairs.length} pairs, of which ${possible} can happen; ${cells.length} of them run now`,
    );
    const outcomes = await runCells(cells, lanes, choice.isSample ? SAMPLE_MS : Infinity);
    print(
      `\n${matrixTable(pairs, outcomes)}\n\nn/a: these pairs cannot happen\n${impossiblePairs(pairs)}`,
    );
    const isWhole = outcomes.length === possible;
    if (isWhole || choice.isCompared) {
      const { compareWithSalesforceCli } = await import('./salesforce-cli.ts');
      const comparisons = await compareWithSalesforceCli(outcomes, first.clean.release, print);
      print(`\n${comparisonTable(comparisons)}`);
      if (isWhole) {
        const runners = await runPairs(start, tellPair);
        await writeReliability({ pairs, outcomes, comparisons, runners });
        if (!summarizePairs(runners)) return false;
      }
    }
    return summarize(outcomes, cells.length - outcomes.length);
  } finally {
    for (const lane of lanes) await lane.close();
    await start.remove();
  }
}

/** Each lane takes the next cell until there is none, or the time is up. */
async function runCells(
  cells: readonly Cell[],
  lanes: readonly Lane[],
  mostMs: number,
): Promise<readonly CellOutcome[]> {
  const outcomes: CellOutcome[] = [];
  const left = [...cells];
  const endAt = performance.now() + mostMs;
  async function work(lane: Lane): Promise<void> {
    while (performance.now() < endAt) {
      const cell = left.shift();
      if (cell === undefined) return;
      const outcome = await runCell(cell, lane);
      outcomes.push(outcome);
      tell(outcome);
    }
  }
  await Promise.all(lanes.map(work));
  return outcomes;
}

function tell({ cell, problems }: CellOutcome): void {
  const name = nameOf(cell);
  if (problems.length === 0) {
    print(`ok    ${name}`);
    return;
  }
  print(`FAIL  ${name}\n      again: npm run test:faults -- --cell '${name}'`);
  for (const problem of problems) print(`      ${problem.replaceAll('\n', '\n      ')}`);
}

function tellPair({ pair, builds, problems }: PairOutcome): void {
  const name = `two runners, ${pair.where}, ${pair.apartMs} ms apart: ${builds} builds`;
  print(`${problems.length === 0 ? 'ok   ' : 'FAIL '} ${name}`);
  for (const problem of problems) print(`      ${problem.replaceAll('\n', '\n      ')}`);
}

function summarizePairs(outcomes: readonly PairOutcome[]): boolean {
  print(`\n${pairsText(outcomes)}`);
  return outcomes.every(({ problems }) => problems.length === 0);
}

function summarize(outcomes: readonly CellOutcome[], skipped: number): boolean {
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  if (failed.length > 0)
    print(`\nFailed:\n${failed.map(({ cell }) => `  ${nameOf(cell)}`).join('\n')}`);
  print(`\n${outcomes.length - failed.length} passed, ${failed.length} failed, ${skipped} skipped`);
  return failed.length === 0 && outcomes.length > 0;
}
