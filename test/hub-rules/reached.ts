import { readFileSync } from 'node:fs';

/** A test that comes to a rule. */
export interface Reached {
  readonly rule: string;
  /** Relative to the copy. */
  readonly file: string;
  /** Subject and statement, as Vitest joins them. */
  readonly title: string;
}

export function readReached(log: string): ReadonlyMap<string, readonly Reached[]> {
  const all = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Reached);
  return Map.groupBy(all, ({ rule }) => rule);
}
