import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';

export interface PlainServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** "METHOD /path", in the order in which they came. */
  readonly requests: readonly string[];
}

/** A server that does what it is told to, well or badly; it is gone after the test. */
export async function startPlainServer(
  answer: RequestListener,
  onConnect?: (request: IncomingMessage) => void,
): Promise<PlainServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.on('connect', (request, socket) => {
    requests.push(`${request.method} ${request.url}`);
    onConnect?.(request);
    // Whoever was refused a tunnel may be killed before it has read so: no news to a test.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}
