import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import { ALIAS, makeLoggedInHome } from './logged-in-home.ts';
import { makeProject } from './make-project.ts';
import { cellsOf, type RequestCell } from './request-cells.ts';
import { runEcaRelease } from './run-eca-release.ts';
import { SHIPPED_SEED } from './shipped-seed.ts';

/**
 * What the tool sends while it does these verbs one after the other, with nothing in the way: asked of the tool before the
 * tests, so that a request that is added later is tested too.
 */
export async function recordedRuns<const Verbs extends readonly string[]>(
  ...verbs: Verbs
): Promise<{ readonly [Verb in Verbs[number]]: readonly RequestCell[] }> {
  const hub = await startHub({ seedFile: SHIPPED_SEED, port: 0, buildMs: 0 });
  const home = await makeLoggedInHome(hub.url);
  const projectDir = await makeProject();
  try {
    const runs: [string, readonly RequestCell[]][] = [];
    for (const verb of verbs) {
      const before = hub.requests.length;
      const { exitCode, stdout, stderr } = await runEcaRelease(
        [verb, '--target-dev-hub', ALIAS, '--yes'],
        { cwd: projectDir, home },
      );
      if (exitCode !== 0) throw new Error(`${verb} ended with ${exitCode}:\n${stdout}${stderr}`);
      runs.push([verb, cellsOf(hub.requests.slice(before))]);
    }
    return Object.fromEntries(runs) as { [Verb in Verbs[number]]: readonly RequestCell[] };
  } finally {
    await hub.close();
    await rm(home, { recursive: true, force: true });
    await rm(dirname(projectDir), { recursive: true, force: true });
  }
}
