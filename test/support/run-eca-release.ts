import { spawn } from 'node:child_process';
import { join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const ENTRY = join(REPOSITORY, 'bin', 'eca-release.js');

/** Variables that would lead a test to somebody's org, or through somebody's proxy. */
const FOREIGN =
  /^(SF_|DEVHUB_|GITHUB_|ECA_RELEASE_|CI$|NO_COLOR$|FORCE_COLOR$|https?_proxy$|no_proxy$|all_proxy$)/i;

export interface RunOptions {
  readonly cwd: string;
  /** A HOME of its own; the test process's where it is left out. */
  readonly home?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface RunResult {
  /** Null where a signal ended the process. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real process, as npm run would, in a project of its own. */
export function startEcaRelease(args: readonly string[], options: RunOptions) {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd: options.cwd,
    env: {
      ...Object.fromEntries(own),
      ...(options.home !== undefined && { HOME: options.home }),
      ...options.environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const finished = new Promise<RunResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, finished };
}

/** Runs it to its end. */
export async function runEcaRelease(
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  return startEcaRelease(args, options).finished;
}
