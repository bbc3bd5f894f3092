import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Org } from '@salesforce/core';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, emptyFolder, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import { advance, isOpen, oauthGet, refusal, renewed, token } from './oauth-request.ts';

const MINUTE_MS = 60_000;

async function newSession(hub: RunningHub): Promise<string> {
  return (await renewed(hub, hub.login.refreshToken)).body['access_token'] ?? '';
}

describe('a session', () => {
  it('ends two hours after its last use', async ({ expect }) => {
    const hub = await startedHub();
    const session = await newSession(hub);

    await advance(hub, 119 * MINUTE_MS);
    const used = await isOpen(hub, session);
    await advance(hub, 119 * MINUTE_MS);
    const usedAgain = await isOpen(hub, session);
    await advance(hub, 120 * MINUTE_MS);

    expect([used, usedAgain, await isOpen(hub, session)]).toEqual([true, true, false]);
  });

  it('gets no longer by use in the first half of its time', async ({ expect }) => {
    const hub = await startedHub();
    const session = await newSession(hub);

    await advance(hub, 59 * MINUTE_MS);
    const used = await isOpen(hub, session);
    await advance(hub, 61 * MINUTE_MS);

    expect([used, await isOpen(hub, session)]).toEqual([true, false]);
  });

  it('lasts as long as the seed says', async ({ expect }) => {
    const hub = await startedHub({ seedFile: seedFileWith({ login: { sessionMinutes: 15 } }) });
    const session = await newSession(hub);

    await advance(hub, 15 * MINUTE_MS);

    expect(await isOpen(hub, session)).toBe(false);
  });

  it('that is there from the start is not ended by time', async ({ expect }) => {
    const hub = await startedHub();

    await advance(hub, 300 * MINUTE_MS);

    expect(await isOpen(hub, hub.login.accessToken)).toBe(true);
  });

  it('bridges into the user interface by a URL that shows no token', async ({ expect }) => {
    const hub = await startedHub();
    const org = await Org.create({ connection: await connectionTo(hub) });

    const url = new URL(await org.getFrontDoorUrl('/lightning/setup/SetupOneHome/home'));

    expect(url.href).toMatch(new RegExp(`^${hub.url}/secur/frontdoor.jsp\\?otp=\\w+`));
    expect(url.searchParams.get('startURL')).toBe('/lightning/setup/SetupOneHome/home');
    expect(url.href).not.toContain(hub.login.accessToken);
  });

  it.for([
    ['none', '', 'Missing_OAuth_Token'],
    ['one that is over', 'Bearer no', 'Bad_OAuth_Token'],
  ])('bridges nowhere without a token: %s', async ([, authorization, word], { expect }) => {
    const { status, text } = await oauthGet(
      await startedHub(),
      'singleaccess',
      {},
      authorization === '' ? {} : { authorization: authorization ?? '' },
    );

    expect([status, text]).toEqual([403, word]);
  });

  it.for([
    ['another org', '00D000000000001', '$user', 403, 'Wrong_Org'],
    ['another user', '$org', '005000000000001', 404, 'Bad_Id'],
  ] as const)(
    'identifies its own user only: %s',
    async ([, org, user, status, word], { expect }) => {
      const hub = await startedHub();
      const path = `/id/${org}/${user}`
        .replace('$org', hub.login.orgId)
        .replace('$user', hub.login.userId);

      expect(await rest(hub, path)).toEqual({ status, body: word });
    },
  );
});

describe('giving a token back', () => {
  it.for(['GET', 'POST'])('ends a session: %s', async (method, { expect }) => {
    const hub = await startedHub();
    const session = await newSession(hub);
    const form = new URLSearchParams({ token: session });
    const address = `${hub.url}/services/oauth2/revoke`;

    const { status } = await (method === 'GET'
      ? fetch(`${address}?${form.toString()}`)
      : fetch(address, { method: 'POST', body: form }));

    expect([status, await isOpen(hub, session)]).toEqual([200, false]);
    expect((await renewed(hub, hub.login.refreshToken)).status).toBe(200);
  });

  it('ends all sessions that a refresh token gave', async ({ expect }) => {
    const hub = await startedHub();
    const sessions = [hub.login.accessToken, await newSession(hub), await newSession(hub)];

    await oauthGet(hub, 'revoke', { token: hub.login.refreshToken });

    expect(await Promise.all(sessions.map(async (session) => isOpen(hub, session)))).toEqual([
      false,
      false,
      false,
    ]);
    expect((await renewed(hub, hub.login.refreshToken)).body).toEqual(
      refusal('invalid_grant', 'expired access/refresh token'),
    );
  });

  it('is refused when it is none', async ({ expect }) => {
    const { status, text } = await oauthGet(await startedHub(), 'revoke', { token: 'nonsense' });

    expect([status, text]).toEqual([400, 'error=invalid_token&error_description=invalid+token']);
  });
});

