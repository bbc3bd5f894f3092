/**
 * Ends the process at an error that nobody caught. Node.js itself would print it with its properties, and put the same into
 * the report that it writes where it is told to (--report-uncaught-exception): errors of the libraries carry requests, and
 * those carry tokens. It leaves both to whoever listens.
 *
 * @param tell tells people, and gives the exit code
 */
export function endOnDefect(
  redact: (text: string) => string,
  tell: (error: unknown) => number,
): { stop(): void } {
  const handle = (error: unknown): void => {
    const exitCode = tell(error);
    if (process.report.reportOnUncaughtException) process.report.writeReport(shown(error, redact));
    process.exit(exitCode);
  };
  process.on('uncaughtException', handle);
  return { stop: () => process.off('uncaughtException', handle) };
}

/** What a report may hold of an error: its stack, message included, and none of its properties. */
function shown(error: unknown, redact: (text: string) => string): Error {
  const { stack = '' } = error instanceof Error ? error : {};
  return Object.assign(new TypeError(''), { stack: redact(stack === '' ? String(error) : stack) });
}
