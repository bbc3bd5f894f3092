import type { Reporter } from '../domain/events.ts';
import { failureText } from './failure-text.ts';
import type { HumanOutput } from './human-closing.ts';

/** One event a line, as it happens; stdout holds nothing else. A failure is also explained on stderr. */
export function createNdjsonReporter({
  stdout,
  stderr,
  errorLook,
}: Omit<HumanOutput, 'look'>): Reporter {
  return {
    receive(event) {
      stdout.write(`${JSON.stringify(event)}\n`);
      if (event.code === 'run.finished' && event.data.failure !== undefined)
        stderr.write(`${failureText(event.data.failure, errorLook)}\n`);
    },
  };
}
