import type { RunEvent } from '../domain/events.ts';

const REMIND_EVERY_MS = 60_000;

/**
 * Whether an event tells something that the log does not show yet: polls repeat themselves. A wait that goes on is news once
 * a minute, so that nobody takes it for a hanging process.
 */
export function createProgressFilter(): (event: RunEvent) => boolean {
  const details = new Map<string, string>();
  const waits = new Map<string, { readonly status: string; readonly waitedMs: number }>();
  return (event) => {
    if (event.code === 'stage.progressed') {
      const { stage, package: packageName = '', detail } = event.data;
      const key = `${stage} ${packageName}`;
      const isNews = details.get(key) !== detail;
      details.set(key, detail);
      return isNews;
    }
    if (event.code === 'create.progressed') {
      const { requestId, status, waitedMs } = event.data;
      const shown = waits.get(requestId);
      if (shown?.status === status && waitedMs - shown.waitedMs < REMIND_EVERY_MS) return false;
      waits.set(requestId, { status, waitedMs });
    }
    return true;
  };
}
