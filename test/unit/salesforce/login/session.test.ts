import { describe, expect, it } from 'vitest';
import {
  requestToken,
  sessionOf,
  sessionOfUser,
  withoutSlash,
} from '../../../../src/salesforce/login/session.ts';
import { startPlainServer } from '../../../support/plain-server.ts';
import { transportFor } from '../../../support/transport-for.ts';

const USER = { organization_id: '00DHu00000EcaHbMAJ', preferred_username: 'admin@acme.example' };
const TOKEN = {
  access_token: '00DHu00000EcaHb!new',
  instance_url: 'https://acme.my.salesforce.com',
};

/** A server that always answers the same. */
async function serverWith(status: number, body: unknown, type = 'application/json') {
  const server = await startPlainServer((_request, response) => {
    response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return { ...server, transport: transportFor(server.url) };
}

describe('requestToken', () => {
  it('posts the grant to the login URL, and to no other path', async () => {
    const { url, transport, requests } = await serverWith(200, TOKEN);

    expect(await requestToken(transport, `${url}/`, { grant_type: 'x' })).toMatchObject(TOKEN);
    expect(requests).toEqual(['POST /services/oauth2/token']);
  });

  it.each([
    [
      400,
      { error: 'invalid_grant', error_description: "user hasn't approved this consumer" },
      'LOGIN_NOT_APPROVED',
      "invalid_grant: user hasn't approved this consumer",
    ],
    [400, { error: 'invalid_client_id' }, 'LOGIN_APP_UNKNOWN', 'invalid_client_id'],
    [
      400,
      { error: 'invalid_grant', error_description: 'as nobody wrote down yet' },
      'LOGIN_REFUSED',
      'invalid_grant: as nobody wrote down yet',
    ],
    [403, 'blocked', 'LOGIN_REFUSED', 'HTTP 403'],
    [200, { token: 'of another kind' }, 'LOGIN_REFUSED', 'HTTP 200'],
  ])("tells the server's refusal: %i %j", async (status, body, code, found) => {
    const { url, transport, requests } = await serverWith(status, body);

    await expect(requestToken(transport, url, {})).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`${url} refused the login`),
      detail: { found },
    });
    expect(requests).toHaveLength(1);
  });

  it('tries again while the login server is busy, which is no refusal', async () => {
    let count = 0;
    const { url } = await startPlainServer((_request, response) => {
      count += 1;
      response
        .writeHead(count === 1 ? 503 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(TOKEN));
    });

    expect(await requestToken(transportFor(url), url, {})).toMatchObject(TOKEN);
  });
});

describe('sessionOf', () => {
  it('knows the user and the org of a token', async () => {
    const { url, transport, requests } = await serverWith(200, USER);

    expect(await sessionOf(transport, '00DHu00000EcaHb!token', `${url}/`)).toEqual({
      accessToken: '00DHu00000EcaHb!token',
      instanceUrl: url,
      orgId: '00DHu00000EcaHbMAJ',
      username: 'admin@acme.example',
    });
    expect(requests).toEqual(['GET /services/oauth2/userinfo']);
  });

  it.each([
    [401, 'SESSION_EXPIRED'],
    [403, 'SESSION_EXPIRED'],
    [404, 'HUB_ANSWER_UNUSABLE'],
  ])('says of HTTP %i: %s', async (status, code) => {
    const { url, transport, requests } = await serverWith(status, 'Bad_OAuth_Token', 'text/plain');

    await expect(sessionOf(transport, 'token', url)).rejects.toMatchObject({ code });
    expect(requests).toHaveLength(1);
  });

  it.each([[{}], [{ ...USER, organization_id: 'x' }], [{ ...USER, preferred_username: '' }]])(
    'does not make a session of %j',
    async (body) => {
      const { url, transport } = await serverWith(200, body);

      await expect(sessionOf(transport, 'token', url)).rejects.toMatchObject({
        code: 'HUB_ANSWER_UNUSABLE',
      });
    },
  );
});

describe('sessionOfUser', () => {
  it('takes the org from the identity URL, and asks for nothing', async () => {
    const { url, transport, requests } = await serverWith(500, '');
    const id = 'https://login.salesforce.com/id/00DHu00000EcaHbMAJ/005Hu000001AbcDIAS';

    const session = await sessionOfUser(
      transport,
      { ...TOKEN, instance_url: `${url}/`, id },
      'admin@acme.example',
    );

    expect(session).toEqual({
      accessToken: TOKEN.access_token,
      instanceUrl: url,
      orgId: '00DHu00000EcaHbMAJ',
      username: 'admin@acme.example',
    });
    expect(requests).toEqual([]);
  });

  it('asks where there is no identity URL', async () => {
    const { url, transport } = await serverWith(200, USER);

    const session = await sessionOfUser(transport, { ...TOKEN, instance_url: url }, 'somebody');

    expect(session.orgId).toBe('00DHu00000EcaHbMAJ');
  });
});

describe('withoutSlash', () => {
  it.each(['https://acme.example', 'https://acme.example/', 'https://acme.example//'])(
    'takes the slashes off %s',
    (url) => {
      expect(withoutSlash(url)).toBe('https://acme.example');
    },
  );
});
