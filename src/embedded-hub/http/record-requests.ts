import { createMiddleware } from 'hono/factory';
import type { HubEnv } from './hub-context.ts';
import { requestFacts } from './request-facts.ts';

/** One request as it is remembered: enough to see what a client did, nothing that is secret. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query, with the slashes tidied. */
  readonly path: string;
  readonly soap?: string;
  readonly soql?: string;
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  /** What it asked for that is declared nowhere in the hub: no such route, object or field, or not built. */
  readonly undeclared?: string;
}

export interface RequestLog {
  readonly requests: readonly RecordedRequest[];
  add(request: RecordedRequest): void;
}

export function startRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    add: (request) => {
      requests.push(request);
    },
  };
}

export function recordRequests(log: RequestLog) {
  return createMiddleware<HubEnv>(async (context, next) => {
    const { method, path, soap, soql } = await requestFacts(context);
    await next();
    const wasCut = context.env.outgoing.destroyed || context.res.headers.has('x-hono-already-sent');
    const undeclared = context.get('undeclared');
    log.add({
      method,
      path,
      ...(soap === undefined ? {} : { soap }),
      ...(soql === undefined ? {} : { soql: withoutKey(soql) }),
      status: wasCut ? 0 : context.res.status,
      ...(undeclared === undefined ? {} : { undeclared }),
    });
  });
}

/** Installation keys travel in queries. */
function withoutKey(soql: string): string {
  return soql.replaceAll(/(InstallationKey\s*=\s*)'(?:[^'\\]|\\.)*'/gi, "$1'***'");
}
