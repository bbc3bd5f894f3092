import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HubLogin } from '../../../src/domain/hub-login.ts';
import type { Fault } from '../../../src/embedded-hub/faults/fault.ts';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { connect } from '../../../src/salesforce/connect.ts';
import { readFacts } from '../../../src/salesforce/hub-facts.ts';
import { jwtGrant } from '../../../src/salesforce/login/token-grants.ts';
import { startPlainServer } from '../../support/plain-server.ts';
import { startSeededHub, type SeededHub } from '../../support/seeded-hub.ts';
import { transportFor } from '../../support/transport-for.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE_PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC_PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function withKey(seed: Seed): Seed {
  return { ...seed, login: { ...seed.login, jwtCertificate: PUBLIC_PEM } };
}

function tokenLogin({ url, login }: SeededHub): HubLogin {
  return { kind: 'access-token', accessToken: login.accessToken, instanceUrl: `${url}/` };
}

function refreshLogin({ url, login }: SeededHub): Extract<HubLogin, { kind: 'refresh-token' }> {
  const { clientId, refreshToken } = login;
  return { kind: 'refresh-token', clientId, clientSecret: undefined, refreshToken, loginUrl: url };
}

function jwtLogin({ url, login }: SeededHub): Extract<HubLogin, { kind: 'jwt' }> {
  const { clientId, username } = login;
  return { kind: 'jwt', clientId, username, privateKey: PRIVATE_PEM, loginUrl: url };
}

/** The hub's next answer ends the session; and what else goes wrong. */
async function endSession(hub: SeededHub, ...faults: readonly Fault[]): Promise<void> {
  await fetch(`${hub.url}/__hub/faults`, {
    method: 'POST',
    body: JSON.stringify([{ match: { path: '/limits' }, action: 'expired-session' }, ...faults]),
  });
}

/** How the hub answered each login. */
function tokenRequests({ requests }: SeededHub): readonly number[] {
  return requests.filter(({ path }) => path.endsWith('/token')).map(({ status }) => status);
}

/** Takes each refresh token once, and gives another one with the session: Salesforce's refresh token rotation. */
async function startRotatingLogin({ url, login }: SeededHub) {
  let valid = login.refreshToken;
  return startPlainServer((request, response) => {
    const answer = async (): Promise<void> => {
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString('utf8'));
      const isValid = form.get('refresh_token') === valid;
      form.set('refresh_token', isValid ? login.refreshToken : 'a dead one');
      const granted = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: form });
      const body: unknown = await granted.json();
      if (isValid) valid = `${login.refreshToken}.${randomUUID()}`;
      response
        .writeHead(granted.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(Object.assign({}, body, isValid && { refresh_token: valid })));
    };
    void answer();
  });
}

async function connectTo(login: HubLogin, ...allowed: readonly string[]) {
  const warnings: string[] = [];
  const transport = transportFor(...allowed);
  const connected = await connect(transport, login, (message) => warnings.push(message));
  return { ...connected, warnings };
}

