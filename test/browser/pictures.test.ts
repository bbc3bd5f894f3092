import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const LARGEST_BYTES = 200_000;

describe('docs/images', () => {
  it('holds the pictures that the README shows, and no others', () => {
    const shown = readFileSync(new URL('README.md', ROOT), 'utf8').matchAll(
      /docs\/images\/([\w-]+\.png)/g,
    );

    const names = new Set([...shown].map(([, name]) => name));

    expect(names).toEqual(new Set(readdirSync(new URL('docs/images/', ROOT))));
  });

  it('keeps each of them small enough for a README', () => {
    const tooLarge = readdirSync(new URL('docs/images/', ROOT)).filter(
      (name) => statSync(new URL(`docs/images/${name}`, ROOT)).size > LARGEST_BYTES,
    );

    expect(tooLarge).toEqual([]);
  });
});
