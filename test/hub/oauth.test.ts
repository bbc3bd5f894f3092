import { createHmac } from 'node:crypto';
import { OAuth2 } from '@jsforce/jsforce-node';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { seedFileWith, startedHub } from './hub-fixture.ts';
import {
  CALLBACK,
  advance,
  authorizeQuery,
  codeProof,
  isOpen,
  oauthGet,
  refusal,
  renewed,
  token,
} from './oauth-request.ts';

const MINUTE_MS = 60_000;

async function codeOf(hub: RunningHub, challenge: string, changes = {}): Promise<string> {
  const { location } = await oauthGet(hub, 'authorize', authorizeQuery(challenge, changes));
  return location?.searchParams.get('code') ?? '';
}

/** The second request of a login in the browser. */
async function fetched(hub: RunningHub, code: string, changes: Record<string, string>) {
  return token(hub, {
    grant_type: 'authorization_code',
    code,
    client_id: 'PlatformCLI',
    redirect_uri: CALLBACK,
    ...changes,
  });
}

async function webLogin(hub: RunningHub) {
  const { verifier, challenge } = codeProof();
  return fetched(hub, await codeOf(hub, challenge), { code_verifier: verifier });
}

describe('a login in the browser', () => {
  it('goes back to the client at once with a code and its state, and the code gives a session', async ({
    expect,
  }) => {
    const hub = await startedHub();
    const { verifier, challenge } = codeProof();

    const { status, location } = await oauthGet(hub, 'authorize', authorizeQuery(challenge));
    const code = location?.searchParams.get('code') ?? '';
    const { body } = await fetched(hub, code, { code_verifier: verifier });

    expect([status, location?.origin, location?.searchParams.get('state')]).toEqual([
      302,
      'http://localhost:1717',
      'a state',
    ]);
    expect(body).toMatchObject({
      scope: 'refresh_token api web',
      instance_url: hub.url,
      token_type: 'Bearer',
      refresh_token: expect.stringMatching(/^5Aep861/),
      access_token: expect.stringMatching(/^00Dxy000000OrbT![.\w]+$/),
    });
    expect(await isOpen(hub, body['access_token'])).toBe(true);
  });

  it('works with jsforce’s own OAuth client', async ({ expect }) => {
    const hub = await startedHub();
    const client = new OAuth2({
      loginUrl: hub.url,
      clientId: 'PlatformCLI',
      redirectUri: CALLBACK,
      useVerifier: true,
    });

    const { headers } = await fetch(client.getAuthorizationUrl({ state: 's' }), {
      redirect: 'manual',
    });
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    const login = await client.requestToken(code);
    const renewal = await client.refreshToken(login.refresh_token ?? '');
    await client.revokeToken(login.refresh_token ?? '');

    expect(renewal.instance_url).toBe(hub.url);
    await expect(client.refreshToken(login.refresh_token ?? '')).rejects.toThrow(
      'expired access/refresh token',
    );
  });

  it('takes a code once', async ({ expect }) => {
    const hub = await startedHub();
    const { verifier, challenge } = codeProof();
    const code = await codeOf(hub, challenge);

    const first = await fetched(hub, code, { code_verifier: verifier });
    const second = await fetched(hub, code, { code_verifier: verifier });

    expect(first.status).toBe(200);
    expect([second.status, second.body]).toEqual([
      400,
      refusal('invalid_grant', 'expired authorization code'),
    ]);
  });

  it('takes a code for 15 minutes', async ({ expect }) => {
    const hub = await startedHub();
    const { verifier, challenge } = codeProof();
    const code = await codeOf(hub, challenge);

    await advance(hub, 15 * MINUTE_MS);

    expect((await fetched(hub, code, { code_verifier: verifier })).body).toEqual(
      refusal('invalid_grant', 'expired authorization code'),
    );
  });

  it('refuses a code that nobody gave', async ({ expect }) => {
    expect((await fetched(await startedHub(), 'aPrx', {})).body).toEqual(
      refusal('invalid_grant', 'invalid authorization code'),
    );
  });

  it.for([
    ['another one', { code_verifier: 'wrong' }],
    ['none', {}],
  ] as const)('refuses a wrong code verifier: %s', async ([, parameters], { expect }) => {
    const hub = await startedHub();
    const code = await codeOf(hub, codeProof().challenge);

    expect((await fetched(hub, code, parameters)).body).toEqual(
      refusal('invalid_grant', 'invalid code verifier'),
    );
  });

  it('refuses another address than the code was given to', async ({ expect }) => {
    const hub = await startedHub();
    const { verifier, challenge } = codeProof();
    const code = await codeOf(hub, challenge);

    expect(
      (await fetched(hub, code, { code_verifier: verifier, redirect_uri: 'http://localhost:1' }))
        .body,
    ).toEqual(refusal('redirect_uri_mismatch', 'redirect_uri must match configuration'));
  });

  it.for<[string, Record<string, string>, string]>([
    [
      'an unknown client',
      { client_id: 'Nobody' },
      'error=invalid_client_id&error_description=client+identifier+invalid',
    ],
    [
      'an address that is not the client’s',
      { redirect_uri: 'https://example.com/' },
      'error=redirect_uri_mismatch&error_description=redirect_uri+must+match+configuration',
    ],
  ])(
    'says itself what must not be sent to an unknown address: %s',
    async ([, changes, text], { expect }) => {
      const answer = await oauthGet(
        await startedHub(),
        'authorize',
        authorizeQuery(codeProof().challenge, changes),
      );

      expect([answer.status, answer.contentType, answer.text]).toEqual([400, '', text]);
    },
  );

  it.for<[string, Record<string, string>, string]>([
    ['a response type', { response_type: 'id' }, 'unsupported_response_type'],
    ['a challenge method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a scope', { scope: 'api full' }, 'invalid_scope'],
  ])('tells the client what it cannot have: %s', async ([, changes, error], { expect }) => {
    const { status, location } = await oauthGet(
      await startedHub(),
      'authorize',
      authorizeQuery(codeProof().challenge, changes),
    );

    expect([status, location?.searchParams.get('error')]).toEqual([302, error]);
    expect(location?.searchParams.get('state')).toBe('a state');
  });

  it('is not built where the token comes without a code', async ({ expect }) => {
    const query = authorizeQuery(codeProof().challenge, { response_type: 'token' });

    expect((await oauthGet(await startedHub(), 'authorize', query)).status).toBe(501);
  });

  it('gives no refresh token without the scope for it', async ({ expect }) => {
    const hub = await startedHub();
    const { verifier, challenge } = codeProof();
    const code = await codeOf(hub, challenge, { scope: 'api' });

    expect((await fetched(hub, code, { code_verifier: verifier })).body).not.toHaveProperty(
      'refresh_token',
    );
  });

  it('keeps five approvals of a user for a client: a sixth ends the oldest', async ({ expect }) => {
    const hub = await startedHub();
    const tokens = [hub.login.refreshToken];
    for (let count = 0; count < 5; count += 1)
      tokens.push((await webLogin(hub)).body['refresh_token'] ?? '');

    const answers = [];
    for (const refreshToken of tokens) answers.push((await renewed(hub, refreshToken)).status);

    expect(answers).toEqual([400, 200, 200, 200, 200, 200]);
  });
});

