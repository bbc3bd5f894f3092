import { describe, expect, it } from 'vitest';
import { printable, printableLines } from '../../../src/reporters/printable.ts';

describe('printable', () => {
  it.each([
    ['Acme Connector', 'Acme Connector'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\u001B]0;title\u0007text', 'text'],
    ['over\rwritten', 'over written'],
    ['two\nlines', 'two lines'],
    ['\u009B2Jcleared', 'cleared'],
    ['\u202Etfel\u202C', 'tfel'],
    ['שלום 🚀 接続', 'שלום 🚀 接続'],
  ])('shows %j on one line, doing nothing to the terminal', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('printableLines', () => {
  it('starts no line with what a build server could take for a command', () => {
    expect(printableLines('It failed:\r\n::error::x\n\n  ::set-output name=a::b', '  ')).toBe(
      'It failed:\n  | ::error::x\n  | ::set-output name=a::b',
    );
  });
});
