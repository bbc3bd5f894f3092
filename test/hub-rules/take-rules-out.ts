import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { RunnerTask, RunnerTestCase } from 'vitest';
import type { Attempt, Trial } from './trials.ts';

// Stands before the tests of the copied hub. Each test first runs with every rule in place, and notes the rules it comes to; then
// once more for each rule that it is tried with, which is out that time.

const { HUB_RULE_TRIALS: trialsFile, HUB_RULE_ATTEMPTS: attemptsFile = '' } = process.env;
const trials: readonly Trial[] =
  trialsFile === undefined ? [] : (JSON.parse(readFileSync(trialsFile, 'utf8')) as Trial[]);

let ruleOut: string | undefined;
let reached = new Set<string>();
const reachedBy = new Map<RunnerTestCase, ReadonlySet<string>>();
let tests: readonly RunnerTestCase[] = [];

declare global {
  var hubRuleHolds: ((id: string) => boolean) | undefined;
}

globalThis.hubRuleHolds = (rule) => {
  reached.add(rule);
  return rule !== ruleOut;
};

// Vitest takes a pattern only, and nothing of it is wanted.
// oxlint-disable-next-line no-empty-pattern
beforeAll(({}, suite) => {
  tests = testsBelow(suite.tasks);
  for (const test of tests) test.repeats = rulesFor(test).length;
});

beforeEach(({ task }) => {
  const repetition = task.result?.repeatCount ?? 0;
  ruleOut = repetition === 0 ? undefined : rulesFor(task)[repetition - 1];
  reached = new Set();
  if (repetition === 0) reachedBy.set(task, reached);
});

afterAll(() => {
  for (const test of tests) {
    const [whole, ...others] = test.result?.attempts ?? [];
    const attempt: Attempt = {
      test: titleOf(test),
      passes: whole?.state === 'pass',
      reached: [...(reachedBy.get(test) ?? [])],
      noticed: rulesFor(test).filter((_, index) => others[index]?.state === 'fail'),
    };
    appendFileSync(attemptsFile, `${JSON.stringify(attempt)}\n`);
  }
});

function rulesFor(test: RunnerTask): readonly string[] {
  const title = titleOf(test);
  return trials.filter((trial) => trial.test === title).map(({ rule }) => rule);
}

function titleOf({ file, suite, name }: RunnerTask): string {
  return `${file.name} > ${suite?.name ?? ''} > ${name}`;
}

function testsBelow(tasks: readonly RunnerTask[]): readonly RunnerTestCase[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? testsBelow(task.tasks) : [task]));
}
