import { join } from 'node:path';
import { ReleaseError, type ErrorCode } from '../domain/errors.ts';
import { HubStartFailed } from '../embedded-hub/hub-start-failed.ts';
import { startHub, type HubOptions, type RunningHub } from '../embedded-hub/start-hub.ts';
import { YamlInvalid, type Described } from '../embedded-hub/yaml/yaml-invalid.ts';
import { STATE_DIRECTORY } from '../workspace/state-directory.ts';

/** The seed and the state of a project's embedded Dev Hub. */
export function embeddedHubOf(projectDir: string): { seedFile: string; stateDir: string } {
  return {
    seedFile: join(projectDir, 'config', 'embedded-hub.yaml'),
    stateDir: join(projectDir, STATE_DIRECTORY, 'hub'),
  };
}

const FORGET = 'To forget what it made so far: --fresh';

const ACTIONS: Readonly<Record<HubStartFailed['reason'], readonly string[]>> = {
  'seed-unreadable': ['Put config/embedded-hub.yaml back: git checkout config/embedded-hub.yaml'],
  'scenario-unreadable': ['Correct the path after --scenario.'],
  'state-unreadable': [FORGET],
  'state-unwritable': ['Give your user the right to write there, and look for room on the disk.'],
  'state-of-another-org': [FORGET, 'Or change the org back in config/embedded-hub.yaml.'],
  'state-in-use': [
    'End the other run, or work on the hub that runs: --target-dev-hub with its login.',
  ],
  'port-taken': ['Take another port: --port 0 is any free one.'],
};

/** Starts the embedded Dev Hub; its own errors become ours. */
export async function startEmbeddedHub(options: HubOptions): Promise<RunningHub> {
  try {
    return await startHub(options);
  } catch (error) {
    if (error instanceof YamlInvalid) throw invalidFile(error);
    if (error instanceof HubStartFailed)
      throw new ReleaseError('EMBEDDED_HUB_NOT_STARTED', 'The embedded Dev Hub did not start', {
        found: error.message,
        actions: ACTIONS[error.reason],
        cause: error,
      });
    throw error;
  }
}

const INVALID: Readonly<
  Record<Described, readonly [code: ErrorCode, message: string, action: string]>
> = {
  seed: [
    'SEED_INVALID',
    'The seed of the embedded Dev Hub cannot be used',
    'Correct the file; config/embedded-hub.yaml of a fresh clone is a good one.',
  ],
  scenario: [
    'SCENARIO_INVALID',
    'The scenario of faults cannot be used',
    'Correct the file; src/embedded-hub/BEHAVIOUR.md names every fault.',
  ],
};

function invalidFile(error: YamlInvalid): ReleaseError {
  const [code, message, action] = INVALID[error.described];
  return new ReleaseError(code, message, {
    problems: error.problems.map(({ message: problem, line }) => ({
      message: problem,
      location: { file: error.file, ...(line !== undefined && { line }) },
    })),
    actions: [action],
    cause: error,
  });
}
