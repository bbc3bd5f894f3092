import type { CommanderError } from 'commander';
import { EXIT, failureOf, ReleaseError } from '../domain/errors.ts';
import type { RunEvent } from '../domain/events.ts';
import { redactorFor } from '../domain/redaction.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { failureText } from '../reporters/failure-text.ts';
import { lookFor } from '../reporters/look.ts';
import { secretsOf } from './run-secrets.ts';
import type { Surroundings } from './run-verb.ts';
import { TOOL_VERSION } from './tool-version.ts';

interface Misunderstanding {
  readonly error: CommanderError;
  /** What commander would have written. */
  readonly said: string;
  readonly argv: readonly string[];
  readonly verbs: readonly string[];
}

/** commander's code where no verb was given: it then has written the whole help. */
const NO_VERB = 'commander.help';

/** Tells of arguments that cannot be understood, in the form that they ask for. Returns the exit code. */
export function tellUsage(
  { error, said, argv, verbs }: Misunderstanding,
  { environment, stdout, stderr }: Surroundings,
): number {
  if (error.code === NO_VERB) {
    stderr.write(said);
    return EXIT.input;
  }
  const verb = verbs.find((name) => name === argv[0]) ?? '';
  // Arguments are repeated, and may hold what should have been a secret.
  const redact = redactorFor(secretsOf(environment, []));
  const failure = redact(failureOf(usageError(error, verb)));
  const format = formatFrom(argv);
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

/** Read without commander, which has given up. */
function formatFrom(argv: readonly string[]): 'json' | 'ndjson' | undefined {
  if (argv.includes('--json')) return 'json';
  return argv.includes('--events') ? 'ndjson' : undefined;
}

/** commander's text is "error: unknown option '--jsn'", and on a second line "(Did you mean --json?)". */
function usageError({ message }: CommanderError, verb: string): ReleaseError {
  const [first = '', hint = ''] = message.replace(/^error: /, '').split('\n');
  const command = ['eca-release', verb].filter((word) => word !== '').join(' ');
  return new ReleaseError('USAGE', capitalized(first.replace(/\.$/, '')), {
    actions: [
      ...(hint === '' ? [] : [hint.replace(/^\((.*)\)$/, '$1')]),
      `See what there is: ${command} --help`,
    ],
  });
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
