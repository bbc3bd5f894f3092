import { parseArgs } from 'node:util';
import { copyHub } from './copied-hub.ts';
import type { Rule } from './find-rules.ts';
import { readReached } from './reached.ts';
import type { Reached } from './reached.ts';
import { onlyTitled, runTests } from './run-tests.ts';

/** Of the tests that come to a rule, how many are asked whether they notice. */
const MOST_TESTS = 4;
const AT_ONCE = 2;

/**
 * Takes one rule of the hub out at a time and sees whether its test notices. Rules are found in the source: what the hub throws,
 * the problem texts it collects, the failures it returns. `--only TEXT` tries the rules whose place contains the text.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  const hub = copyHub();
  try {
    const log = `${hub.folder}/reached.jsonl`;
    const whole = await runTests(hub.folder, [], { HUB_RULES_REACHED: log });
    for (const title of whole.failed)
      process.stdout.write(`fails with every rule in place, and is not asked: ${title}\n`);
    const reached = readReached(log);
    const rules = hub.rules.filter(({ id }) => id.includes(values.only));
    const unnoticed = await unnoticedOf(hub.folder, rules, reached);
    for (const { rule, why } of unnoticed.toSorted((left, right) =>
      left.rule.id < right.rule.id ? -1 : 1,
    ))
      process.stdout.write(
        `not noticed: src/embedded-hub/${rule.id} (${why})\n    ${rule.source}\n`,
      );
    process.stdout.write(
      `${rules.length - unnoticed.length} noticed, ${unnoticed.length} not noticed\n`,
    );
    process.exitCode = whole.failed.length === 0 && unnoticed.length === 0 ? 0 : 1;
  } finally {
    hub.remove();
  }
}

interface Unnoticed {
  readonly rule: Rule;
  readonly why: string;
}

async function unnoticedOf(
  folder: string,
  rules: readonly Rule[],
  reached: ReadonlyMap<string, readonly Reached[]>,
): Promise<readonly Unnoticed[]> {
  const unnoticed: Unnoticed[] = [];
  const waiting = [...rules];
  const work = async () => {
    for (let rule = waiting.shift(); rule !== undefined; rule = waiting.shift()) {
      const tests = reached.get(rule.id) ?? [];
      if (tests.length === 0) unnoticed.push({ rule, why: 'no test comes to it' });
      else if (!(await isNoticed(folder, rule, tests)))
        unnoticed.push({ rule, why: tests[0]?.title ?? '' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return unnoticed;
}

async function isNoticed(folder: string, rule: Rule, tests: readonly Reached[]): Promise<boolean> {
  for (const { file, title } of tests.slice(0, MOST_TESTS)) {
    const run = await runTests(folder, [file, ...onlyTitled(title)], { HUB_RULE_OUT: rule.id });
    if (run.failed.length > 0) return true;
    if (run.passed === 0) throw new Error(`${title} did not run`);
  }
  return false;
}

await main();
