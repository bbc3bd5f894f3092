import type { Reporter } from '../domain/events.ts';
import { createHumanClosing, type HumanOutput } from './human-closing.ts';
import { liveLineFor, type LiveState, liveStateAfter } from './live-line.ts';
import { createLiveRegion } from './live-region.ts';
import { terminalLineFor } from './terminal-line.ts';

// What a terminal has that does not tell its width.
const DEFAULT_COLUMNS = 80;

/** One line a stage; the line of the stage that runs is live. */
export function createTerminalReporter(
  output: HumanOutput,
  now: () => number = Date.now,
): Reporter {
  const { stdout, look } = output;
  const close = createHumanClosing(output);
  const live = createLiveRegion<LiveState>(stdout, (shown, frame) =>
    liveLineFor(shown, { now: now(), frame, columns: stdout.columns ?? DEFAULT_COLUMNS }, look),
  );
  let state: LiveState | undefined;
  return {
    receive(event) {
      const line = terminalLineFor(event, look);
      if (line !== undefined) {
        live.hide();
        stdout.write(`${line}\n`);
      }
      state = liveStateAfter(state, event);
      if (state === undefined) live.hide();
      else live.show(state);
      close(event);
    },
    pause: live.hide,
    close: live.hide,
  };
}
