import type { Dispatcher } from 'undici';
import { ReleaseError } from '../../domain/errors.ts';
import { retryAfterMs } from '../../domain/retry-after.ts';
import { implausibility, serverInability } from './plausible-answer.ts';

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/**
 * Keeps an answer back until it is there as a whole and may be Salesforce's. jsforce-node 3.12 pipes a body without
 * listening for its errors: one that is cut in the middle would end the process, past every try and catch.
 */
export class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler;
  readonly #origin: string;
  readonly #path: string;
  readonly #chunks: Buffer[] = [];
  #start: { statusCode: number; headers: Headers; statusMessage: string | undefined } | undefined;

  constructor(inner: Dispatcher.DispatchHandler, origin: string, path: string) {
    this.#inner = inner;
    this.#origin = origin;
    this.#path = path;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#inner.onRequestStart?.(controller, context);
  }

  onResponseStart(
    _controller: Controller,
    statusCode: number,
    headers: Headers,
    statusMessage?: string,
  ): void {
    this.#start = { statusCode, headers, statusMessage };
    this.#chunks.length = 0;
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk));
  }

  onResponseEnd(controller: Controller, trailers: Headers): void {
    const start = this.#start;
    if (start === undefined) return;
    const { statusCode, headers, statusMessage } = start;
    const answer = { path: this.#path, statusCode, headers, body: Buffer.concat(this.#chunks) };
    const inability = serverInability(answer);
    if (inability !== undefined) {
      const pauseMs = retryAfterMs(headers['retry-after'], Date.now());
      this.#inner.onResponseError?.(controller, unable(this.#origin, inability, pauseMs));
      return;
    }
    const found = implausibility(answer);
    if (found !== undefined) {
      this.#inner.onResponseError?.(controller, notSalesforce(this.#origin, found));
      return;
    }
    this.#inner.onResponseStart?.(controller, statusCode, headers, statusMessage);
    for (const chunk of this.#chunks) this.#inner.onResponseData?.(controller, chunk);
    this.#inner.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Controller, error: Error): void {
    this.#inner.onResponseError?.(controller, error);
  }
}

function unable(origin: string, inability: string, pauseMs: number | undefined): ReleaseError {
  const pause =
    pauseMs === undefined ? [] : [`it asks to wait ${Math.ceil(pauseMs / 1_000)} seconds`];
  return new ReleaseError('HUB_UNREACHABLE', `${origin} could not answer`, {
    found: [inability, ...pause].join('; '),
    actions: [
      'Check https://status.salesforce.com.',
      'Run again: it continues where this run stopped.',
    ],
    ...(pauseMs !== undefined && { retryAfterMs: pauseMs }),
  });
}

function notSalesforce(origin: string, found: string): ReleaseError {
  return new ReleaseError('HUB_ANSWER_UNUSABLE', `What answered at ${origin} was not Salesforce`, {
    found,
    wanted: 'a complete answer of the Salesforce API',
    why: 'A proxy, a login page of the network or a broken connection answers like this.',
    actions: [
      'Open the URL in a browser on this machine and see what answers.',
      'Then run again; nothing is built twice.',
    ],
  });
}
