import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/reporters/duration-text.ts';

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [99, '99 ms'],
    [210, '0.2 s'],
    [3_000, '3 s'],
    [9_949, '9.9 s'],
    [9_999, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [3_840_000, '1 h 4 min'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
