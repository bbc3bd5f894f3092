import { describe, expect, it } from 'vitest';
import {
  isSameOrBelow,
  normalizedPath,
  unsafePathReason,
} from '../../../src/domain/project-path.ts';

describe('normalizedPath', () => {
  it.each([
    ['./force-app/', 'force-app'],
    ['force-app//main/./default', 'force-app/main/default'],
    ['.', '.'],
    ['./', '.'],
  ])('writes %s as %s', (path, wanted) => {
    expect(normalizedPath(path)).toBe(wanted);
  });
});

describe('unsafePathReason', () => {
  it.each([
    '',
    ' ',
    '/etc/passwd',
    'C:/x',
    'c:x',
    'a\\b',
    'a/../../b',
    '..',
    'a:b',
    'a\0b',
    'x/.GIT/config',
    'x/nul',
    'Aux.eca-meta.xml',
    'x./y',
    'x /y',
  ])('refuses %j', (path) => {
    expect(unsafePathReason(path)).toBeTypeOf('string');
  });

  it.each([
    'force-app',
    './force-app/',
    'Ünïcode dir/a..b',
    '.forceignore',
    '.gitignore',
    'Console',
  ])('allows %j', (path) => {
    expect(unsafePathReason(path)).toBeUndefined();
  });
});

describe('isSameOrBelow', () => {
  it('does not take a longer name for a folder below', () => {
    expect(isSameOrBelow('force-app-two', 'force-app')).toBe(false);
  });

  it('pays no regard to case and spelling of the path', () => {
    expect(isSameOrBelow('./Force-App/main/', 'force-app')).toBe(true);
  });

  it('has everything below the project itself', () => {
    expect(isSameOrBelow('artifacts', '.')).toBe(true);
  });
});
