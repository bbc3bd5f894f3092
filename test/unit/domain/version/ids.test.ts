import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFrom, isId, isSameId, shortId } from '../../../../src/domain/version/ids.ts';

const ids = fc.stringMatching(/^08c[a-zA-Z0-9]{12}([A-Z0-5]{3})?$/);

describe('isId', () => {
  it('takes every id of its kind, in both lengths, and none of another kind', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(isId('08c', id)).toBe(true);
        expect(isId('05i', id)).toBe(false);
      }),
    );
  });

  it('takes nothing with a character that could mean something in SOQL', () => {
    fc.assert(
      fc.property(
        ids,
        fc.nat(17),
        fc.constantFrom("'", '"', '\\', '%', '_', ' ', '(', '=', '\n', '\0', 'é'),
        (id, position, character) => {
          const index = position % id.length;

          expect(isId('08c', id.slice(0, index) + character + id.slice(index + 1))).toBe(false);
        },
      ),
    );
  });

  it.each([
    "08cHu0000000' OR",
    '08cHu000000R00',
    '08cHu000000R001I',
    '08cHu000000R001iag',
    '08cHu000000R001IAG1',
    ' 08cHu000000R001IAG',
    '08cHu000000R001IAG\n',
    '',
    null,
    undefined,
    8,
  ])('does not take %j', (value) => {
    expect(isId('08c', value)).toBe(false);
  });
});

describe('idFrom', () => {
  it('hands on what is an id', () => {
    expect(idFrom('0Ho', '0HoHu0000004CAcKAM')).toBe('0HoHu0000004CAcKAM');
  });

  it('says of anything else that the hub answered it', () => {
    expect(() => idFrom('0Ho', '04tHu000000V001IAG')).toThrow(
      expect.objectContaining({
        code: 'HUB_ANSWER_UNUSABLE',
        detail: expect.objectContaining({
          found: '04tHu000000V001IAG',
          wanted: 'an id that starts with 0Ho',
        }),
      }),
    );
  });
});

describe('isSameId', () => {
  it('sees one record in both lengths of its id', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(isSameId(id, shortId(id))).toBe(true);
      }),
    );
  });

  it('pays regard to letter case, which tells records apart', () => {
    expect(isSameId('08cHu000000R00a', '08cHu000000R00A')).toBe(false);
  });
});
