import pRetry from 'p-retry';
import { isPassing } from '../domain/errors.ts';
import { translated } from './foreign-error.ts';
import { transportSignal } from './transport/transport-signal.ts';

/**
 * 0.2 s at first, since most faults are a single socket that the server had closed; then 0.6, 1.8 and 5.4 s: 8 s of patience
 * in all, as long as a load balancer needs to fail over.
 */
const POLICY = { retries: 4, minTimeout: 200, factor: 3 } as const;

/**
 * Asks again where the answer did not come, or was not Salesforce's. For reads only: what changes something in the hub is
 * never sent twice without looking first whether it arrived.
 * @param doing what the user would say is going on: "reading the limits"
 */
export async function retryRead<T>(doing: string, read: () => Promise<T>): Promise<T> {
  const signal = transportSignal();
  return pRetry(async () => readOnce(doing, read), {
    ...POLICY,
    shouldRetry: ({ error }) => isPassing(error),
    // Ctrl-C does not wait for the end of a pause.
    ...(signal !== undefined && { signal }),
  });
}

/** For who asks again anyway, and must not be held up. */
export async function readOnce<T>(doing: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw translated(error, doing);
  }
}
