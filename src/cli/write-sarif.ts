import { isAbsolute, relative, sep } from 'node:path';
import type { RunEvent } from '../domain/events.ts';
import { variable, type Environment } from './environment.ts';
import { TOOL_VERSION } from './tool-version.ts';

interface LintedRun {
  readonly events: readonly RunEvent[];
  readonly environment: Environment;
  readonly projectDir: string;
}

/**
 * Writes what lint found as SARIF 2.1.0. Nothing where lint could not finish: code scanning would take an empty file for
 * "all is well", and close every alert. Throws WORKSPACE_UNWRITABLE.
 */
export async function writeSarif(
  file: string,
  { events, environment, projectDir }: LintedRun,
): Promise<void> {
  const report = events.findLast((event) => event.code === 'lint.finished')?.data;
  if (report === undefined) return;
  const [{ sarifOf }, { writeAtomically }] = await Promise.all([
    import('../reporters/lint-sarif.ts'),
    import('../workspace/atomic-write.ts'),
  ]);
  const log = sarifOf(report, {
    toolVersion: TOOL_VERSION,
    folder: folderInRepository(projectDir, variable(environment, 'GITHUB_WORKSPACE')),
  });
  await writeAtomically(file, Buffer.from(`${JSON.stringify(log, null, 2)}\n`));
}

/** Code scanning names files from the root of the repository. */
function folderInRepository(projectDir: string, repositoryDir = projectDir): string {
  const folder = relative(repositoryDir, projectDir).split(sep).join('/');
  return folder.startsWith('..') || isAbsolute(folder) ? '' : folder;
}
