import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { ReleaseError } from '../../../../src/domain/errors.ts';
import { translated } from '../../../../src/salesforce/foreign-error.ts';
import { retryRead } from '../../../../src/salesforce/retry-reads.ts';
import { openTransport } from '../../../../src/salesforce/transport/transport.ts';
import { memoryConnection } from '../../../support/memory-connection.ts';
import { startPlainServer } from '../../../support/plain-server.ts';
import { transportFor } from '../../../support/transport-for.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };
const BODY = JSON.stringify({ records: [{ Id: '00DHu00000EcaHbMAJ' }] });

/** Why a request failed, as the rest of the tool is told. */
async function failureOf(request: Promise<unknown>): Promise<ReleaseError> {
  const error: unknown = await request.then(
    () => 'it did not fail',
    (reason: unknown) => reason,
  );
  return translated(error, 'asking');
}

describe('the transport', () => {
  it('hands on an answer as it came', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(200, JSON_HEADERS).end(BODY);
    });

    const response = await transportFor(url).fetch(url, {});

    expect(response.status).toBe(200);
    expect(await response.text()).toBe(BODY);
  });

  it('hands on a compressed answer, unpacked', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(200, { ...JSON_HEADERS, 'content-encoding': 'gzip' }).end(gzipSync(BODY));
    });

    const response = await transportFor(url).fetch(url, {});

    expect(await response.text()).toBe(BODY);
  });

  it('hands on an error answer as it came', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>no</html>');
    });

    const response = await transportFor(url).fetch(url, {});

    expect([response.status, await response.text()]).toEqual([403, '<html>no</html>']);
  });

  it.each([408, 420, 425, 429, 500, 502, 503, 504, 507, 520, 524])(
    'takes status %s for no answer, whatever the body says',
    async (status) => {
      const { url } = await startPlainServer((_request, response) => {
        response
          .writeHead(status, JSON_HEADERS)
          .end('[{"errorCode":"INTERNAL_SERVER_ERROR","message":"Later"}]');
      });

      const asking = transportFor(url).fetch(url, {});

      await expect(asking).rejects.toMatchObject({
        cause: {
          code: 'HUB_UNREACHABLE',
          detail: { found: `HTTP ${status}, INTERNAL_SERVER_ERROR: Later` },
        },
      });
    },
  );

  it('asks a busy server again no sooner than it wants', async () => {
    const askedAt: number[] = [];
    const { url } = await startPlainServer((_request, response) => {
      askedAt.push(performance.now());
      if (askedAt.length === 1) response.writeHead(503, { 'retry-after': '1' }).end('Busy');
      else response.writeHead(200, JSON_HEADERS).end(BODY);
    });
    const transport = transportFor(url);

    const response = await retryRead('asking', async () => transport.fetch(url, {}));

    expect(response.status).toBe(200);
    const [first = 0, second = 0] = askedAt;
    // Timers may fire a millisecond early.
    expect(second - first).toBeGreaterThan(990);
  });

  it('gives up, and says so, where a busy server wants to be left alone for long', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(429, { 'retry-after': '3600' }).end('Busy');
    });
    const transport = transportFor(url);

    const failure = await failureOf(retryRead('asking', async () => transport.fetch(url, {})));

    expect(failure).toMatchObject({
      code: 'HUB_UNREACHABLE',
      detail: { found: 'HTTP 429; it asks to wait 3600 seconds' },
    });
  });

  it('takes 501 for an answer: asking again would not change it', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(501, JSON_HEADERS).end('[{"errorCode":"NOT_IMPLEMENTED"}]');
    });

    const response = await transportFor(url).fetch(url, {});

    expect(response.status).toBe(501);
  });

  it.each([
    [
      'is cut in the middle of the body',
      (_request, response) => {
        response.writeHead(200, { ...JSON_HEADERS, 'content-length': BODY.length + 100 });
        response.write(BODY, () => response.socket?.destroy());
      },
      'HUB_UNREACHABLE',
    ],
    [
      'is cut in the middle of a chunked body',
      (_request, response) => {
        response.writeHead(200, JSON_HEADERS);
        response.write(BODY, () => response.socket?.destroy());
      },
      'HUB_UNREACHABLE',
    ],
    ['is a closed connection', (request) => request.socket.end(), 'HUB_UNREACHABLE'],
    ['is a reset', (request) => request.socket.resetAndDestroy(), 'HUB_UNREACHABLE'],
    [
      'is a login page',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      },
      'HUB_ANSWER_UNUSABLE',
    ],
    [
      'is empty',
      (_request, response) => {
        response.writeHead(200, JSON_HEADERS).end();
      },
      'HUB_ANSWER_UNUSABLE',
    ],
    [
      'is cut, but has the length it says',
      (_request, response) => {
        response.writeHead(200, JSON_HEADERS).end(BODY.slice(0, -5));
      },
      'HUB_ANSWER_UNUSABLE',
    ],
    [
      'cannot be unpacked',
      (_request, response) => {
        response
          .writeHead(200, { ...JSON_HEADERS, 'content-encoding': 'gzip' })
          .end(gzipSync(BODY).subarray(0, 20));
      },
      'HUB_ANSWER_UNUSABLE',
    ],
  ] satisfies [string, Parameters<typeof startPlainServer>[0], string][])(
    'rejects an answer that %s',
    async (_what, answer, code) => {
      const { url, requests } = await startPlainServer(answer);

      expect(await failureOf(transportFor(url).fetch(url, {}))).toMatchObject({ code });
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    ['no answer at all', () => undefined],
    [
      'an answer that stops',
      (_request, response) => {
        response.writeHead(200, JSON_HEADERS);
        response.write('{"records":');
      },
    ],
  ] satisfies [string, Parameters<typeof startPlainServer>[0]][])(
    'waits for %s no longer than a request may take',
    async (_what, answer) => {
      const { url } = await startPlainServer(answer);
      const transport = openTransport({ requestMs: 300 });
      transport.allow(url);
      const startedAt = Date.now();

      const failure = await failureOf(transport.fetch(url, {}));

      expect(failure).toMatchObject({
        code: 'HUB_UNREACHABLE',
        detail: { found: expect.stringMatching(/^UND_ERR_(HEADERS|BODY)_TIMEOUT/) },
      });
      expect(Date.now() - startedAt).toBeLessThan(2_500);
      await transport.close();
    },
  );

  it('follows a redirect within the org', async () => {
    const { url, requests } = await startPlainServer((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else response.writeHead(200, JSON_HEADERS).end(BODY);
    });

    const response = await transportFor(url).fetch(`${url}/old`, {});

    expect(await response.text()).toBe(BODY);
    expect(requests).toEqual(['GET /old', 'GET /new']);
  });

  it('does not follow a redirect to another host', async () => {
    const other = await startPlainServer((_request, response) => {
      response.writeHead(200, JSON_HEADERS).end(BODY);
    });
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(302, { location: other.url }).end();
    });

    expect(await failureOf(transportFor(url).fetch(url, {}))).toMatchObject({
      code: 'HOST_NOT_ALLOWED',
      detail: { found: other.url },
    });
    expect(other.requests).toEqual([]);
  });

  it('asks nobody who was not named, not even for an address', async () => {
    const failure = await failureOf(transportFor().fetch('https://login.salesforce.com/x', {}));

    expect(failure).toMatchObject({
      code: 'HOST_NOT_ALLOWED',
      detail: { found: 'https://login.salesforce.com' },
    });
  });

  it('ends the pause between two tries when it is closed', async () => {
    const server = await startPlainServer((request) => request.socket.end());
    const transport = transportFor(server.url);
    const reading = retryRead('asking', async () => transport.fetch(server.url, {})).catch(
      (error: unknown) => error,
    );
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(1));

    await transport.close();

    expect(await reading).toMatchObject({ code: 'INTERRUPTED' });
    // Three more would follow, the last one after 5.4 s.
    expect(server.requests.length).toBeLessThan(5);
  });

  it('ends the pause that a busy server asked for when it is closed', async () => {
    const { url, requests } = await startPlainServer((_request, response) => {
      response.writeHead(503, { 'retry-after': '50' }).end('Busy');
    });
    const transport = transportFor(url);
    const reading = retryRead('asking', async () => transport.fetch(url, {})).catch(
      (error: unknown) => error,
    );
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    // Its answer has come, and the pause begun.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const closedAt = performance.now();

    await transport.close();

    expect(await reading).toMatchObject({ code: 'INTERRUPTED' });
    expect(performance.now() - closedAt).toBeLessThan(20_000);
  });

  it('ends what is under way when it is closed, and begins nothing after that', async () => {
    const { url, requests } = await startPlainServer(() => undefined);
    const transport = transportFor(url);
    const pending = failureOf(transport.fetch(url, {}));
    await vi.waitFor(() => expect(requests).toHaveLength(1));

    await transport.close();

    expect(await pending).toMatchObject({ code: 'HUB_UNREACHABLE' });
    expect(await failureOf(transport.fetch(url, {}))).toMatchObject({ code: 'INTERRUPTED' });
    expect(requests).toHaveLength(1);
  });

  describe('with a proxy in the environment', () => {
    it.each(['127.0.0.1', 'localhost'])('reaches this machine at %s without it', async (host) => {
      const proxy = await startPlainServer((_request, response) => response.end());
      const { url } = await startPlainServer((_request, response) => {
        response.writeHead(200, JSON_HEADERS).end(BODY);
      });
      vi.stubEnv('HTTP_PROXY', proxy.url);
      vi.stubEnv('http_proxy', proxy.url);
      const local = url.replace('127.0.0.1', host);

      const response = await transportFor(local).fetch(local, {});

      expect(await response.text()).toBe(BODY);
      expect(proxy.requests).toEqual([]);
    });

    it('reaches an org through it', async () => {
      const proxy = await startPlainServer((_request, response) => response.end());
      vi.stubEnv('HTTPS_PROXY', proxy.url);
      const org = 'https://acme.my.salesforce.com';

      const failure = await failureOf(transportFor(org).fetch(org, {}));

      expect(failure.code).toBe('HUB_UNREACHABLE');
      expect(proxy.requests).toEqual(['CONNECT acme.my.salesforce.com:443']);
    });
  });
});

