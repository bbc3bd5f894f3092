import { runCli } from './cli/cli.ts';
import { secretsOf } from './cli/run-secrets.ts';
import { exitCodeFor, failureOf } from './domain/errors.ts';
import { redactorFor } from './domain/redaction.ts';

// Read when the libraries make their first logger, which is later.
process.env['SF_DISABLE_LOG_FILE'] = 'true';
process.env['SF_DISABLE_TELEMETRY'] = 'true';
process.env['SF_DISABLE_DNS_CHECK'] = 'true';

// The report that Node.js writes where it is told to (--report-on-fatalerror) holds the environment, logins among it.
process.report.excludeEnv = true;

// A reader that went away (| head) is no failure of the run.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

try {
  process.exitCode = await runCli(process.argv.slice(2), {
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
  });
} catch (error) {
  const redact = redactorFor(secretsOf(process.env, []));
  const { code, message, actions } = failureOf(error);
  console.error(redact([`${code} ${message}`, ...actions].join('\n')));
  // Its stack, and not its properties: errors of the libraries carry requests, and those carry tokens.
  if (process.argv.includes('--debug') && error instanceof Error)
    console.error(redact(error.stack ?? ''));
  process.exitCode = exitCodeFor(error);
}
