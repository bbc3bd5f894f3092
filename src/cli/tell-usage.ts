import type { CommanderError } from 'commander';
import { EXIT, failureOf, ReleaseError } from '../domain/errors.ts';
import type { Surroundings } from './run-verb.ts';
import { tellFailure } from './tell-failure.ts';

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
  surroundings: Surroundings,
): number {
  if (error.code === NO_VERB) {
    surroundings.stderr.write(said);
    return EXIT.input;
  }
  const verb = verbs.find((name) => name === argv[0]) ?? '';
  return tellFailure(verb, failureOf(usageError(error, verb)), formatFrom(argv), surroundings);
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
