import { describe, it } from 'vitest';
import { checkCharacters, makeId, normalizeId } from '../../src/embedded-hub/state/record-id.ts';

describe('ids', () => {
  // Ids of public repositories and documentation.
  it.for([
    ['0Hobm0000006Ts9', 'CAE'],
    ['00Dbm000004ELiD', 'EAW'],
    ['001000000000001', 'AAA'],
  ])(
    'of 15 characters get the check characters Salesforce gives them: %s',
    ([id15 = '', suffix], { expect }) => {
      expect(checkCharacters(id15)).toBe(suffix);
    },
  );

  it('are the same record in 15 and 18 characters', ({ expect }) => {
    expect(normalizeId('0Hobm0000006Ts9')).toBe('0Hobm0000006Ts9CAE');
    expect(normalizeId('0Hobm0000006Ts9CAE')).toBe('0Hobm0000006Ts9CAE');
  });

  it('get their letter case back from the check characters', ({ expect }) => {
    expect(normalizeId('0hobm0000006ts9cae')).toBe('0Hobm0000006Ts9CAE');
  });

  it.for(['', '0Ho', '0Hobm0000006Ts9CA', '0Hobm0000006Ts9-CAE', "0Hobm0000006Ts9'"])(
    'are refused when they have another shape: %j',
    (text, { expect }) => {
      expect(normalizeId(text)).toBeUndefined();
    },
  );

  it('of one org count up and carry the prefix and the instance', ({ expect }) => {
    expect([1, 2, 62].map((serial) => makeId('04t', '00Dbm000004ELiDEAW', serial))).toEqual([
      '04tbm0000000001AAA',
      '04tbm0000000002AAA',
      '04tbm0000000010AAA',
    ]);
  });
});
