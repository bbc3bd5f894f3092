import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request on its way from the tool to its hub. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: string;
}

/** What somebody at the gate does with a request; drop closes the connection without a word. */
export type Verdict = 'pass' | 'drop';

export interface GateKeeper {
  /** It has come as a whole, and the hub does not know of it yet. */
  before?(request: PassingRequest): Promise<Verdict> | Verdict;
  /** The hub has done it, and nobody has heard its answer yet. */
  after?(request: PassingRequest): Promise<Verdict> | Verdict;
}

export interface Gate {
  readonly url: string;
  /** Who watches from now on; nobody where it is undefined. */
  keeper: GateKeeper | undefined;
  /** The hub that is behind it from now on. */
  hubUrl: string;
  close(): Promise<void>;
}

/**
 * Stands between the tool and its hub, so that a test can act at an exact moment: when a request has been sent, or when
 * it has been carried out and not yet answered. Keeps its address while hubs come and go behind it.
 */
export async function openGate(): Promise<Gate> {
  const server = createServer((incoming, outgoing) => {
    pass(gate, incoming, outgoing).catch(() => {
      incoming.socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const gate: Gate = {
    url: `http://127.0.0.1:${port}`,
    hubUrl: '',
    keeper: undefined,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return gate;
}

async function pass(
  gate: Gate,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const bytes = await bodyOf(incoming);
  const passing: PassingRequest = {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    body: bytes.toString('utf8'),
  };
  const { keeper } = gate;
  if ((await keeper?.before?.(passing)) === 'drop') {
    incoming.socket.destroy();
    return;
  }
  const { answer, body } = await askHub(gate.hubUrl, incoming, bytes);
  if ((await keeper?.after?.(passing)) === 'drop') {
    incoming.socket.destroy();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
  outgoing.end(body);
}

async function askHub(
  hubUrl: string,
  { method, url, headers }: IncomingMessage,
  bytes: Buffer,
): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const forwarded = request(`${hubUrl}${url ?? ''}`, { method, headers }, resolve);
    forwarded.on('error', reject);
    forwarded.end(bytes);
  });
  return { answer, body: await bodyOf(answer) };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
