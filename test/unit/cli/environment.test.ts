import { describe, expect, it } from 'vitest';
import { isTagBuild, variable } from '../../../src/cli/environment.ts';

describe('variable', () => {
  it.each([
    ['a value', 'hub', 'hub'],
    ['a value with the line break it was pasted with', ' hub\r\n', 'hub'],
    ['nothing, for a secret that is not there', '', undefined],
    ['space', ' \n', undefined],
    ['nothing at all', undefined, undefined],
  ])('reads %s', (_what, value, wanted) => {
    expect(variable({ NAME: value }, 'NAME')).toBe(wanted);
  });
});

describe('isTagBuild', () => {
  it.each([
    ['tag', true],
    ['branch', false],
    ['', false],
    [undefined, false],
  ])('with GITHUB_REF_TYPE=%s: %s', (type, is) => {
    expect(isTagBuild({ GITHUB_REF_TYPE: type })).toBe(is);
  });
});
