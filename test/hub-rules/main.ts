import { parseArgs } from 'node:util';
import { copyHub } from './copied-hub.ts';
import { runTests } from './run-tests.ts';
import { progressOf, trialsOf } from './trials.ts';
import type { Progress } from './trials.ts';

/** Of the tests that come to a rule, how many are asked whether they notice. */
const ROUNDS = 4;

/**
 * Takes one rule of the hub out at a time and sees whether a test notices. Rules are found in the source: what the hub throws, the
 * problem texts it collects, the failures it returns. `--only TEXT` tries the rules whose place contains the text.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  const hub = copyHub();
  try {
    const rules = hub.rules.filter(({ id }) => id.includes(values.only));
    const ids = rules.map(({ id }) => id);
    const whole = await runTests(hub.folder, []);
    const failing = whole.filter(({ passes }) => !passes);
    for (const { test } of failing)
      process.stdout.write(`fails with every rule in place, and is not asked: ${test}\n`);
    let progress: Progress = progressOf(whole, { noticed: new Set(), tests: new Map() });
    for (let round = 0; round < ROUNDS; round += 1) {
      const trials = trialsOf(ids, progress, round);
      if (trials.length > 0) progress = progressOf(await runTests(hub.folder, trials), progress);
    }
    const unnoticed = rules.filter(({ id }) => !progress.noticed.has(id));
    for (const { id, source } of unnoticed) {
      const [test = 'no test comes to it'] = progress.tests.get(id) ?? [];
      process.stdout.write(`not noticed: src/embedded-hub/${id} (${test})\n    ${source}\n`);
    }
    process.stdout.write(
      `${rules.length - unnoticed.length} noticed, ${unnoticed.length} not noticed\n`,
    );
    process.exitCode = failing.length === 0 && unnoticed.length === 0 ? 0 : 1;
  } finally {
    hub.remove();
  }
}

await main();
