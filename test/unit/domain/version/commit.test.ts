import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitOf, descriptionFor } from '../../../../src/domain/version/commit.ts';

const COMMIT = '5f0c2a4b8d1e3f5a7b9c0d2e4f6a8b0c1d3e5f7a';
const OTHER = 'a'.repeat(40);

describe('descriptionFor', () => {
  it.each([
    [
      { said: 'Spring', news: '3 commits', commit: COMMIT },
      `Spring · 3 commits · commit ${COMMIT}`,
    ],
    [{ said: undefined, news: '3 commits', commit: COMMIT }, `3 commits · commit ${COMMIT}`],
    [{ said: undefined, news: '', commit: COMMIT }, `commit ${COMMIT}`],
    [{ said: 'Spring', news: '', commit: undefined }, 'Spring'],
    [{ said: undefined, news: '', commit: undefined }, ''],
  ])('of %j is %j', (parts, description) => {
    expect(descriptionFor(parts)).toBe(description);
  });

  it('keeps the commit, and room for it, whatever else there is to say', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(texts, texts, (said, news) => {
        const description = descriptionFor({ said, news, commit: COMMIT });

        expect(description.length).toBeLessThanOrEqual(255);
        expect(commitOf(description)).toBe(COMMIT);
      }),
    );
  });

  it('never cuts a character in two', () => {
    const cut = Array.from({ length: 4 }, (_, index) =>
      descriptionFor({ said: `${'x'.repeat(index)}${'🔑'.repeat(200)}`, news: '', commit: COMMIT }),
    );

    expect(cut.map((text) => text.isWellFormed())).toEqual([true, true, true, true]);
  });
});

describe('commitOf', () => {
  it.each([
    [`commit ${COMMIT}`, COMMIT],
    [`Spring · commit ${COMMIT}\n`, COMMIT],
    [`Reverts commit ${OTHER} · commit ${COMMIT}`, COMMIT],
    [`Reverts commit ${OTHER}, which was wrong`, undefined],
    [`commit ${COMMIT.toUpperCase()}`, undefined],
    ['commit 5f0c2a4', undefined],
    [`precommit ${COMMIT}`, undefined],
    ['', undefined],
  ])('of %j is %s', (description, commit) => {
    expect(commitOf(description)).toBe(commit);
  });
});
