import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../src/domain/lint/all-rules.ts';
import { RULE_IDS } from '../../../../src/domain/lint/rule-ids.ts';
import { findingsIn, findingsOf, inputOf } from '../../../support/lint-examples.ts';

const rules = Object.values(RULES);

describe('the rules of lint', () => {
  it('are one a file, each under its own id', () => {
    const files = readdirSync(new URL('../../../../src/domain/lint/rules', import.meta.url));

    expect(files.toSorted()).toEqual(RULE_IDS.map((id) => `${id}.ts`).toSorted());
    expect(Object.entries(RULES).filter(([id, rule]) => id !== rule.id)).toEqual([]);
  });

  it('have nothing to say about a sound app', () => {
    expect(findingsIn({})).toEqual([]);
    expect(findingsIn({ profile: 'web-server' })).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    'accept their good example: %s',
    (_id, { id, good }) => {
      expect(findingsOf(id, good)).toEqual([]);
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    'find something in their bad example: %s',
    (_id, { id, bad, severity, why, fix }) => {
      const [finding] = findingsOf(id, bad);

      expect(finding).toMatchObject({ rule: id, severity, why, fix });
      expect(finding?.message).toMatch(/^\S.*[^.\s]$/);
    },
  );

  it.each(rules.filter(({ reads }) => reads === 'files').map((rule) => [rule.id, rule] as const))(
    'point at something in a file that is there: %s',
    (id, { bad }) => {
      const { components, configFile } = inputOf(bad);
      const texts = new Map([
        [configFile, ''],
        ...components.map(
          ({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')] as const,
        ),
      ]);

      const wrong = findingsOf(id, bad).filter(({ location, excerpt }) => {
        const line = texts.get(location.file)?.split('\n')[(location.line ?? 1) - 1];
        const isThere = line !== undefined && (location.column ?? 1) <= line.length + 1;
        return !isThere || (excerpt !== undefined && excerpt !== line);
      });
      expect(wrong).toEqual([]);
    },
  );

  it('say why and what to do in whole sentences', () => {
    for (const { title, why, fix } of rules)
      for (const text of [title, why, fix]) expect(text).toMatch(/^[A-Z"].*\.$|^[a-z]\w+ .*\.$/s);
  });
});
