import { describe, expect, it } from 'vitest';
import { problemsOf } from './config-folder.ts';

describe('YAML syntax', () => {
  it.each([
    [
      'a tab as indentation',
      'namespace: acme\npackages:\n\t- name: x',
      '3:1 This line is indented with a tab',
    ],
    [
      'a key that stands twice',
      'namespace: acme\nnamespace: acme\npackages: []',
      '2:1 This key stands here twice',
    ],
    ['an open bracket', 'namespace: acme\npackages: [', 'a bracket above is not closed'],
    ['an open quote', 'namespace: "acme', 'A closing quote, bracket or brace'],
    ['two documents', 'namespace: acme\n---\nnamespace: acme', '2:1 A second document starts here'],
    ['an alias', 'namespace: &n acme\ndevHub: *n', '2:9 References to other values'],
    ['a tag', 'namespace: !secret acme', 'A value that starts with ! is a type'],
    ['a colon in a value', 'namespace: acme: connect', 'two keys on this line'],
  ])('says in words what is wrong with %s', async (_what, text, expected) => {
    const problems = await problemsOf(text);

    expect(problems.join('\n')).toContain(expected);
  });

  it('refuses a document that unfolds into billions of values at once', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const next = level === 8 ? 'x' : `*l${level + 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => next).join(', ')}]`;
    });

    const problems = await problemsOf(levels.toReversed().join('\n'));

    expect(problems[0]).toContain('References to other values');
  });
});
