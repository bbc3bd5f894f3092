import type { HubContext } from './hub-context.ts';
import { readEnvelope } from '../soap/soap-envelope.ts';

/** What can be said about a request before it is handled. */
export interface RequestFacts {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly path: string;
  readonly soap: string | undefined;
  readonly soql: string | undefined;
  /** The session id or access token it came with. */
  readonly token: string | undefined;
}

export async function requestFacts(context: HubContext): Promise<RequestFacts> {
  const url = new URL(context.req.url);
  const envelope = context.req.path.startsWith('/services/Soap/')
    ? readEnvelope(await context.req.text())
    : undefined;
  return {
    method: context.req.method,
    target: url.pathname + url.search,
    path: context.req.path,
    soap: envelope?.operation.name,
    soql: url.searchParams.get('q') ?? undefined,
    token: envelope?.sessionId ?? bearerToken(context),
  };
}

export function bearerToken(context: HubContext): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
}
