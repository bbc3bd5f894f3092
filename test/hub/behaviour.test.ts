import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'vitest';

const FOLDER = new URL('.', import.meta.url);
const BEHAVIOUR = new URL('../../src/embedded-hub/BEHAVIOUR.md', import.meta.url);
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

function writtenStatements(): { statement: string; evidence: string }[] {
  let subject = '';
  return readFileSync(BEHAVIOUR, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) subject = line.slice(3);
      const [, statement = '', evidence = ''] = /^- (.+?) — (.+)$/.exec(line) ?? [];
      return statement === '' ? [] : [{ statement: `${subject} / ${statement}`, evidence }];
    });
}

describe('BEHAVIOUR.md', () => {
  it('says exactly what the tests of the hub say', ({ expect }) => {
    const written = writtenStatements().map(({ statement }) => statement);

    expect(written.toSorted()).toEqual(testedStatements().toSorted());
  });

  it('says of every statement what it rests on', ({ expect }) => {
    const without = writtenStatements().filter(
      ({ evidence }) => !/^(docs|client|recording|assumed|ours)\b/.test(evidence),
    );

    expect(without).toEqual([]);
  });
});