describe('a refresh token', () => {
  const rotating = () => seedFileWith({ login: { refreshTokenRotation: true } });
  const used = refusal('invalid_grant', 'expired access/refresh token');

  it('is good again and again', async ({ expect }) => {
    const hub = await startedHub();

    const answers = [
      await renewed(hub, hub.login.refreshToken),
      await renewed(hub, hub.login.refreshToken),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).not.toHaveProperty('refresh_token');
  });

  it('that rotates is good once, and brings the next one', async ({ expect }) => {
    const hub = await startedHub({ seedFile: rotating() });

    const first = await renewed(hub, hub.login.refreshToken);
    const second = await renewed(hub, first.body['refresh_token'] ?? '');

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body['refresh_token']).toMatch(/^5Aep861/);
    expect(await isOpen(hub, first.body['access_token'])).toBe(true);
  });

  it('that was used up and comes again ends the one that replaced it, and every session', async ({
    expect,
  }) => {
    const hub = await startedHub({ seedFile: rotating() });
    const { body } = await renewed(hub, hub.login.refreshToken);

    const again = await renewed(hub, hub.login.refreshToken);
    const current = await renewed(hub, body['refresh_token'] ?? '');

    expect([again.body, current.body]).toEqual([used, used]);
    expect(await isOpen(hub, body['access_token'])).toBe(false);
  });

  it('is refused from another client', async ({ expect }) => {
    const hub = await startedHub();

    const { body } = await token(hub, {
      grant_type: 'refresh_token',
      refresh_token: hub.login.refreshToken,
      client_id: '3MVG9-orbit-key',
      client_secret: 'orbit-secret',
    });

    expect(body).toEqual(used);
  });

  it.for<[string, string, number]>([
    ['right', 'the-secret', 200],
    ['wrong', 'no', 400],
    ['none', '', 400],
  ])('of a client with a secret needs the secret: %s', async ([, secret, status], { expect }) => {
    const hub = await startedHub({
      seedFile: seedFileWith({ login: { clientSecret: 'the-secret' } }),
    });

    const answer = await token(hub, {
      grant_type: 'refresh_token',
      refresh_token: hub.login.refreshToken,
      client_id: 'PlatformCLI',
      client_secret: secret,
    });

    expect(answer.status).toBe(status);
  });

  it('and what became of it survive a restart', async ({ expect }) => {
    const options = { seedFile: rotating(), stateDir: emptyFolder() };
    const before = await startedHub(options);
    const { body } = await renewed(before, before.login.refreshToken);
    await before.close();

    const after = await startedHub(options);
    const next = await renewed(after, body['refresh_token'] ?? '');
    const stale = await renewed(after, body['refresh_token'] ?? '');

    expect([next.status, stale.body]).toEqual([200, used]);
  });

  it('is kept as a hash', async ({ expect }) => {
    const options = { seedFile: rotating(), stateDir: emptyFolder() };
    const hub = await startedHub(options);
    const { body } = await renewed(hub, hub.login.refreshToken);

    const text = readFileSync(join(options.stateDir, 'embedded-hub.json'), 'utf8');

    expect(JSON.parse(text)).toMatchObject({
      records: { grants: [{ clientId: 'PlatformCLI', usedHashes: [expect.any(String)] }] },
    });
    for (const secret of [hub.login.refreshToken, body['refresh_token'], body['access_token']])
      expect(text).not.toContain(secret);
  });

  it('that the seed names gives way to a new one when it was used up', async ({ expect }) => {
    const seedFile = seedFileWith({
      login: { refreshTokenRotation: true, refreshToken: 'of-the-seed' },
    });
    const options = { seedFile, stateDir: emptyFolder() };
    const before = await startedHub(options);
    await renewed(before, 'of-the-seed');
    await before.close();

    const after = await startedHub(options);

    expect([before.login.refreshToken, after.login.refreshToken === 'of-the-seed']).toEqual([
      'of-the-seed',
      false,
    ]);
    expect((await renewed(after, after.login.refreshToken)).status).toBe(200);
  });
});
