import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { faultSchema } from '../../src/embedded-hub/faults/fault.ts';
import { seedSchema } from '../../src/embedded-hub/seed/seed-schema.ts';
import { conformanceTable, DOCUMENT, writtenTable } from './conformance-table.ts';
import { THEMES } from './rows/themes.ts';

describe('docs/embedded-hub.md', () => {
  it('lists the rows of the conformance run', async ({ expect }) => {
    expect(await writtenTable()).toBe((await conformanceTable(THEMES)).trim());
  });

  it('shows seeds that are valid', ({ expect }) => {
    const seeds = blocksOf('yaml seed');

    expect(seeds).toHaveLength(3);
    for (const seed of seeds) expect(() => seedSchema.parse(seed)).not.toThrow();
  });

  it('shows a scenario that is valid', ({ expect }) => {
    const scenario = z.strictObject({ faults: z.array(faultSchema) });

    expect(blocksOf('yaml scenario').map((block) => scenario.parse(block).faults)).toHaveLength(1);
  });
});

describe('the rows of the conformance run', () => {
  it('have names of their own', ({ expect }) => {
    const names = THEMES.flatMap(({ rows }) => rows.map(({ name }) => name));

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

function blocksOf(language: string): readonly unknown[] {
  const text = readFileSync(DOCUMENT, 'utf8');
  return text
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((rest) => parse(rest.split('```')[0] ?? ''));
}
