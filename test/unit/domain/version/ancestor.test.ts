import { describe, expect, it } from 'vitest';
import type { AncestorPolicy } from '../../../../src/domain/release-config.ts';
import { ancestorFor } from '../../../../src/domain/version/ancestor.ts';
import type { HubVersion } from '../../../../src/domain/version/hub-version.ts';
import { formatVersionNumber } from '../../../../src/domain/version/version-number.ts';
import { hubVersion, released, versionNumber } from '../../../support/release-state.ts';

const HIGHEST: AncestorPolicy = { kind: 'highest' };
const NONE: AncestorPolicy = { kind: 'none' };

function named(number: string): AncestorPolicy {
  return { kind: 'number', number };
}

function ancestorOf(
  number: string,
  policy: AncestorPolicy,
  versions: readonly HubVersion[],
): string | undefined {
  const ancestor = ancestorFor(versionNumber(number), policy, versions);
  return ancestor === undefined ? undefined : formatVersionNumber(ancestor.number);
}

describe('ancestorFor', () => {
  it.each([
    ['the first version has none', '1.0.0', HIGHEST, [], undefined],
    ['betas are no ancestors', '1.1.0', HIGHEST, [hubVersion('1.0.0')], undefined],
    [
      'the highest released version by number, not by age',
      '2.0.0',
      HIGHEST,
      [released('1.10.0', 1), released('1.9.0', 2), hubVersion('1.11.0', {}, 3)],
      '1.10.0',
    ],
    [
      'a patch is no ancestor of what is no patch',
      '1.1.0',
      HIGHEST,
      [released('1.0.0', 1), released('1.0.1', 2)],
      '1.0.0',
    ],
    [
      'a patch descends from what it patches, also when there are higher ones',
      '1.0.2',
      HIGHEST,
      [released('1.0.0', 1), released('1.0.1', 2), released('2.0.0', 3)],
      '1.0.0',
    ],
    [
      'a deleted version is no ancestor',
      '1.1.0',
      HIGHEST,
      [hubVersion('1.0.0', { isReleased: true, isDeprecated: true })],
      undefined,
    ],
    ['none on purpose', '1.1.0', NONE, [released('1.0.0')], undefined],
    [
      'the one that is named',
      '3.0.0',
      named('1.0.0'),
      [released('1.0.0', 1), released('2.0.0', 2)],
      '1.0.0',
    ],
  ] satisfies [string, string, AncestorPolicy, HubVersion[], string | undefined][])(
    '%s',
    (_fact, number, policy, versions, wanted) => {
      expect(ancestorOf(number, policy, versions)).toBe(wanted);
    },
  );

  it.each([
    [
      'a number lower than the highest released one',
      '1.4.0',
      HIGHEST,
      [released('1.5.0')],
      { code: 'VERSION_NUMBER_INVALID', wanted: 'more than 1.5.0' },
    ],
    [
      'a patch of what is not released',
      '1.4.1',
      HIGHEST,
      [hubVersion('1.4.0', {}, 1), released('1.3.0', 2)],
      { code: 'ANCESTOR_NOT_FOUND', wanted: expect.stringContaining('1.4.0') },
    ],
    [
      'a named ancestor that is a beta',
      '1.5.0',
      named('1.4.0'),
      [hubVersion('1.4.0', {}, 1), released('1.3.0', 2)],
      { code: 'ANCESTOR_NOT_FOUND', wanted: '1.4.0' },
    ],
    [
      'a named ancestor that is no number',
      '1.5.0',
      named('newest'),
      [released('1.4.0')],
      { code: 'ANCESTOR_NOT_FOUND', wanted: 'newest' },
    ],
  ] satisfies [string, string, AncestorPolicy, HubVersion[], { code: string; wanted: unknown }][])(
    'refuses %s',
    (_what, number, policy, versions, { code, wanted }) => {
      expect(() => ancestorOf(number, policy, versions)).toThrow(
        expect.objectContaining({ code, detail: expect.objectContaining({ wanted }) }),
      );
    },
  );
});
