import type { Reporter } from '../domain/events.ts';
import { createHumanClosing, type HumanOutput } from './human-closing.ts';
import { plainLineFor } from './plain-line.ts';
import { createProgressFilter } from './progress-filter.ts';

/** One line a change, for logs. */
export function createPlainReporter(output: HumanOutput): Reporter {
  const isNews = createProgressFilter();
  const close = createHumanClosing(output);
  return {
    receive(event) {
      const line = isNews(event) ? plainLineFor(event, output.look) : undefined;
      if (line !== undefined) output.stdout.write(`${line}\n`);
      close(event);
    },
  };
}
