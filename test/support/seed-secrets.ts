import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';

/** Keys of a seed, and elements of metadata, that hold what nobody but the hub may know. */
const SECRET_NAME = /(key|secret|token|password|certificate|account)$/i;
const ELEMENT = /<(\w+)>([^<]+)<\/\1>/g;

/** Every secret of a hub: found by the names of the keys, so that a new one in the seed is looked for too. */
export function secretsOfSeed(seed: Seed): readonly string[] {
  return [...new Set(secretsIn(seed).flatMap(telling))];
}

/** The lines of a text by which it would be recognized: a PEM block is one only line by line. */
export function telling(secret: string): readonly string[] {
  return secret
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 8 && !line.startsWith('-----'));
}

function secretsIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') {
    if (SECRET_NAME.test(name)) return [value];
    return [...value.matchAll(ELEMENT)].flatMap(([, element = '', text = '']) =>
      SECRET_NAME.test(element) ? [text] : [],
    );
  }
  if (Array.isArray(value)) return value.flatMap((entry) => secretsIn(entry, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => secretsIn(entry, key));
}
