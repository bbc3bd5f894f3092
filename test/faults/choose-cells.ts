import { impossibility, nameOf, type Cell } from './cell.ts';
import type { Lane } from './lane.ts';
import { REQUEST_FAULTS } from './request-faults.ts';
import { WRITE_FAULTS } from './write-faults.ts';

/** Of each fault and verb, at how many places a sample lets it strike; and at every request that changes the hub. */
const SAMPLED_PLACES = 2;

/** Every pair of a place and a fault. */
export function pairsOf({ clean }: Lane): readonly Cell[] {
  return [clean.release, clean.promote].flatMap(({ requests, writes }) => [
    ...requests.flatMap((place) => REQUEST_FAULTS.map((fault) => ({ place, fault }))),
    ...writes.flatMap((place) => WRITE_FAULTS.map((fault) => ({ place, fault }))),
  ]);
}

export interface Choice {
  /** Names of cells. */
  readonly names: readonly string[];
  /** A regular expression for names. */
  readonly match: string | undefined;
  readonly isSample: boolean;
}

/** The cells to run. Throws where a name is none. */
export function chooseCells(pairs: readonly Cell[], choice: Choice): readonly Cell[] {
  const possible = pairs.filter((cell) => impossibility(cell) === undefined);
  const unknown = choice.names.filter((name) => !possible.some((cell) => nameOf(cell) === name));
  if (unknown.length > 0) throw new Error(`No such cell: ${unknown.join(', ')}`);
  const pattern = new RegExp(choice.match ?? '');
  const chosen = possible.filter((cell) => {
    const name = nameOf(cell);
    return (choice.names.length === 0 || choice.names.includes(name)) && pattern.test(name);
  });
  return choice.isSample ? sampleOf(chosen) : chosen;
}

/** The same cells each time, spread over places, faults and verbs. */
function sampleOf(cells: readonly Cell[]): readonly Cell[] {
  const groups = Map.groupBy(
    cells,
    ({ place, fault }) => `${place.verb} ${place.kind} ${fault.name}`,
  );
  const spread = new Set(
    Array.from(groups.values()).flatMap((group, index) =>
      Array.from({ length: SAMPLED_PLACES }, (_, turn) => {
        // Another beginning for each fault, so that together they see most of the places.
        const share = (turn + fraction(index * GOLDEN)) / SAMPLED_PLACES;
        return group[Math.floor(share * group.length)];
      }),
    ),
  );
  const sample = cells.filter(
    (cell) => spread.has(cell) || (cell.place.kind === 'request' && cell.place.changesHub),
  );
  // In an order in which every beginning is a spread, for machines on which the time is up before the end.
  return sample
    .map((cell, index) => ({ cell, turn: fraction(index * GOLDEN) }))
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ cell }) => cell);
}

/** Multiples of it spread evenly. */
const GOLDEN = 0.618;

function fraction(value: number): number {
  return value - Math.floor(value);
}
