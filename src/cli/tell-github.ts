import type { Emit, RunEvent } from '../domain/events.ts';
import { variable, type Environment } from './environment.ts';

export interface GithubJob {
  readonly environment: Environment;
  readonly projectDir: string;
  readonly redact: <Value>(value: Value) => Value;
  readonly emit: Emit;
}

/**
 * Writes the summary and the outputs of the step, where GitHub Actions ask for them. A run is what it is, whether or not
 * they can be written.
 */
export async function tellGithub(
  { environment, projectDir, redact, emit }: GithubJob,
  events: readonly RunEvent[],
  releaseUrl: string | undefined,
): Promise<void> {
  const files = {
    summary: variable(environment, 'GITHUB_STEP_SUMMARY'),
    output: variable(environment, 'GITHUB_OUTPUT'),
  };
  if (variable(environment, 'GITHUB_ACTIONS') !== 'true') return;
  try {
    const [{ jobResultOf }, { writeJobFiles }] = await Promise.all([
      import('../github/job-result.ts'),
      import('../github/job-files.ts'),
    ]);
    const projectDifference = redact(await differenceOf(projectDir, events));
    const failures = await writeJobFiles(
      files,
      jobResultOf(events, { projectDifference, ...(releaseUrl !== undefined && { releaseUrl }) }),
    );
    for (const message of failures) emit('warning.raised', { message, actions: [] });
  } catch (error) {
    emit('warning.raised', {
      message: `GitHub could not be told of this run: ${error instanceof Error ? error.message : String(error)}`,
      actions: [],
    });
  }
}

/** What this run changed in the project file; a rehearsal works on a copy and changes nothing. */
async function differenceOf(projectDir: string, events: readonly RunEvent[]): Promise<string> {
  const isChanged = events.some(
    (event) =>
      event.code === 'workspace.changed' && event.data.written.includes('sfdx-project.json'),
  );
  const start = events.find((event) => event.code === 'run.started');
  if (!isChanged || start?.data.rehearsal === true) return '';
  const { runGit } = await import('../workspace/run-git.ts');
  const result = await runGit(projectDir, [
    'diff',
    '--no-color',
    '--no-ext-diff',
    'HEAD',
    '--',
    'sfdx-project.json',
  ]);
  return result.kind === 'done' ? result.output : '';
}
