import pRetry, { type RetryContext } from 'p-retry';
import { isPassing } from '../domain/errors.ts';
import { LONGEST_PAUSE_MS } from '../domain/retry-after.ts';
import { translated } from './foreign-error.ts';
import { transportSignal } from './transport/transport-signal.ts';

/**
 * 0.2 s at first, since most faults are a single socket that the server had closed; then 0.6, 1.8 and 5.4 s: 8 s of patience
 * in all, as long as a load balancer needs to fail over.
 */
const POLICY = { retries: 4, minTimeout: 200, factor: 3 } as const;

/**
 * Asks again where the answer did not come, or was not Salesforce's; not before a busy server wants it. For reads only:
 * what changes something in the hub is never sent twice without looking first whether it arrived.
 * @param doing what the user would say is going on: "reading the limits"
 */
export async function retryRead<T>(doing: string, read: () => Promise<T>): Promise<T> {
  const signal = transportSignal();
  return pRetry(async () => readOnce(doing, read), {
    ...POLICY,
    shouldRetry: ({ error }) => isPassing(error) && askedPauseMs(error) <= LONGEST_PAUSE_MS,
    onFailedAttempt: async (attempt) => waitAsAsked(attempt, signal),
    // Ctrl-C does not wait for the end of a pause.
    ...(signal !== undefined && { signal }),
  });
}

/** The part of the pause that the server asks for and the policy does not have. */
async function waitAsAsked(
  { error, retriesLeft, retryDelay }: RetryContext,
  signal: AbortSignal | undefined,
): Promise<void> {
  const pauseMs = askedPauseMs(error);
  if (retriesLeft === 0 || pauseMs > LONGEST_PAUSE_MS || pauseMs <= retryDelay) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMs - retryDelay);
    // That the transport was closed is p-retry's to say.
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal?.addEventListener('abort', end, { once: true });
  });
}

function askedPauseMs(error: unknown): number {
  return isPassing(error) ? (error.detail.retryAfterMs ?? 0) : 0;
}

/** For who asks again anyway, and must not be held up. */
export async function readOnce<T>(doing: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw translated(error, doing);
  }
}