describe('connect', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['an access token', tokenLogin],
    ['a refresh token', refreshLogin],
    ['a signed assertion', jwtLogin],
  ])('knows where it is after a login with %s', async (_way, loginTo) => {
    const hub = await startSeededHub(withKey);

    const { identity, connection, warnings } = await connectTo(loginTo(hub));

    expect(identity).toEqual({
      orgId: hub.login.orgId,
      username: hub.login.username,
      instanceUrl: hub.url,
      apiVersion: '68.0',
    });
    expect(await readFacts(connection)).toMatchObject({ isDevHub: true });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['a refresh token', refreshLogin],
    ['a signed assertion', jwtLogin],
  ])('begins a new session by itself after a login with %s', async (_way, loginTo) => {
    const hub = await startSeededHub(withKey, { readMs: () => Date.now() });
    const { connection } = await connectTo(loginTo(hub));
    // The first assertion is over by then: the hub takes another one only.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_000 });
    await endSession(hub);

    expect(await readFacts(connection)).toMatchObject({ isDevHub: true });
    expect(tokenRequests(hub)).toEqual([200, 200]);
  });

  it('begins no session with an assertion that is over, which is why the one above signs another', async () => {
    const hub = await startSeededHub(withKey, { readMs: () => Date.now() });
    const { assertion = '' } = await jwtGrant(jwtLogin(hub));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_000 });

    const answer = await fetch(`${hub.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }),
    });

    expect(answer.status).toBe(400);
  });

  it('takes the newest API version of the org by its number', async () => {
    const versions = ['9.0', '100.0', '68.0'].map((version) => ({ version }));
    const user = { organization_id: '00DHu00000EcaHbMAJ', preferred_username: 'a@b.example' };
    const { url } = await startPlainServer((request, response) => {
      const body = request.url?.endsWith('/userinfo') === true ? user : versions;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });

    const { identity } = await connectTo({
      kind: 'access-token',
      accessToken: '00DHu00000EcaHb!token',
      instanceUrl: url,
    });

    expect(identity.apiVersion).toBe('100.0');
  });

  it('renews a session with the refresh token that the org gave last, and says once that the first is dead', async () => {
    const hub = await startSeededHub();
    const loginServer = await startRotatingLogin(hub);
    const { connection, warnings } = await connectTo({
      ...refreshLogin(hub),
      loginUrl: loginServer.url,
    });

    for (let renewals = 1; renewals <= 2; renewals += 1) {
      await endSession(hub);
      // Nobody renews a session twice within ten seconds.
      vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 11_000);
      expect(await readFacts(connection)).toMatchObject({ isDevHub: true });
    }

    expect(loginServer.requests).toHaveLength(3);
    expect(warnings).toEqual([expect.stringContaining('refresh token of DEVHUB_AUTH_URL')]);
  });

  it('keeps a rotated refresh token also where the login fails right after it', async () => {
    const hub = await startSeededHub();
    const loginServer = await startRotatingLogin(hub);
    const { connection } = await connectTo({ ...refreshLogin(hub), loginUrl: loginServer.url });
    await endSession(hub, { match: { path: '/userinfo' }, action: { status: 200, body: {} } });

    // The first renewal cannot ask whose the session is; the next one uses the token of that renewal.
    expect(await readFacts(connection)).toMatchObject({ isDevHub: true });
    expect(loginServer.requests).toHaveLength(3);
  });

  it.each([
    ['a token that nobody takes', { accessToken: 'expired' }, 'SESSION_EXPIRED'],
    ['plain http to elsewhere', { instanceUrl: 'http://acme.example' }, 'INSECURE_URL'],
    ['what is no URL', { instanceUrl: 'acme.my.salesforce.com' }, 'INSECURE_URL'],
  ])('refuses %s', async (_what, changes, code) => {
    const { login, url } = await startSeededHub();

    await expect(
      connectTo({
        kind: 'access-token',
        accessToken: login.accessToken,
        instanceUrl: url,
        ...changes,
      }),
    ).rejects.toMatchObject({ code });
  });

  it("tells the login server's refusal, asks it once, and asks nobody else", async () => {
    const hub = await startSeededHub();

    await expect(connectTo(jwtLogin(hub))).rejects.toMatchObject({
      code: 'LOGIN_ASSERTION_REFUSED',
      detail: { found: expect.stringMatching(/^invalid_grant: /) },
    });
    expect(hub.requests.map(({ path }) => path)).toEqual(['/services/oauth2/token']);
  });

  it('says that the instance URL is wrong where something else answers', async () => {
    const user = { organization_id: '00DHu00000EcaHbMAJ', preferred_username: 'a@b.example' };
    const { url } = await startPlainServer((request, response) => {
      const isUser = request.url?.endsWith('/userinfo') === true;
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(isUser ? user : { hello: 'world' }));
    });

    await expect(
      connectTo({ kind: 'access-token', accessToken: 't', instanceUrl: url }),
    ).rejects.toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
      message: `The org at ${url} names no API versions`,
    });
  });
});
