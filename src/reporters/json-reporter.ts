import type { Reporter, RunEvent } from '../domain/events.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import { runRecordOf } from '../domain/run-record.ts';
import { failureText } from './failure-text.ts';
import type { HumanOutput } from './human-closing.ts';

/** The record of the run as the one document on stdout, at the end. A failure is also explained on stderr. */
export function createJsonReporter(
  { stdout, stderr, errorLook }: Omit<HumanOutput, 'look'>,
  config: () => ReleaseConfig | undefined,
): Reporter {
  const events: RunEvent[] = [];
  return {
    receive(event) {
      events.push(event);
    },
    close() {
      const record = runRecordOf(events, config());
      stdout.write(`${JSON.stringify(record, null, 2)}\n`);
      if (record.failure !== undefined) stderr.write(`${failureText(record.failure, errorLook)}\n`);
    },
  };
}
