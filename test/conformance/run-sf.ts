import { spawn } from 'node:child_process';
import type { InstalledSf } from './install-sf.ts';

/** Longer than any row takes on a loaded machine; sf itself would wait for hours. */
const PATIENCE_MS = 180_000;

export interface SfOptions {
  readonly cwd: string;
  readonly home: string;
  readonly temporary: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface SfOutcome {
  readonly args: readonly string[];
  /** Null where it had to be ended. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI as a user does, with nothing of this process's own logins, settings and proxies around it. */
export async function runSf(
  sf: InstalledSf,
  args: readonly string[],
  options: SfOptions,
): Promise<SfOutcome> {
  const child = spawn(process.execPath, [sf.script, ...args], {
    cwd: options.cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: options.home,
      TMPDIR: options.temporary,
      NODE_COMPILE_CACHE: sf.compileCache,
      SF_DISABLE_TELEMETRY: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { args, exitCode, stdout, stderr };
  } finally {
    clearTimeout(patience);
  }
}
