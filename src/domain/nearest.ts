import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant: same letters in another case, or a few edits away. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(written.length / 4));
  const [best] = candidates
    .map((candidate) => ({
      candidate,
      edits: distance(written.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ edits }) => edits <= allowed)
    .toSorted((a, b) => a.edits - b.edits);
  return best?.candidate;
}