describe("Salesforce's libraries", () => {
  it('have one copy of jsforce, which the transport is set in', () => {
    const ours = createRequire(import.meta.url);
    const path = '@jsforce/jsforce-node/lib/request.js';

    const theirs = [
      '@salesforce/core',
      '@salesforce/packaging',
      '@salesforce/source-deploy-retrieve',
    ]
      .map((library) => createRequire(ours.resolve(library)))
      .map((require) => require.resolve(path));

    expect(new Set([...theirs, ours.resolve(path)]).size).toBe(1);
  });

  it('survive an answer that is cut in the middle', async () => {
    const { url, requests } = await startPlainServer((_request, response) => {
      response.writeHead(200, { ...JSON_HEADERS, 'content-length': 1_000 });
      response.write(BODY, () => response.socket?.destroy());
    });
    transportFor(url);
    const connection = await memoryConnection(url);

    const failure = await failureOf(connection.request('/limits'));

    expect(failure).toMatchObject({ code: 'HUB_UNREACHABLE' });
    expect(requests).toHaveLength(1);
  });

  it('do not take a login page for an org without apps', async () => {
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    });
    transportFor(url);
    const connection = await memoryConnection(url);

    const failure = await failureOf(
      connection.metadata.list({ type: 'ExternalClientApplication' }, '68.0'),
    );

    expect(failure).toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
      detail: { found: 'an HTML page' },
    });
  });

  it('do not repeat anything by themselves', async () => {
    const { url, requests } = await startPlainServer((_request, response) => {
      response.writeHead(503, JSON_HEADERS).end('[{"errorCode":"SERVER_UNAVAILABLE"}]');
    });
    transportFor(url);
    const connection = await memoryConnection(url);

    await failureOf(connection.request('/limits'));

    expect(requests).toHaveLength(1);
  });

  it('talk to nobody who was not named', async () => {
    const { url, requests } = await startPlainServer((_request, response) => response.end());
    transportFor();
    const connection = await memoryConnection(url);

    expect(await failureOf(connection.request('/limits'))).toMatchObject({
      code: 'HOST_NOT_ALLOWED',
    });
    expect(requests).toEqual([]);
  });

  it('reach this machine without the proxy of the environment', async () => {
    const proxy = await startPlainServer((_request, response) => response.end());
    const { url } = await startPlainServer((_request, response) => {
      response.writeHead(200, JSON_HEADERS).end('{"DailyApiRequests":{}}');
    });
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('http_proxy', proxy.url);
    transportFor(url);
    const connection = await memoryConnection(url);

    expect(await connection.request('/limits')).toEqual({ DailyApiRequests: {} });
    expect(proxy.requests).toEqual([]);
  });
});
