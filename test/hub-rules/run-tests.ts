import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface TestRun {
  readonly passed: number;
  /** Titles. */
  readonly failed: readonly string[];
}

/** Of Vitest's JSON report, what is read here. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Runs tests of the copied hub in a process of their own. */
export async function runTests(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<TestRun> {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(folder, `report-${randomUUID()}.json`);
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`, ...args],
    { cwd: folder, env: { ...process.env, ...environment }, stdio: 'ignore' },
  );
  await once(child, 'close');
  const { numPassedTests, testResults } = reportSchema.parse(
    JSON.parse(readFileSync(report, 'utf8')),
  );
  const failed = testResults.flatMap(({ status, name, assertionResults }) => {
    const titles = assertionResults
      .filter((result) => result.status === 'failed')
      .map(({ fullName }) => fullName);
    // A file that cannot even be loaded has no titles.
    return status === 'failed' && titles.length === 0 ? [name] : titles;
  });
  return { passed: numPassedTests, failed };
}

/** One test by its title, which is no pattern. */
export function onlyTitled(title: string): string[] {
  return ['--testNamePattern', `^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`];
}
