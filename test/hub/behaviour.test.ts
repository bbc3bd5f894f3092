import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { behaviourStatements } from '../../scripts/behaviour-statements.ts';

const FOLDER = new URL('.', import.meta.url);
const TITLE =
  /^describe\('(?<subject>[^']*)'|^ {2}it(?:\.for(?:<[^\n]*?>)?\([\s\S]*?\]\s*(?:as const)?,?\s*\))?\(\s*(?:'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>[^"]*)")/gm;

/** Subject and statement of every test beside this one; of a table of tests, what stands before its values. */
function testedStatements(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts') && name !== 'behaviour.test.ts')
    .flatMap((name) => {
      let subject = '';
      const statements: string[] = [];
      for (const { groups = {} } of readFileSync(new URL(name, FOLDER), 'utf8').matchAll(TITLE)) {
        const title = groups['single'] ?? groups['double'];
        if (title === undefined) subject = groups['subject'] ?? '';
        else statements.push(`${subject} / ${title.replace(/: %.$/, '')}`);
      }
      return statements;
    });
}

describe('BEHAVIOUR.md', () => {
  it('says exactly what the tests of the hub say', ({ expect }) => {
    const written = behaviourStatements().map(
      ({ subject, statement }) => `${subject} / ${statement}`,
    );

    expect(written.toSorted()).toEqual(testedStatements().toSorted());
  });

  it('says of every statement what it rests on', ({ expect }) => {
    const without = behaviourStatements().filter(
      ({ evidence }) => !/^(docs|client|recording|assumed|ours)\b/.test(evidence),
    );

    expect(without).toEqual([]);
  });
});
