import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import { HubStartFailed } from '../embedded-hub/hub-start-failed.ts';
import { SeedInvalid } from '../embedded-hub/seed/seed-invalid.ts';
import { startHub, type HubOptions, type RunningHub } from '../embedded-hub/start-hub.ts';
import { STATE_DIRECTORY } from '../workspace/state-directory.ts';

/** The seed and the state of a project's embedded Dev Hub. */
export function embeddedHubOf(projectDir: string): { seedFile: string; stateDir: string } {
  return {
    seedFile: join(projectDir, 'config', 'embedded-hub.yaml'),
    stateDir: join(projectDir, STATE_DIRECTORY, 'hub'),
  };
}

/** Starts the embedded Dev Hub; its own errors become ours. */
export async function startEmbeddedHub(options: HubOptions): Promise<RunningHub> {
  try {
    return await startHub(options);
  } catch (error) {
    if (error instanceof SeedInvalid)
      throw new ReleaseError('SEED_INVALID', 'The seed of the embedded Dev Hub cannot be used', {
        problems: error.problems.map(({ message, line }) => ({
          message,
          location: { file: options.seedFile, ...(line !== undefined && { line }) },
        })),
        actions: ['Correct the file; config/embedded-hub.yaml of a fresh clone is a good one.'],
        cause: error,
      });
    if (error instanceof HubStartFailed)
      throw new ReleaseError('EMBEDDED_HUB_NOT_STARTED', 'The embedded Dev Hub did not start', {
        found: error.message,
        actions:
          error.reason === 'state-in-use'
            ? ['End the other run, or work on the hub that runs: --target-dev-hub with its login.']
            : ['To forget what it made so far: --fresh'],
        cause: error,
      });
    throw error;
  }
}
