import { createServer } from 'node:net';

/** Below the ports that the system gives away by itself, so that a hub that is down for a while gets its port back. */
const FIRST_PORT = 21_000;
const PORTS_EACH = 500;

/** A port for a hub that comes and goes; whoever asks with another index gets another one. */
export async function freePort(index: number): Promise<number> {
  const first = FIRST_PORT + index * PORTS_EACH;
  for (let port = first; port < first + PORTS_EACH; port += 1) if (await isFree(port)) return port;
  throw new Error(`No port from ${first} on is free`);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
