import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import { HubStartFailed } from '../hub-start-failed.ts';
import type { HubFetch } from './hub-app.ts';
import type { Certificate } from './self-signed-certificate.ts';

const LOOPBACK = '127.0.0.1';
/** Longer than clients keep idle connections, so that none writes into one that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

export interface Listening {
  readonly port: number;
  /** Ends every connection and takes no new ones, for so long. */
  goDown(ms: number): void;
  close(): Promise<void>;
}

export interface PortWishes {
  /** The caller insists on it. */
  readonly explicit: number | undefined;
  /** Tried in order; any free one after them. */
  readonly preferred: readonly number[];
}

/** Opens a socket of the hub, on loopback only; with a certificate it speaks https. */
export async function listen(
  fetch: HubFetch,
  { explicit, preferred }: PortWishes,
  certificate?: Certificate,
): Promise<Listening> {
  for (const port of explicit === undefined ? [...preferred, 0] : [explicit]) {
    const listening = await tryPort(fetch, port, certificate);
    if (listening !== undefined) return listening;
  }
  const taken = explicit
    ? `Port ${explicit} on ${LOOPBACK} is taken by another program.`
    : `No port on ${LOOPBACK} is free.`;
  throw new HubStartFailed('port-taken', taken);
}

async function tryPort(
  fetch: HubFetch,
  port: number,
  certificate: Certificate | undefined,
): Promise<Listening | undefined> {
  const server = serverFor(fetch, certificate);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const opened = typeof address === 'object' && address !== null ? address.port : port;
      resolve(listeningOn(server, opened));
    });
  });
}

function serverFor(fetch: HubFetch, certificate: Certificate | undefined): Server {
  return (
    certificate === undefined
      ? createAdaptorServer({ fetch })
      : createAdaptorServer({
          fetch,
          createServer: createHttpsServer,
          serverOptions: { key: certificate.key, cert: certificate.certificate },
        })
  ) as Server;
}

function listeningOn(server: Server, port: number): Listening {
  let comingBack: NodeJS.Timeout | undefined;
  return {
    port,
    goDown: (ms) => {
      server.close();
      server.closeAllConnections();
      comingBack = setTimeout(() => server.listen(port, LOOPBACK), ms);
    },
    close: async () => {
      clearTimeout(comingBack);
      await closeServer(server);
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