describe('an app’s own OAuth settings', () => {
  const KEY = '3MVG9-of-the-app';
  const SECRET = 'the-apps-secret';
  const APP_CALLBACK = 'https://app.example/callback';

  async function hubWithApp(
    app: Record<string, unknown>,
    orgs: readonly unknown[] = [],
  ): Promise<RunningHub> {
    return startedHub({
      seedFile: seedFileWith({
        orgs,
        apps: [
          {
            name: 'Own',
            distributionState: 'Packaged',
            oauth: { scopes: ['Api', 'RefreshToken', 'OpenID', 'CustomPermissions'] },
            globalOauth: { callbackUrls: [APP_CALLBACK], consumerKey: KEY, consumerSecret: SECRET },
            ...app,
          },
        ],
      }),
    });
  }

  const asked = { client_id: KEY, redirect_uri: APP_CALLBACK, scope: 'api refresh_token' };

  it('decide who may log in: consumer key, callback, scopes and secret', async ({ expect }) => {
    const hub = await hubWithApp({});
    const { verifier, challenge } = codeProof();
    const code = await codeOf(hub, challenge, asked);
    const second = { code_verifier: verifier, client_id: KEY, redirect_uri: APP_CALLBACK };

    const without = await fetched(hub, code, second);
    const { body } = await fetched(hub, code, { ...second, client_secret: SECRET });

    expect([without.status, without.body]).toEqual([
      400,
      refusal('invalid_client', 'invalid client credentials'),
    ]);
    expect(body['scope']).toBe('api refresh_token');
    expect(body['signature']).toBe(
      createHmac('sha256', SECRET).update(`${body['id']}${body['issued_at']}`).digest('base64'),
    );
  });

  it.for([
    ['of a local app', 'Local', 302, 'OAUTH_AUTHORIZATION_BLOCKED'],
    ['of a packaged app', 'Packaged', 501, undefined],
  ] as const)(
    'let in no user of another org: %s',
    async ([, distributionState, status, error], { expect }) => {
      const hub = await hubWithApp({ distributionState }, [
        { org: { id: '00DCu0000000001', name: 'C' }, login: { username: 'c@c.example' } },
      ]);

      const query = authorizeQuery(codeProof().challenge, { ...asked, login_hint: 'c@c.example' });
      const answer = await oauthGet(hub, 'authorize', query);

      expect([answer.status, answer.location?.searchParams.get('error')]).toEqual([status, error]);
    },
  );

  it('ask for a code challenge unless they say otherwise', async ({ expect }) => {
    const { code_challenge: _, ...query } = authorizeQuery('', asked);
    const globalOauth = { callbackUrls: [APP_CALLBACK], consumerKey: KEY };

    const strict = await oauthGet(await hubWithApp({}), 'authorize', query);
    const loose = await oauthGet(
      await hubWithApp({ globalOauth: { ...globalOauth, flags: { isPkceRequired: false } } }),
      'authorize',
      query,
    );

    expect([strict.status, strict.text]).toEqual([
      400,
      'error=invalid_request&error_description=missing+required+code+challenge',
    ]);
    expect(loose.location?.searchParams.get('code')).toMatch(/^aPrx/);
  });

  it('say whether refresh tokens rotate, and whether they need the secret', async ({ expect }) => {
    const renewal = async (flags: Record<string, boolean>) => {
      const globalOauth = {
        callbackUrls: [APP_CALLBACK],
        consumerKey: KEY,
        consumerSecret: SECRET,
      };
      const hub = await hubWithApp({
        globalOauth: { ...globalOauth, flags: { isConsumerSecretOptional: true, ...flags } },
      });
      const { verifier, challenge } = codeProof();
      const code = await codeOf(hub, challenge, asked);
      const client = { client_id: KEY, redirect_uri: APP_CALLBACK };
      const { body } = await fetched(hub, code, { ...client, code_verifier: verifier });
      return token(hub, {
        grant_type: 'refresh_token',
        refresh_token: body['refresh_token'] ?? '',
        client_id: KEY,
      });
    };

    const strict = await renewal({});
    const loose = await renewal({
      isSecretRequiredForRefreshToken: false,
      isRefreshTokenRotationEnabled: true,
    });

    expect(strict.body).toEqual(refusal('invalid_client', 'invalid client credentials'));
    expect(loose.body['refresh_token']).toMatch(/^5Aep861/);
  });

  const credentials = {
    globalOauth: {
      consumerKey: KEY,
      consumerSecret: SECRET,
      flags: { isClientCredentialsFlowEnabled: true },
    },
    oauthPolicy: {
      values: {
        isClientCredentialsFlowEnabled: true,
        clientCredentialsFlowUser: 'admin@orbit.example',
      },
    },
  };
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${KEY}:${secret}`).toString('base64')}`,
  });

  it('open a session of the user they run as, with key and secret alone', async ({ expect }) => {
    const hub = await hubWithApp(credentials);

    const form = await token(hub, {
      grant_type: 'client_credentials',
      client_id: KEY,
      client_secret: SECRET,
    });
    const header = await token(hub, { grant_type: 'client_credentials' }, basic(SECRET));

    for (const { body } of [form, header]) {
      expect(await isOpen(hub, body['access_token'])).toBe(true);
      expect(body['scope']).toBe('api openid custom_permissions');
      expect(body).not.toHaveProperty('refresh_token');
    }
  });

  it.for<[string, Record<string, unknown>, string, string, string]>([
    ['with a wrong secret', credentials, 'no', 'invalid_client', 'invalid client credentials'],
    [
      'unless both switches are on',
      {},
      SECRET,
      'invalid_grant',
      'client credentials flow not enabled',
    ],
    [
      'without a user to run as',
      { ...credentials, oauthPolicy: { values: { isClientCredentialsFlowEnabled: true } } },
      SECRET,
      'invalid_grant',
      'no client credentials user enabled',
    ],
    [
      'with no scope that it can have',
      { ...credentials, oauth: { scopes: ['Full', 'RefreshToken'] } },
      SECRET,
      'invalid_grant',
      'no valid scopes defined',
    ],
  ])(
    'open no session by key and secret: %s',
    async ([, app, secret, error, description], { expect }) => {
      const hub = await hubWithApp(app);

      const { status, body } = await token(
        hub,
        { grant_type: 'client_credentials' },
        basic(secret),
      );

      expect([status, body]).toEqual([400, refusal(error, description)]);
    },
  );
});
