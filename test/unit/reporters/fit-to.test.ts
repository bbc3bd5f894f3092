import { describe, expect, it } from 'vitest';
import { fitTo } from '../../../src/reporters/fit-to.ts';

describe('fitTo', () => {
  it.each([
    ['Acme', 4, 'Acme'],
    ['Acme Connector', 8, 'Acme Co…'],
    ['Acme Connector', 6, 'Acme…'],
    ['接続アプリ', 10, '接続アプリ'],
    ['接続アプリ', 6, '接続…'],
    ['👩‍👩‍👧 family', 4, '👩‍👩‍👧…'],
    ['Acme', 1, '…'],
    ['Acme', 0, ''],
    ['Acme', -3, ''],
  ])('cuts %j to %d columns', (text, columns, fitted) => {
    expect(fitTo(text, columns, '…')).toBe(fitted);
  });
});
