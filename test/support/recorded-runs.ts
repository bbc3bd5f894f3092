import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import { filesBelow } from './folder-contents.ts';
import { makeLoggedInHome } from './logged-in-home.ts';
import { makeProject } from './make-project.ts';
import { cellsOf, type RequestCell } from './request-cells.ts';
import { SHIPPED_SEED } from './shipped-seed.ts';
import { checkoutAt } from './testbed.ts';

/** What a verb sends to the hub, and what artifacts there are after it, by path. */
export interface RecordedRun {
  readonly requests: readonly RequestCell[];
  readonly artifacts: readonly string[];
}

/**
 * What the tool does for these verbs, one after the other, with nothing in the way: asked of the tool before the tests, so
 * that a request or a file that is added later is tested too.
 */
export async function recordedRuns<const Verbs extends readonly string[]>(
  ...verbs: Verbs
): Promise<{ readonly [Verb in Verbs[number]]: RecordedRun }> {
  const hub = await startHub({ seedFile: SHIPPED_SEED, port: 0, buildMs: 0 });
  const home = await makeLoggedInHome(hub.url);
  const projectDir = await makeProject();
  try {
    const runs: [string, RecordedRun][] = [];
    for (const verb of verbs) {
      const before = hub.requests.length;
      const { exitCode, stdout, stderr } = await checkoutAt(projectDir, home).run(verb);
      if (exitCode !== 0) throw new Error(`${verb} ended with ${exitCode}:\n${stdout}${stderr}`);
      const requests = cellsOf(hub.requests.slice(before));
      const artifacts = (await filesBelow(join(projectDir, 'artifacts'))).map(({ path }) => path);
      runs.push([verb, { requests, artifacts }]);
    }
    return Object.fromEntries(runs) as { [Verb in Verbs[number]]: RecordedRun };
  } finally {
    await hub.close();
    await rm(home, { recursive: true, force: true });
    await rm(dirname(projectDir), { recursive: true, force: true });
  }
}
