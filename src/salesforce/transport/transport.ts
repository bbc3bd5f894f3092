// Sets jsforce's defaults when it loads, proxies among them: it must have loaded before they are replaced.
import '@jsforce/jsforce-node/lib/transport.js';
import { setDefaults, setDispatcher } from '@jsforce/jsforce-node/lib/request.js';
import { Agent, fetch, type Dispatcher, type RequestInit, type Response } from 'undici';
import { interrupted } from '../../domain/interrupted.ts';
import { isLoopbackUrl } from '../../domain/loopback.ts';
import { AllowedOrigins } from './allowed-origins.ts';
import { openNetwork } from './open-network.ts';
import { setTransportSignal } from './transport-signal.ts';
import { WholeAnswer } from './whole-answer.ts';

/** How every byte of a run travels, the libraries' included. One per process: jsforce has one dispatcher. */
export interface Transport {
  /** Adds a server the run may talk to. Throws INSECURE_URL. */
  allow(url: string): void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Ends what is under way, pauses between two tries too; requests then fail instead of holding the process. */
  close(): Promise<void>;
}

export interface TransportOptions {
  /** How long the server may be silent, before its answer and within it. */
  readonly requestMs: number;
}

export function openTransport({ requestMs }: TransportOptions): Transport {
  const origins = new AllowedOrigins();
  const options: Agent.Options = {
    // jsforce speaks HTTP/1.1 only.
    connect: { allowH2: false, timeout: Math.min(requestMs, 10_000) },
    headersTimeout: requestMs,
    bodyTimeout: requestMs,
  };
  // This machine is never reached through a proxy, whatever the proxy variables say, or leave out.
  const loopback = new Agent(options);
  // Made when it is needed: a proxy that cannot be used is no reason to stop a rehearsal.
  let network: Dispatcher | undefined;
  const closing = new AbortController();
  setTransportSignal(closing.signal);
  const dispatcher = loopback.compose((dispatch) => (request, handler) => {
    closing.signal.throwIfAborted();
    const origin = String(request.origin);
    origins.require(origin);
    const whole = new WholeAnswer(handler, origin, request.path);
    if (isLoopbackUrl(origin)) return dispatch(request, whole);
    network ??= openNetwork(options);
    return network.dispatch(request, whole);
  });
  setDispatcher(dispatcher satisfies Dispatcher);
  // No httpProxy: jsforce reads the proxy variables itself, ignores NO_PROXY, and would go around the dispatcher.
  // No retries: reads are repeated in one place, retry-reads.ts, and nothing else ever is.
  setDefaults({ followRedirect: true, retry: { maxRetries: 0 } });

  return {
    allow: (url) => origins.allow(url),
    fetch: async (url, init) => fetch(url, { ...init, dispatcher }),
    close: async () => {
      closing.abort(interrupted());
      await Promise.all([loopback.destroy(), network?.destroy()]);
    },
  };
}
