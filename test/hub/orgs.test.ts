import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthInfo } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import JSZip from 'jszip';
import { describe, it } from 'vitest';
import type { HubLogin, RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, emptyFolder, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import { CALLBACK, authorizeQuery, codeProof, oauthGet, renewed, token } from './oauth-request.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

const ORGS = [
  {
    org: { id: '00DNs00000OrbNs', name: 'Orbit Namespace', namespace: 'orbitns' },
    login: { username: 'admin@orbit-namespace.example' },
  },
  {
    org: { id: '00DCu0000000001', name: 'Globex', isSandbox: true },
    login: { username: 'admin@globex.example' },
    apps: [{ name: 'Globex_App', distributionState: 'Local' }],
  },
];

async function hubWithOrgs(more: Record<string, unknown> = {}): Promise<RunningHub> {
  return startedHub({ seedFile: seedFileWith({ orgs: ORGS, ...more }) });
}

function loginTo(hub: RunningHub, username: string): HubLogin {
  const login = hub.logins.find((candidate) => candidate.username === username);
  if (login === undefined) throw new TypeError(`no login of ${username}`);
  return login;
}

describe('the orgs of one server', () => {
  it('have logins, settings and metadata of their own', async ({ expect }) => {
    const hub = await hubWithOrgs();
    const connection = await connectionTo(hub, '68.0', loginTo(hub, 'admin@globex.example'));

    const organization = await connection.query(
      'SELECT Id, Name, IsSandbox, NamespacePrefix FROM Organization',
    );
    const listed = await connection.metadata.list({ type: 'ExternalClientApplication' }, '68.0');

    expect(organization.records).toMatchObject([
      { Id: expect.stringMatching(/^00DCu0000000001/), Name: 'Globex', IsSandbox: true },
    ]);
    expect(listed.map(({ fullName }) => fullName)).toEqual(['Globex_App']);
  });

  it('are no Dev Hubs, except one', async ({ expect }) => {
    const hub = await hubWithOrgs();

    const statuses = await Promise.all(
      hub.logins.map(async ({ accessToken: token }) => {
        const { status } = await rest(
          hub,
          '/services/data/v51.0/query?q=SELECT Id FROM ScratchOrgInfo limit 1',
          { token },
        );
        return status;
      }),
    );

    expect(statuses).toEqual([200, 400, 400]);
  });

  it('may be any number of customers, by one line of the seed', async ({ expect }) => {
    const hub = await hubWithOrgs({ subscribers: 3 });

    expect(hub.logins.map(({ username }) => username)).toEqual([
      'admin@orbit.example',
      'admin@orbit-namespace.example',
      'admin@globex.example',
      'admin@subscriber-1.example',
      'admin@subscriber-2.example',
      'admin@subscriber-3.example',
    ]);
    expect(new Set(hub.logins.map(({ userId }) => userId)).size).toBe(6);
    expect(new Set(hub.logins.map(({ orgId }) => orgId)).size).toBe(6);
  });

  it('are found by the refresh token that a client has', async ({ expect }) => {
    const hub = await hubWithOrgs();
    const globex = loginTo(hub, 'admin@globex.example');

    const { body } = await renewed(hub, globex.refreshToken);

    expect(body['id']).toBe(`${hub.url}/id/${globex.orgId}/${globex.userId}`);
  });

  it('are found by the user that a JWT names, each with its own certificate', async ({
    expect,
  }) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const username = 'jwt-user@globex.example';
    const [namespaceOrg, customer] = ORGS;
    const login = { username, jwtCertificate: publicKey };
    const hub = await hubWithOrgs({ orgs: [namespaceOrg, { ...customer, login }] });

    const privateKeyFile = join(emptyFolder(), 'server.key');
    writeFileSync(privateKeyFile, privateKey);

    const authInfo = await AuthInfo.create({
      username,
      oauth2Options: { clientId: 'PlatformCLI', privateKeyFile, loginUrl: hub.url },
    });

    expect(authInfo.getFields().orgId).toBe(loginTo(hub, username).orgId);
  });

  it('are chosen in the browser: by a hint, by a person, and the Dev Hub by a program', async ({
    expect,
  }) => {
    const hub = await hubWithOrgs();
    const { verifier, challenge } = codeProof();
    const query = authorizeQuery(challenge);
    const orgOf = async (location: URL | undefined) => {
      const { body } = await token(hub, {
        grant_type: 'authorization_code',
        code: location?.searchParams.get('code') ?? '',
        client_id: 'PlatformCLI',
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      });
      return body['id']?.split('/').at(-2);
    };

    const page = await oauthGet(hub, 'authorize', query, BROWSER);
    const links = [...page.text.matchAll(/href="([^"]+)"/g)].map(
      ([, link = '']) => new URL(link.replaceAll('&amp;', '&'), hub.url).searchParams,
    );
    const program = await oauthGet(hub, 'authorize', query);
    const chosen = await oauthGet(hub, 'authorize', Object.fromEntries(links[2] ?? []), BROWSER);

    expect(links.map((link) => link.get('login_hint'))).toEqual(
      hub.logins.map(({ username }) => username),
    );
    expect(await orgOf(program.location)).toBe(hub.login.orgId);
    expect(await orgOf(chosen.location)).toBe(hub.logins[2]?.orgId);
  });

  it('keep 50 connections apart that ask at once', async ({ expect }) => {
    const hub = await hubWithOrgs({ orgs: appOrgs(50), generate: 3 });
    const connections = await Promise.all(
      hub.logins.map(async (login) => connectionTo(hub, '68.0', login)),
    );

    const seen = await Promise.all(connections.map(seenBy));

    expect(seen).toEqual(
      hub.logins.map(({ orgId, username }, index) => ({
        orgId,
        username,
        apps: index === 0 ? ORBIT_APPS : [`App_${index}`],
        retrieved: index === 0 ? ORBIT_APPS : [`App_${index}`],
      })),
    );
  });
});

