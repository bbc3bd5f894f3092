import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import type { HubLogin } from '../../../../src/domain/hub-login.ts';
import {
  audienceFor,
  jwtGrant,
  refreshGrant,
} from '../../../../src/salesforce/login/token-grants.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

function login(
  changes: Partial<Extract<HubLogin, { kind: 'jwt' }>> = {},
): Extract<HubLogin, { kind: 'jwt' }> {
  return {
    kind: 'jwt',
    clientId: '3MVG9.client',
    username: 'admin@acme.example',
    privateKey: PKCS8,
    loginUrl: 'https://login.salesforce.com',
    ...changes,
  };
}

describe('jwtGrant', () => {
  it.each([
    ['PKCS#8', PKCS8],
    ['PKCS#1', PKCS1],
    ['PEM with \\n for its line breaks, as .env files have it', PKCS8.replaceAll('\n', '\\n')],
    ['PEM with Windows line breaks', PKCS8.replaceAll('\n', '\r\n')],
    ['PEM with space around it', `\n  ${PKCS8}\n\n`],
    ['PEM that is indented', PKCS8.replaceAll(/^/gm, '    ')],
  ])('signs with a key in %s', async (_form, key) => {
    const { assertion = '', grant_type } = await jwtGrant(login({ privateKey: key }));

    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey);

    expect(grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(protectedHeader).toEqual({ alg: 'RS256' });
    expect(payload).toMatchObject({
      iss: '3MVG9.client',
      sub: 'admin@acme.example',
      aud: 'https://login.salesforce.com',
    });
  });

  it('makes assertions that end within three minutes, counted in seconds', async () => {
    const before = Date.now() / 1_000;

    const { exp = 0 } = decodeJwt((await jwtGrant(login()))['assertion'] ?? '');

    expect(exp - before).toBeGreaterThan(60);
    expect(exp - before).toBeLessThan(180);
  });

  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

  it.each([
    ['is none', 'hunter2hunter2'],
    ['is empty', ''],
    ['is cut', PKCS8.slice(0, 400)],
    ['is public', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['is of another kind', elliptic],
    [
      'is locked with a passphrase',
      privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
    ],
  ])('refuses a key that %s, and shows nothing of it', async (_what, key) => {
    const failure: unknown = await jwtGrant(login({ privateKey: key })).catch(
      (error: unknown) => error,
    );

    expect(failure).toMatchObject({ code: 'CREDENTIALS_INCOMPLETE' });
    const shown = JSON.stringify({ failure, text: String(failure) });
    const parts = key.split('\n').filter((line) => line.length > 8 && !line.startsWith('-----'));
    expect(parts.filter((part) => shown.includes(part))).toEqual([]);
    expect(failure).not.toHaveProperty('cause');
  });
});

describe('audienceFor', () => {
  it.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['https://login.salesforce.com/', 'https://login.salesforce.com'],
    ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
    ['http://127.0.0.1:7117', 'http://127.0.0.1:7117'],
    ['http://127.0.0.1:7117/', 'http://127.0.0.1:7117'],
    ['https://login.other.example/path', 'https://login.other.example'],
  ])('of %s is %s', (url, audience) => {
    expect(audienceFor(url)).toBe(audience);
  });

  it('is what SF_AUDIENCE_URL says', () => {
    vi.stubEnv('SF_AUDIENCE_URL', 'https://gov.example');

    expect(audienceFor('https://login.salesforce.com')).toBe('https://gov.example');
  });

  it('is not an empty SF_AUDIENCE_URL', () => {
    vi.stubEnv('SF_AUDIENCE_URL', '');

    expect(audienceFor('https://login.salesforce.com')).toBe('https://login.salesforce.com');
  });
});

describe('refreshGrant', () => {
  const TOKEN = {
    kind: 'refresh-token',
    clientId: 'PlatformCLI',
    clientSecret: undefined,
    refreshToken: '5Aep861',
    loginUrl: 'https://acme.my.salesforce.com',
  } as const;

  it('has a secret only where there is one', () => {
    expect(refreshGrant(TOKEN)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: '5Aep861',
      client_id: 'PlatformCLI',
    });
    expect(refreshGrant({ ...TOKEN, clientSecret: 's' })).toMatchObject({ client_secret: 's' });
  });
});
