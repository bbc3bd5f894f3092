import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeMachine, type Machine } from '../support/machine.ts';
import { logIn } from '../support/log-in.ts';
import { configure } from '../support/project-settings.ts';
import { refusalOf } from '../support/refused-run.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const TAG_BUILD = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4.0' };

interface Case {
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly code: string;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    title: 'a tag build without a login',
    environment: TAG_BUILD,
    code: 'NO_DEV_HUB',
    says: /DEVHUB_JWT_CLIENT_ID[\s\S]*--target-dev-hub ALIAS[\s\S]*--rehearse/,
  },
  {
    title: 'a tag build whose secrets are empty, as GitHub hands them to a fork',
    environment: {
      ...TAG_BUILD,
      DEVHUB_JWT_CLIENT_ID: '',
      DEVHUB_JWT_KEY: '',
      DEVHUB_AUTH_URL: '',
    },
    code: 'NO_DEV_HUB',
    says: /would only rehearse/,
  },
  {
    title: 'a build that must not rehearse',
    environment: {},
    args: ['release', '--require-dev-hub'],
    code: 'NO_DEV_HUB',
    says: /would only rehearse/,
  },
  {
    title: 'two logins at once',
    environment: {
      SF_ACCESS_TOKEN: 'made-up-token',
      DEVHUB_AUTH_URL: 'force://a:b:c@example.my.salesforce.com',
    },
    code: 'AMBIGUOUS_CREDENTIALS',
    says: /DEVHUB_AUTH_URL and SF_ACCESS_TOKEN/,
  },
  {
    title: 'a JWT key that is given twice',
    environment: {
      DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
      DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
      DEVHUB_JWT_KEY: privateKey,
      DEVHUB_JWT_KEY_FILE: 'server.key',
    },
    code: 'AMBIGUOUS_CREDENTIALS',
    says: /DEVHUB_JWT_KEY and DEVHUB_JWT_KEY_FILE/,
  },
  {
    title: 'a token without its instance',
    environment: { SF_ACCESS_TOKEN: 'made-up-token' },
    code: 'CREDENTIALS_INCOMPLETE',
    says: /Set SF_ORG_INSTANCE_URL/,
  },
  {
    title: 'a JWT login with nothing but the client id',
    environment: { DEVHUB_JWT_CLIENT_ID: 'PlatformCLI' },
    code: 'CREDENTIALS_INCOMPLETE',
    says: /Set DEVHUB_JWT_USERNAME and DEVHUB_JWT_KEY or DEVHUB_JWT_KEY_FILE/,
  },
  {
    title: 'a JWT key that is no key',
    environment: {
      DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
      DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
      DEVHUB_JWT_KEY: 'not-a-key',
      DEVHUB_LOGIN_URL: 'http://127.0.0.1:1',
    },
    code: 'CREDENTIALS_INCOMPLETE',
    says: /from the line BEGIN PRIVATE KEY to the line END PRIVATE KEY/,
  },
  {
    title: 'a JWT key file that is not there',
    environment: {
      DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
      DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
      DEVHUB_JWT_KEY_FILE: 'missing.key',
    },
    code: 'CREDENTIALS_INCOMPLETE',
    says: /missing\.key[\s\S]*Correct DEVHUB_JWT_KEY_FILE/,
  },
  {
    title: 'an auth URL of another form',
    environment: { DEVHUB_AUTH_URL: 'https://example.my.salesforce.com' },
    code: 'CREDENTIALS_INCOMPLETE',
    says: /force:\/\/<clientId>:<clientSecret>:<refreshToken>@<instance>/,
  },
  {
    title: 'plain http to another machine',
    environment: {
      SF_ACCESS_TOKEN: 'made-up-token',
      SF_ORG_INSTANCE_URL: 'http://acme.my.salesforce.com',
    },
    code: 'INSECURE_URL',
    says: /http:\/\/acme\.my\.salesforce\.com[\s\S]*clear text/,
  },
  {
    title: 'plain http to a machine whose name only begins like this one',
    environment: {
      SF_ACCESS_TOKEN: 'made-up-token',
      SF_ORG_INSTANCE_URL: 'http://127.0.0.1.evil.example',
    },
    code: 'INSECURE_URL',
    says: /clear text/,
  },
  {
    title: 'an instance that is no URL',
    environment: { SF_ACCESS_TOKEN: 'made-up-token', SF_ORG_INSTANCE_URL: 'acme' },
    code: 'INSECURE_URL',
    says: /https:\/\/example\.my\.salesforce\.com/,
  },
];

