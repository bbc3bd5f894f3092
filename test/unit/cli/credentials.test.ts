import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentLogin } from '../../../src/cli/credentials.ts';
import type { Environment } from '../../../src/cli/environment.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const JWT = {
  DEVHUB_JWT_CLIENT_ID: '3MVG9.client',
  DEVHUB_JWT_USERNAME: 'admin@acme.example',
  DEVHUB_JWT_KEY: '-----BEGIN …',
};
const AUTH_URL = 'force://PlatformCLI:secret:5Aep861.token==@acme.my.salesforce.com';
const TOKEN = {
  SF_ACCESS_TOKEN: '00DHu00000EcaHb!token',
  SF_ORG_INSTANCE_URL: 'https://acme.my.salesforce.com',
};

async function keyFile(text: string): Promise<string> {
  const folder = await temporaryFolder('key');
  await writeFile(join(folder, 'server.key'), text);
  return join(folder, 'server.key');
}

describe('environmentLogin', () => {
  it.each([
    ['nothing', {}],
    [
      'secrets that are not there',
      { DEVHUB_JWT_KEY: '', DEVHUB_AUTH_URL: ' ', SF_ACCESS_TOKEN: '' },
    ],
    [
      'addresses without a login',
      { SF_ORG_INSTANCE_URL: 'https://a.example', DEVHUB_LOGIN_URL: 'https://b.example' },
    ],
  ])('finds no login in %s', async (_what, environment) => {
    expect(await environmentLogin(environment)).toBeUndefined();
  });

  it('takes a signed assertion, to login.salesforce.com unless it is told', async () => {
    const wanted = {
      kind: 'jwt',
      clientId: '3MVG9.client',
      username: 'admin@acme.example',
      privateKey: '-----BEGIN …',
    };

    expect(await environmentLogin(JWT)).toEqual({
      ...wanted,
      loginUrl: 'https://login.salesforce.com',
    });
    expect(
      await environmentLogin({ ...JWT, DEVHUB_LOGIN_URL: 'https://test.salesforce.com' }),
    ).toEqual({ ...wanted, loginUrl: 'https://test.salesforce.com' });
  });

  it('reads the key from a file', async () => {
    const file = await keyFile('-----BEGIN in a file');

    expect(
      await environmentLogin({ ...JWT, DEVHUB_JWT_KEY: '', DEVHUB_JWT_KEY_FILE: file }),
    ).toMatchObject({ privateKey: '-----BEGIN in a file' });
  });

  it('takes an access token, with the line break it was pasted with', async () => {
    expect(
      await environmentLogin({ ...TOKEN, SF_ACCESS_TOKEN: `${TOKEN.SF_ACCESS_TOKEN}\n` }),
    ).toEqual({
      kind: 'access-token',
      accessToken: TOKEN.SF_ACCESS_TOKEN,
      instanceUrl: TOKEN.SF_ORG_INSTANCE_URL,
    });
  });

  it.each([
    [AUTH_URL, 'secret', 'https://acme.my.salesforce.com'],
    [`${AUTH_URL}\n`, 'secret', 'https://acme.my.salesforce.com'],
    [`${AUTH_URL}/`, 'secret', 'https://acme.my.salesforce.com'],
    [AUTH_URL.replace('secret', ''), undefined, 'https://acme.my.salesforce.com'],
    [
      AUTH_URL.replace('acme.my.salesforce.com', '127.0.0.1:7117'),
      'secret',
      'http://127.0.0.1:7117',
    ],
    [
      AUTH_URL.replace('acme.my.salesforce.com', 'localhost:7117'),
      'secret',
      'http://localhost:7117',
    ],
    [
      AUTH_URL.replace('acme.my.salesforce.com', 'acme.example:8443'),
      'secret',
      'https://acme.example:8443',
    ],
  ])('takes the auth URL %j', async (url, clientSecret, loginUrl) => {
    expect(await environmentLogin({ DEVHUB_AUTH_URL: url })).toEqual({
      kind: 'refresh-token',
      clientId: 'PlatformCLI',
      clientSecret,
      refreshToken: '5Aep861.token==',
      loginUrl,
    });
  });

  it.each([
    'force://5Aep861@acme.my.salesforce.com',
    'https://acme.my.salesforce.com',
    'force://PlatformCLI::@acme.my.salesforce.com',
    'force://PlatformCLI:secret:5Aep861@https://acme.my.salesforce.com',
    'force://PlatformCLI:secret:5Aep861',
  ])('refuses the auth URL %s, and does not show it', async (url) => {
    const failure: unknown = await environmentLogin({ DEVHUB_AUTH_URL: url }).catch(
      (error: unknown) => error,
    );

    expect(failure).toMatchObject({ code: 'CREDENTIALS_INCOMPLETE' });
    expect(JSON.stringify(failure)).not.toContain('5Aep861');
  });

  it.each([
    [{ DEVHUB_JWT_CLIENT_ID: '' }, 'nothing in DEVHUB_JWT_CLIENT_ID'],
    [{ DEVHUB_JWT_USERNAME: undefined }, 'nothing in DEVHUB_JWT_USERNAME'],
    [{ DEVHUB_JWT_KEY: '' }, 'nothing in DEVHUB_JWT_KEY or DEVHUB_JWT_KEY_FILE'],
    [
      { DEVHUB_JWT_CLIENT_ID: '', DEVHUB_JWT_KEY: '' },
      'nothing in DEVHUB_JWT_CLIENT_ID, DEVHUB_JWT_KEY or DEVHUB_JWT_KEY_FILE',
    ],
  ])('says what is missing of a signed assertion: %j', async (changes, found) => {
    await expect(environmentLogin({ ...JWT, ...changes })).rejects.toMatchObject({
      code: 'CREDENTIALS_INCOMPLETE',
      detail: { found },
    });
  });

  it('says that a token belongs to an org', async () => {
    await expect(
      environmentLogin({ SF_ACCESS_TOKEN: TOKEN.SF_ACCESS_TOKEN }),
    ).rejects.toMatchObject({
      code: 'CREDENTIALS_INCOMPLETE',
      detail: { found: 'nothing in SF_ORG_INSTANCE_URL' },
    });
  });

  it('says that a key file is not there', async () => {
    const environment = { ...JWT, DEVHUB_JWT_KEY: '', DEVHUB_JWT_KEY_FILE: '/nowhere/server.key' };

    await expect(environmentLogin(environment)).rejects.toMatchObject({
      code: 'CREDENTIALS_INCOMPLETE',
      detail: { found: expect.stringContaining('/nowhere/server.key') },
    });
  });

  it.each([
    [{ ...JWT, ...TOKEN }, 'DEVHUB_JWT_… and SF_ACCESS_TOKEN'],
    [{ ...JWT, DEVHUB_AUTH_URL: AUTH_URL }, 'DEVHUB_JWT_… and DEVHUB_AUTH_URL'],
    [
      { DEVHUB_JWT_USERNAME: 'half', ...TOKEN, DEVHUB_AUTH_URL: 'broken' },
      'DEVHUB_JWT_… and DEVHUB_AUTH_URL and SF_ACCESS_TOKEN',
    ],
    [{ ...JWT, DEVHUB_JWT_KEY_FILE: '/also/a/file' }, 'DEVHUB_JWT_KEY and DEVHUB_JWT_KEY_FILE'],
  ] satisfies [Environment, string][])(
    'does not choose between two logins',
    async (environment, found) => {
      await expect(environmentLogin(environment)).rejects.toMatchObject({
        code: 'AMBIGUOUS_CREDENTIALS',
        detail: { found },
      });
    },
  );
});
