/** Exit code of a process that Ctrl-C ended (128 + SIGINT). */
const KILLED_BY_INTERRUPT = 130;

/**
 * Turns the first Ctrl-C (or SIGTERM) into an abort, so that the run can say how to go on; a second one ends the process
 * at once.
 */
export function abortOnSignals(onAbort: () => void): {
  readonly signal: AbortSignal;
  stop(): void;
} {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(KILLED_BY_INTERRUPT);
    controller.abort();
    onAbort();
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
