import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt, Trial } from './trials.ts';

/** Runs all tests of the copied hub, in a process of their own, each once more for each of its trials. */
export async function runTests(
  folder: string,
  trials: readonly Trial[],
): Promise<readonly Attempt[]> {
  const trialsFile = join(folder, 'trials.json');
  const attemptsFile = join(folder, 'attempts.jsonl');
  writeFileSync(trialsFile, JSON.stringify(trials));
  rmSync(attemptsFile, { force: true });
  writeFileSync(attemptsFile, '');
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const files = [...new Set(trials.map(({ test }) => test.split(' > ')[0] ?? ''))];
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder, ...files], {
    cwd: folder,
    env: { ...process.env, HUB_RULE_TRIALS: trialsFile, HUB_RULE_ATTEMPTS: attemptsFile },
    stdio: 'ignore',
  });
  await once(child, 'close');
  return readFileSync(attemptsFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Attempt);
}
