import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { emptyFolder, startedHub } from './hub-fixture.ts';

/** Status and body, for a client that trusts this certificate and no other. */
async function askedOverHttps(
  url: string,
  ca: string,
  { path, form }: { readonly path: string; readonly form?: Record<string, string> },
): Promise<{ readonly status: number | undefined; readonly body: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url + path,
      { ca, method: form === undefined ? 'GET' : 'POST' },
      (got) => {
        let text = '';
        got.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        got.on('end', () => {
          resolve({ status: got.statusCode, body: JSON.parse(text) as Record<string, string> });
        });
      },
    );
    asked.on('error', reject);
    asked.end(form === undefined ? '' : new URLSearchParams(form).toString());
  });
}

async function isReached(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.on('connect', answer(true)).on('error', answer(false)).on('timeout', answer(false));
  });
}

function portsOf({ url, https }: RunningHub): readonly number[] {
  return [url, https?.url ?? url].map((address) => Number(new URL(address).port));
}

describe('a hub that is asked for https', () => {
  it('speaks http and https, and keeps a client where it came in', async ({ expect }) => {
    const hub = await startedHub({ tls: true });
    const { url = '', certificate = '' } = hub.https ?? {};
    const { refreshToken, clientId } = hub.login;

    const { status, body } = await askedOverHttps(url, certificate, {
      path: '/services/oauth2/token',
      form: { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId },
    });
    const plain = await fetch(`${hub.url}/services/data`);

    expect([status, plain.status]).toEqual([200, 200]);
    expect(body).toMatchObject({
      instance_url: url,
      id: expect.stringMatching(new RegExp(`^${url}/id/00D`)),
    });
  });

  it('has a certificate for loopback alone, which nobody trusts by itself', async ({ expect }) => {
    const hub = await startedHub({ tls: true });
    const { url = '', certificate = '' } = hub.https ?? {};
    const path = '/services/data';

    const byName = await askedOverHttps(url.replace('127.0.0.1', 'localhost'), certificate, {
      path,
    });

    expect(byName.status).toBe(200);
    await expect(fetch(url + path)).rejects.toThrow('fetch failed');
  });

  it('keeps the certificate beside its state, and no key', async ({ expect }) => {
    const stateDir = emptyFolder();
    const hub = await startedHub({ tls: true, stateDir });
    const file = hub.https?.certificateFile ?? '';

    expect(file).toBe(`${stateDir}/embedded-hub-certificate.pem`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(hub.https?.certificate);
    expect(readFileSync(file, 'utf8')).not.toContain('PRIVATE KEY');
  });

  it('is reached on loopback only, by both ports', async ({ expect }) => {
    const hub = await startedHub({ tls: true });
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);

    for (const port of portsOf(hub)) {
      expect(await isReached('127.0.0.1', port)).toBe(true);
      for (const host of ['127.0.0.2', ...others]) expect(await isReached(host, port)).toBe(false);
    }
  });
});
