import type { Hub } from './hub.ts';

/** A deploy or a retrieve takes this part of the time that a version build takes: seconds against minutes in a real org. */
const PART_OF_BUILD = 1 / 10;

export function asyncJobMs({ buildMs }: Hub): number {
  return buildMs * PART_OF_BUILD;
}
