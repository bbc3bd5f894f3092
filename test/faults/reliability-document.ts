import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, CellOutcome } from './cell.ts';
import { impossiblePairs, matrixTable } from './matrix-table.ts';
import type { Comparison, Ended } from './salesforce-cli.ts';
import { pairsText, type PairOutcome } from './two-runners.ts';

const DOCUMENT = join(import.meta.dirname, '../../docs/reliability.md');

/** What a whole run saw. */
export interface WholeRun {
  readonly pairs: readonly Cell[];
  readonly outcomes: readonly CellOutcome[];
  readonly comparisons: readonly Comparison[];
  readonly runners: readonly PairOutcome[];
}

/** Puts the numbers of a whole run into docs/reliability.md. */
export async function writeReliability({
  pairs,
  outcomes,
  comparisons,
  runners,
}: WholeRun): Promise<void> {
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  const again = outcomes.filter(({ runs }) => runs > 1).length;
  const counts = [
    `${pairs.length} pairs of a place and a fault, ${pairs.length - outcomes.length} of which cannot happen: ${outcomes.length} cells, ${outcomes.length - failed} passed, ${failed} failed. ${outcomes.length - again} of the runs that were hit succeeded by themselves, ${again} when they were run again.`,
    matrixTable(pairs, outcomes),
    `The pairs that cannot happen (n/a):\n\n${impossiblePairs(pairs)}`,
  ].join('\n\n');
  const blocks = { matrix: counts, runners: pairsText(runners), sf: comparisonTable(comparisons) };
  let text = await readFile(DOCUMENT, 'utf8');
  for (const [name, content] of Object.entries(blocks)) text = between(text, name, content);
  await writeFile(DOCUMENT, text);
}

function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/reliability.md has no place for ${name}`);
  return `${before}${begin}\n\n${content}\n\n${end}${after}`;
}

const STEPS = { create: 'the request for a version', poll: 'the first look at the build' } as const;

/** Markdown, a line for each fault and step. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const heads = ['Fault', 'at', 'eca-release', 'versions', 'sf', 'id told', 'versions'];
  const lines = comparisons.map(({ fault, step, ours, theirs }) => [
    fault.title,
    STEPS[step],
    exitText(ours),
    String(ours.builds),
    exitText(theirs),
    theirs.exitCode === 0 || theirs.toldId ? 'yes' : 'no',
    theirs.builds === 1 ? '1' : `**${theirs.builds}**`,
  ]);
  const table = [heads, heads.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`);
  return [countsOf(comparisons), '', ...table].join('\n');
}

function countsOf(comparisons: readonly Comparison[]): string {
  const twice = (side: 'ours' | 'theirs'): number =>
    comparisons.filter((comparison) => comparison[side].builds > 1).length;
  const lost = comparisons.filter(({ theirs }) => theirs.exitCode !== 0 && !theirs.toldId).length;
  return `Of ${comparisons.length} faults, eca-release made a second version in ${twice('ours')}, \`sf\` in ${twice('theirs')}; in ${lost} \`sf\` failed without an id to go on with.`;
}

function exitText({ exitCode }: Ended): string {
  if (exitCode === undefined) return 'waits on';
  return exitCode === null ? 'killed' : `exit ${exitCode}`;
}
