import { createHash } from 'node:crypto';
import type { ArtifactFile } from './write-files.ts';

/** What `sha256sum -c` takes; it skips lines that start with a number sign. */
export function checksumsOf(files: readonly ArtifactFile[], comment?: string): string {
  const lines = files
    .map(({ name, text }) => `${createHash('sha256').update(text).digest('hex')}  ${name}`)
    .toSorted((one, other) => (one.slice(64) < other.slice(64) ? -1 : 1));
  return [...(comment === undefined ? [] : [`# ${comment}`]), ...lines, ''].join('\n');
}
