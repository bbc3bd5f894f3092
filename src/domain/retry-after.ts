/** Who waits for a release would rather be told than wait longer for one answer. */
export const LONGEST_PAUSE_MS = 60_000;

/**
 * How many milliseconds a server asks not to be asked again; nothing where it does not say. The header Retry-After holds
 * seconds or a date (RFC 9110, 10.2.3).
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
