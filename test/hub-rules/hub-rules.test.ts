import { runInNewContext } from 'node:vm';
import { describe, it } from 'vitest';
import { switchable } from './find-rules.ts';
import { progressOf, trialsOf } from './trials.ts';

const SOURCE = `
function check(x) {
  if (x < 0) throw new Refusal(400, 'NEGATIVE', 'x is negative');
  else if (x > 9) throw tooBig(x);
  if (x === 1) return failed('one');
  if (x === 2) return json({ error: 'two' }, 404);
  const texts = x === 3 ? [\`\${x} is not a number that anybody likes\`] : ['short'];
  return [...texts, ...[x].filter((n) => n === 4).map((n) => ({ message: String(n) }))];
}
function rethrow(error) {
  if (error instanceof Refusal) throw error;
  throw new TypeError('a mistake of the hub');
}`;

/** What the source does with a number, with one of its rules out. */
function outcome(x: number, ruleOut?: string): unknown {
  const { text } = switchable('check.ts', SOURCE);
  const surroundings = {
    hubRuleHolds: (id: string) => id !== ruleOut,
    Refusal: class extends Error {},
    tooBig: () => new Error('too big'),
    failed: (why: string) => `failed: ${why}`,
    json: (body: unknown, status: number) => ({ body, status }),
  };
  try {
    return runInNewContext(`${text}; check(${x});`, surroundings);
  } catch (error) {
    return error instanceof Error ? `threw ${error.message}` : error;
  }
}

describe('the search for rules', () => {
  it('finds what is thrown, failures that are returned and problem texts, and no more', ({
    expect,
  }) => {
    expect(switchable('check.ts', SOURCE).rules.map(({ id }) => id)).toEqual([
      'check.ts:3',
      'check.ts:4',
      'check.ts:5',
      'check.ts:6',
      'check.ts:7',
      'check.ts:8',
    ]);
  });

  it('changes nothing as long as every rule holds', ({ expect }) => {
    expect([-1, 10, 1, 2, 3, 4, 5].map((x) => outcome(x))).toEqual([
      'threw 400',
      'threw too big',
      'failed: one',
      { body: { error: 'two' }, status: 404 },
      ['3 is not a number that anybody likes'],
      ['short', { message: '4' }],
      ['short'],
    ]);
  });

  it('takes one rule out', ({ expect }) => {
    const pairs = [
      [-1, 3],
      [10, 4],
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 8],
    ] as const;

    expect(pairs.map(([x, line]) => outcome(x, `check.ts:${line}`))).toEqual([
      ['short'],
      ['short'],
      ['short'],
      ['short'],
      [],
      ['short'],
    ]);
  });
});

describe('the trials of rules', () => {
  const whole = [
    { test: 'a', passes: true, reached: ['one', 'two'], noticed: [] },
    { test: 'b', passes: true, reached: ['two'], noticed: [] },
    { test: 'broken', passes: false, reached: ['three'], noticed: [] },
  ];
  const start = progressOf(whole, { noticed: new Set(), tests: new Map() });

  it('ask one test a round, and none for a rule that was noticed', ({ expect }) => {
    const rules = ['one', 'two', 'three'];
    const first = trialsOf(rules, start, 0);
    const answers = [{ test: 'a', passes: true, reached: ['one', 'two'], noticed: ['one'] }];
    const second = trialsOf(rules, progressOf(answers, start), 1);

    expect(first).toEqual([
      { test: 'a', rule: 'one' },
      { test: 'a', rule: 'two' },
    ]);
    expect(second).toEqual([{ test: 'b', rule: 'two' }]);
  });

  it('believe no test that fails by itself', ({ expect }) => {
    const answers = [{ test: 'a', passes: false, reached: [], noticed: ['one'] }];

    expect(progressOf(answers, start).noticed).toEqual(new Set());
  });
});