const ORBIT_APPS = [
  'Generated_App_00001',
  'Generated_App_00002',
  'Generated_App_00003',
  'Orbit',
  'Orbit_Local',
  'Orbit_Sync',
];

function appOrgs(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    org: { id: `00DCu${String(index + 1).padStart(10, '0')}`, name: `Org ${index + 1}` },
    login: { username: `admin@org-${index + 1}.example` },
    apps: [{ name: `App_${index + 1}`, distributionState: 'Local' }],
  }));
}

/** What a connection sees of its org, by four kinds of requests that are under way at the same time as all others. */
async function seenBy(connection: Connection) {
  const type = 'ExternalClientApplication';
  const [organization, users, listed, zip] = await Promise.all([
    connection.query<{ Id: string }>('SELECT Id FROM Organization'),
    connection.query<{ Username: string }>('SELECT Username FROM User'),
    connection.metadata.list({ type }, '68.0'),
    retrievedZip(connection, type),
  ]);
  return {
    orgId: organization.records[0]?.Id,
    username: users.records[0]?.Username,
    apps: listed.map(({ fullName }) => fullName).toSorted(),
    retrieved: Object.keys(zip.files)
      .flatMap((path) => /(\w+)\.eca$/.exec(path)?.[1] ?? [])
      .toSorted(),
  };
}

async function retrievedZip(connection: Connection, name: string): Promise<JSZip> {
  const { id } = await connection.metadata.retrieve({
    apiVersion: 68,
    packageNames: [],
    singlePackage: false,
    specificFiles: [],
    unpackaged: { objectPermissions: [], types: [{ name, members: ['*'] }], version: '68.0' },
  });
  for (;;) {
    const { done, zipFile } = await connection.metadata.checkRetrieveStatus(id);
    if (done) return JSZip.loadAsync(Buffer.from(zipFile, 'base64'));
  }
}
