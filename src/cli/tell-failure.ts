import type { Failure } from '../domain/errors.ts';
import type { RunEvent } from '../domain/events.ts';
import { redactorFor } from '../domain/redaction.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { failureText } from '../reporters/failure-text.ts';
import { lookFor } from '../reporters/look.ts';
import { secretsOf } from './run-secrets.ts';
import type { Surroundings } from './run-verb.ts';
import { TOOL_VERSION } from './tool-version.ts';

/**
 * Tells of a failure before there was a run, in the form that was asked for. Arguments are repeated in it, and may hold what
 * should have been a secret. Returns the exit code.
 */
export function tellFailure(
  verb: string,
  told: Failure,
  format: 'json' | 'ndjson' | undefined,
  { environment, stdout, stderr }: Surroundings,
): number {
  const failure = redactorFor(secretsOf(environment, []))(told);
  if (format === undefined) {
    stderr.write(`${failureText(failure, lookFor(stderr, environment)).trimEnd()}\n`);
    return failure.exitCode;
  }
  const at = new Date().toISOString();
  const events: readonly RunEvent[] = [
    { code: 'run.started', at, data: { verb, rehearsal: false, toolVersion: TOOL_VERSION } },
    { code: 'run.finished', at, data: { outcome: 'failed', durationMs: 0, failure } },
  ];
  const reporter = createReporter({ format, stdout, stderr, environment });
  for (const event of events) reporter.receive(event);
  reporter.close?.();
  return failure.exitCode;
}
