import { describe, expect, it } from 'vitest';
import { lookFor } from '../../../src/reporters/look.ts';

const terminal = { write: () => true, isTTY: true };
const file = { write: () => true };

describe('lookFor', () => {
  it.each([
    ['a terminal', terminal, {}, true],
    ['a file', file, {}, false],
    ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['a file with FORCE_COLOR', file, { FORCE_COLOR: '1' }, true],
    ['a file with FORCE_COLOR and NO_COLOR', file, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ])('decides about colours for %s', (_what, stream, environment, coloured) => {
    const { paint } = lookFor(stream, environment, 'linux');

    expect(paint(['bold', 'red'], 'x')).toBe(
      coloured ? '\u001B[1m\u001B[31mx\u001B[39m\u001B[22m' : 'x',
    );
  });

  it.each([
    ['linux', {}, '✔'],
    ['linux', { TERM: 'linux' }, '+'],
    ['win32', {}, '+'],
    ['win32', { WT_SESSION: 'a' }, '✔'],
    ['win32', { TERM_PROGRAM: 'vscode' }, '✔'],
  ] as const)('chooses symbols that %s with %j can show', (platform, environment, symbol) => {
    expect(lookFor(terminal, environment, platform).symbols.done).toBe(symbol);
  });
});
