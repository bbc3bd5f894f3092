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

/** Tells the page of the workflow run and the steps that follow. Appends: earlier commands of the step wrote there, too. */
export async function writeJobFiles(files: JobFiles, result: JobResult): Promise<void> {
  if (files.summary !== undefined) await appendFile(files.summary, jobSummary(result));
  if (files.output !== undefined) await appendFile(files.output, outputText(jobOutputs(result)));
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
