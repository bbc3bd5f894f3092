import { vi } from 'vitest';

const RETRY_PAUSES_MS: ReadonlySet<unknown> = new Set([200, 600, 1_800, 5_400]);

/** The pauses between two tries pass at once; nothing else that waits does. */
export function hurryRetries(): void {
  const original = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (act: () => void, ms?: number, ...args: unknown[]) =>
    original(() => act(...(args as [])), RETRY_PAUSES_MS.has(ms) ? 1 : ms),
  );
}
