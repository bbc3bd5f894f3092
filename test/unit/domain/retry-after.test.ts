import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/domain/retry-after.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

describe('retryAfterMs', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %s', (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});
