import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import type { SeededHub } from './seeded-hub.ts';

export interface Exchange {
  /** What was asked for: the SOAP operation, the beginning of the SOQL, or method and path without ids. */
  readonly question: string;
  /** What the hub answered. */
  readonly answer: string;
}

const SOAP_OPERATION = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(?<operation>\w+)/;

/** Stands before a hub and hands out its answers, rewritten. It is gone after the test; resolves to its URL. */
export async function startRewritingServer(
  hub: SeededHub,
  rewrite: (exchange: Exchange) => string,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    rewrittenAnswer(hub, request, rewrite).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port');
  return { url: `http://127.0.0.1:${address.port}`, close };
}

interface Rewritten {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

async function rewrittenAnswer(
  hub: SeededHub,
  request: IncomingMessage,
  rewrite: (exchange: Exchange) => string,
): Promise<Rewritten> {
  const sent = await bodyOf(request);
  const answer = await fetch(`${hub.url}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    ...(sent.length > 0 && { body: new Uint8Array(sent) }),
  });
  const received = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  const body = /json|xml/.test(type)
    ? rewrite({ question: questionOf(request, sent), answer: received.toString('utf8') })
    : received;
  return { status: answer.status, type, body };
}

function questionOf({ method, url = '' }: IncomingMessage, body: Buffer): string {
  const { pathname, searchParams } = new URL(url, 'http://hub');
  const operation = SOAP_OPERATION.exec(body.toString('utf8'))?.groups?.['operation'];
  const soql = searchParams.get('q');
  if (operation !== undefined) return operation;
  if (soql !== null) return soql.split(' WHERE ')[0] ?? soql;
  return `${method ?? ''} ${pathname.replaceAll(/\/(?=\w*\d)\w{18}(?=\/|$)/g, '/ID')}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Of the connection are those that are left out; compressed answers could not be rewritten. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const names = ['authorization', 'content-type', 'soapaction', 'sforce-call-options'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
