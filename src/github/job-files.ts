import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { jobOutputs } from './job-outputs.ts';
import type { JobResult } from './job-result.ts';
import { jobSummary } from './job-summary.ts';

/** The files that GitHub reads after a step; one that is not there is not wanted. */
export interface JobFiles {
  /** GITHUB_STEP_SUMMARY */
  readonly summary: string | undefined;
  /** GITHUB_OUTPUT */
  readonly output: string | undefined;
}

/**
 * Tells the page of the workflow run and the steps that follow. Appends: earlier commands of the step wrote there, too.
 * Returns a sentence for each file that could not be written; one takes nothing from the other.
 */
export async function writeJobFiles(
  files: JobFiles,
  result: JobResult,
): Promise<readonly string[]> {
  const failures = await Promise.all([
    append('GITHUB_STEP_SUMMARY', files.summary, () => jobSummary(result)),
    append('GITHUB_OUTPUT', files.output, () => outputText(jobOutputs(result))),
  ]);
  return failures.flatMap((failure) => failure ?? []);
}

async function append(
  variable: string,
  file: string | undefined,
  text: () => string,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    await appendFile(file, text());
    return undefined;
  } catch (error) {
    return `The file of ${variable} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Every value between lines that nobody can guess, so that no value can end it and name outputs of its own. */
function outputText(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const delimiter = `eca-release-${randomUUID()}`;
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join('');
}
