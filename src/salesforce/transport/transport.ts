// Sets jsforce's defaults when it loads, proxies among them: it must have loaded before they are replaced.
import '@jsforce/jsforce-node/lib/transport.js';
import { setDefaults, setDispatcher } from '@jsforce/jsforce-node/lib/request.js';
import { EnvHttpProxyAgent, fetch, type Dispatcher, type RequestInit, type Response } from 'undici';
import { ReleaseError } from '../../domain/errors.ts';
import { AllowedOrigins } from './allowed-origins.ts';
import { WholeAnswer } from './whole-answer.ts';

/** How every byte of a run travels, the libraries' included. One per process: jsforce has one dispatcher. */
export interface Transport {
  /** Adds a server the run may talk to. Throws INSECURE_URL. */
  allow(url: string): void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Ends what is under way; requests then fail instead of holding the process. */
  close(): Promise<void>;
}

export interface TransportOptions {
  /** How long the server may be silent, before its answer and within it. */
  readonly requestMs: number;
}

export function openTransport({ requestMs }: TransportOptions): Transport {
  const origins = new AllowedOrigins();
  const agent = new EnvHttpProxyAgent({
    // jsforce speaks HTTP/1.1 only.
    connect: { allowH2: false, timeout: Math.min(requestMs, 10_000) },
    headersTimeout: requestMs,
    bodyTimeout: requestMs,
    noProxy: [
      '127.0.0.1',
      'localhost',
      '::1',
      process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '',
    ]
      .filter((entry) => entry !== '')
      .join(','),
  });
  let isClosed = false;
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    if (isClosed) throw new ReleaseError('INTERRUPTED', 'The run was interrupted');
    const origin = String(options.origin);
    origins.require(origin);
    return dispatch(options, new WholeAnswer(handler, origin, options.path));
  });
  setDispatcher(dispatcher satisfies Dispatcher);
  // No httpProxy: jsforce reads the proxy variables itself, ignores NO_PROXY, and would go around the dispatcher.
  // No retries: reads are repeated in one place, retry-reads.ts, and nothing else ever is.
  setDefaults({ followRedirect: true, retry: { maxRetries: 0 } });

  return {
    allow: (url) => origins.allow(url),
    fetch: async (url, init) => fetch(url, { ...init, dispatcher }),
    close: async () => {
      isClosed = true;
      await agent.destroy();
    },
  };
}