describe('a release is refused before anything is touched, for', () => {
  it.each(CASES)('$title', async ({ environment, args, code, says }) => {
    const machine = await makeMachine();

    const refusal = await refusalOf({ machine, environment, ...(args !== undefined && { args }) });

    expect(refusal).toMatchObject({ code, exitCode: 3 });
    expect(refusal.text).toMatch(says);
    expect(refusal.text).not.toMatch(/made-up-token|not-a-key|PRIVATE KEY-----\n/);
  });
});

describe('a release is refused for an environment it cannot work in:', () => {
  it('a proxy that no request can take', async () => {
    const machine = await makeMachine();

    const refusal = await refusalOf({
      machine,
      environment: {
        SF_ACCESS_TOKEN: 'made-up-token',
        SF_ORG_INSTANCE_URL: 'https://acme.my.salesforce.com',
        HTTPS_PROXY: 'http://user:pass%ZZword@proxy.example:8080',
      },
    });

    expect(refusal).toMatchObject({ code: 'PROXY_INVALID', exitCode: 2 });
    expect(refusal.text).toContain('HTTPS_PROXY');
    expect(refusal.text).not.toContain('pass%ZZword');
  });

  it('settings of the sf CLI that cannot be read, where they would say which hub is meant', async () => {
    const machine = await makeMachine();
    await configure(machine.projectDir, { devHub: undefined });
    const file = join(machine.home, 'a-file');
    await writeFile(file, '');

    const refusal = await refusalOf({ machine, environment: { HOME: join(file, 'home') } });

    expect(refusal).toMatchObject({ code: 'LOGIN_NOT_FOUND', exitCode: 3 });
    expect(refusal.text).toMatch(/config\.json[\s\S]*--target-dev-hub ALIAS/);
  });

  it('a folder for temporary files that is not there', async () => {
    const machine = await makeMachine();

    const refusal = await refusalOf({
      machine,
      args: ['release', '--rehearse'],
      environment: { TMPDIR: join(machine.temporary, 'not-there') },
    });

    expect(refusal).toMatchObject({ code: 'WORKSPACE_UNWRITABLE', exitCode: 2 });
    expect(refusal.text).toMatch(/not-there[\s\S]*set TMPDIR/);
  });
});

describe('a hub does not let in', () => {
  let machine: Machine;
  let hub: SeededHub;

  beforeEach(async () => {
    hub = await startSeededHub();
    machine = await makeMachine();
  });

  it('a token that ended', async () => {
    const refusal = await refusalOf({
      machine,
      hub,
      environment: {
        ...hub.tokenLogin,
        SF_ACCESS_TOKEN: '00DHu00000EcaHb!ENDED.a.while.ago.and.for.good',
      },
    });

    expect(refusal).toMatchObject({ code: 'SESSION_EXPIRED', exitCode: 3 });
    expect(refusal.text).toContain('Get a new token for exactly this instance URL');
    expect(refusal.text).not.toContain('ENDED.a.while.ago');
  });

  it('a refresh token that was revoked', async () => {
    const refusal = await refusalOf({
      machine,
      hub,
      environment: {
        DEVHUB_AUTH_URL: `force://PlatformCLI::revoked-token@${new URL(hub.url).host}`,
      },
    });

    expect(refusal).toMatchObject({ code: 'LOGIN_TOKEN_ENDED', exitCode: 3 });
    expect(refusal.text).toContain('invalid_grant: expired access/refresh token');
    expect(refusal.text).not.toContain('revoked-token');
  });

  it('a key whose certificate it does not have', async () => {
    const refusal = await refusalOf({
      machine,
      hub,
      environment: {
        DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
        DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
        DEVHUB_JWT_KEY: privateKey,
        DEVHUB_LOGIN_URL: hub.url,
      },
    });

    expect(refusal).toMatchObject({ code: 'LOGIN_ASSERTION_REFUSED', exitCode: 3 });
    expect(refusal.text).toContain('invalid_grant: invalid assertion');
  });

  it('an alias that was never logged in', async () => {
    await logIn(hub, machine.home, 'MyHub');

    const refusal = await refusalOf({
      machine,
      hub,
      args: ['release', '--yes', '--target-dev-hub', 'MyHubb'],
      environment: {},
    });

    expect(refusal).toMatchObject({ code: 'LOGIN_NOT_FOUND', exitCode: 3 });
    expect(refusal.text).toContain('sf org login web --alias MyHubb');
  });

  it('a user who may not package', async () => {
    const strict = await startSeededHub(undefined, {
      faults: [
        {
          match: { soql: '/[fF][rR][oO][mM] Package2\\b/' },
          times: 'forever',
          action: {
            status: 403,
            body: [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }],
          },
        },
      ],
    });

    const refusal = await refusalOf({ machine, hub: strict });

    expect(refusal).toMatchObject({ code: 'PERMISSION_MISSING', exitCode: 3 });
    expect(refusal.text).toContain('Create and Update Second-Generation Packages');
  });
});
