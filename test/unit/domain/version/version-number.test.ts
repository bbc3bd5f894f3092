import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersionNumbers,
  formatVersionNumber,
  isSameNumber,
  numberOfTag,
  parseProjectVersionNumber,
  parseVersionNumber,
} from '../../../../src/domain/version/version-number.ts';

const part = fc.nat({ max: 999_999_999 });
const numbers = fc.record({ major: part, minor: part, patch: part });

describe('parseVersionNumber', () => {
  it('reads what formatVersionNumber writes', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(parseVersionNumber(formatVersionNumber(number))).toEqual(number);
      }),
    );
  });

  it('reads a text in one way only', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[v0-9.]{1,14}$/), (text) => {
        const number = parseVersionNumber(text);

        expect(number === undefined ? text : formatVersionNumber(number)).toBe(text);
      }),
    );
  });

  it.each([
    '',
    '1.4',
    '1.4.0.7',
    '1.4.0.NEXT',
    'v1.4.0',
    '01.4.0',
    '1.04.0',
    '1.4.00',
    '-1.4.0',
    '1.4.0 ',
    '1.4.0\n',
    '1.4.0-beta',
    '１.4.0',
    '1e3.0.0',
    '1000000000.0.0',
  ])('does not take %j for a number', (text) => {
    expect(parseVersionNumber(text)).toBeUndefined();
  });
});

describe('compareVersionNumbers', () => {
  it('orders by major, then minor, then patch', () => {
    const texts = ['1.10.0', '1.9.9', '2.0.0', '1.9.10', '0.99.99'];

    const sorted = texts
      .flatMap((text) => parseVersionNumber(text) ?? [])
      .toSorted(compareVersionNumbers)
      .map(formatVersionNumber);

    expect(sorted).toEqual(['0.99.99', '1.9.9', '1.9.10', '1.10.0', '2.0.0']);
  });

  it('agrees with itself the other way round, and with equality', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Math.sign(compareVersionNumbers(a, b))).toBe(
          0 - Math.sign(compareVersionNumbers(b, a)),
        );
        expect(isSameNumber(a, b)).toBe(formatVersionNumber(a) === formatVersionNumber(b));
      }),
    );
  });
});

describe('parseProjectVersionNumber', () => {
  it.each(['1.4.0.NEXT', '1.4.0.7', '1.4.0.0'])('reads the number of %s', (text) => {
    expect(formatVersionNumber(parseProjectVersionNumber(text))).toBe('1.4.0');
  });

  it.each(['1.4.0', '1.4.0.LATEST', '1.4.0.RELEASED', '1.4.0.next', '01.4.0.NEXT', ''])(
    'refuses %j, and says where it stands',
    (text) => {
      expect(() => parseProjectVersionNumber(text)).toThrow(
        expect.objectContaining({
          code: 'VERSION_NUMBER_INVALID',
          detail: expect.objectContaining({
            found: text,
            location: { file: 'sfdx-project.json' },
          }),
        }),
      );
    },
  );
});

describe('numberOfTag', () => {
  it('reads the number of a version tag', () => {
    expect(numberOfTag('v1.4.0')).toEqual({ major: 1, minor: 4, patch: 0 });
  });

  it.each(['1.4.0', 'V1.4.0', 'v1.4', 'v1.4.0-rc.1', 'release/v1.4.0', 'vv1.4.0', 'v'])(
    'does not take %s for a version tag',
    (tag) => {
      expect(numberOfTag(tag)).toBeUndefined();
    },
  );
});
