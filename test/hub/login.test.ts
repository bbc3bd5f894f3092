import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest, seedFileWith, startedHub } from './hub-fixture.ts';

const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 });
const MINUTES_5_MS = 300_000;

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly exp?: number;
  readonly key?: typeof PAIR;
}

async function jwtHub(): Promise<RunningHub> {
  const jwtCertificate = PAIR.publicKey.export({ type: 'spki', format: 'pem' });
  return startedHub({ seedFile: seedFileWith({ login: { jwtCertificate } }) });
}

async function jwtAnswer(hub: RunningHub, claims: Claims) {
  const assertion = await new SignJWT({
    iss: claims.iss ?? 'PlatformCLI',
    sub: claims.sub ?? hub.login.username,
    aud: claims.aud ?? `${hub.url}/`,
    // As @salesforce/core sends it: milliseconds.
    exp: claims.exp ?? Date.now() + MINUTES_5_MS,
  })
    .setProtectedHeader({ alg: 'RS256' })
    .sign((claims.key ?? PAIR).privateKey);
  return token(hub, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
}

async function token(hub: RunningHub, form: Record<string, string>) {
  const response = await fetch(`${hub.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('logging in', () => {
  it('with a signed JWT gives a session that works', async ({ expect }) => {
    const hub = await jwtHub();

    const { status, body } = await jwtAnswer(hub, {});
    const limits = await rest(hub, '/services/data/v68.0/limits', {
      token: body['access_token'] ?? '',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      instance_url: hub.url,
      id: `${hub.url}/id/${hub.login.orgId}/${hub.login.userId}`,
      token_type: 'Bearer',
    });
    expect(limits.status).toBe(200);
  });

  it.for<[string, Claims, string, string]>([
    ['signed by another key', { key: OTHER }, 'invalid_grant', 'invalid assertion'],
    ['of an unknown client', { iss: 'Nobody' }, 'invalid_client_id', 'client identifier invalid'],
    [
      'of an unknown user',
      { sub: 'x@y.example' },
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    [
      'for another audience',
      { aud: 'https://example.com' },
      'invalid_grant',
      'audience is invalid',
    ],
    ['that has expired', { exp: 1_000_000 }, 'invalid_grant', 'expired authorization code'],
  ])(
    'with a JWT that does not fit is refused: %s',
    async ([, claims, error, description], { expect }) => {
      const hub = await jwtHub();

      expect(await jwtAnswer(hub, claims)).toEqual({
        status: 400,
        body: { error, error_description: description },
      });
    },
  );

  it('with something that is no JWT is refused', async ({ expect }) => {
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

    expect(await token(await jwtHub(), { grant_type, assertion: 'no JWT' })).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'invalid assertion' },
    });
  });

  it('with a JWT is refused when the seed names no certificate', async ({ expect }) => {
    expect(await jwtAnswer(await startedHub(), {})).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'invalid assertion' },
    });
  });

  it('with the refresh token gives a new session', async ({ expect }) => {
    const hub = await startedHub();
    const { refreshToken, clientId } = hub.login;

    const { status, body } = await token(hub, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
    });

    expect(status).toBe(200);
    expect(body['access_token']).toMatch(/^00Dxy000000OrbT![.\w]+$/);
    expect(body['access_token']).not.toBe(hub.login.accessToken);
  });

  it('with another refresh token is refused', async ({ expect }) => {
    const hub = await startedHub();

    expect(
      await token(hub, {
        grant_type: 'refresh_token',
        refresh_token: 'no',
        client_id: hub.login.clientId,
      }),
    ).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    });
  });

  it('shows who one is: userinfo, identity and the User record agree', async ({ expect }) => {
    const hub = await startedHub();
    const { orgId, userId, username } = hub.login;

    const userinfo = await rest(hub, '/services/oauth2/userinfo');
    const identity = await rest(hub, `/id/${orgId}/${userId}`);
    const user = await rest(hub, `/services/data/v51.0/sobjects/User/${userId}`);

    expect(userinfo.body).toMatchObject({
      user_id: userId,
      organization_id: orgId,
      preferred_username: username,
    });
    expect(identity.body).toMatchObject({ user_id: userId, username });
    expect(user.body).toMatchObject({ Username: username });
  });

  it('userinfo refuses a bad token with 403 and plain text', async ({ expect }) => {
    expect(await rest(await startedHub(), '/services/oauth2/userinfo', { token: 'no' })).toEqual({
      status: 403,
      body: 'Bad_OAuth_Token',
    });
  });
});
