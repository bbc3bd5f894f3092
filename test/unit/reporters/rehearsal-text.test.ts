import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK } from '../../../src/reporters/look.ts';
import { rehearsalEndText } from '../../../src/reporters/rehearsal-text.ts';

describe('rehearsalEndText', () => {
  it.each([
    ['release', 'npm run release'],
    ['doctor', 'npm run eca -- doctor'],
    ['promote', 'npm run release, then npm run eca -- promote'],
  ])('leads from a rehearsed %s to a real one', (verb, command) => {
    expect(rehearsalEndText(verb, true, PLAIN_LOOK).split('\n').at(-1)).toBe(`  3. ${command}`);
  });
});
