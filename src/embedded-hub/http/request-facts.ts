import type { HubContext } from './hub-context.ts';

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
  const envelope = await envelopeOf(context);
  return {
    method: context.req.method,
    target: url.pathname + url.search,
    path: context.req.path,
    soap: envelope?.operation.name,
    soql: url.searchParams.get('q') ?? undefined,
    token: envelope?.sessionId ?? bearerToken(context),
  };
}

async function envelopeOf({ req }: HubContext) {
  if (!req.path.startsWith('/services/Soap/')) return undefined;
  const { readEnvelope } = await import('../soap/soap-envelope.ts');
  return readEnvelope(await req.text());
}

export function bearerToken(context: HubContext): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
}
