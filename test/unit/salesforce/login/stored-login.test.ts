import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuthInfo, type Connection } from '@salesforce/core';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../src/embedded-hub/faults/fault.ts';
import { defaultDevHub, storedConnection } from '../../../../src/salesforce/login/stored-login.ts';
import { retryRead } from '../../../../src/salesforce/retry-reads.ts';
import { startSeededHub, type SeededHub } from '../../../support/seeded-hub.ts';
import { transportFor } from '../../../support/transport-for.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

async function projectWith(settings: string | undefined): Promise<string> {
  const project = await temporaryFolder('settings');
  await writeFile(
    join(project, 'sfdx-project.json'),
    '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"67.0"}',
  );
  await mkdir(join(project, '.sf'));
  if (settings !== undefined) await writeFile(join(project, '.sf', 'config.json'), settings);
  return project;
}

describe('defaultDevHub', () => {
  it('is what the sf CLI was told for the project', async () => {
    const project = await projectWith('{"target-dev-hub":"acme-hub"}');

    expect(await defaultDevHub(project)).toBe('acme-hub');
  });
});

describe('storedConnection', () => {
  it('says how to log in where there is no such login', async () => {
    await expect(storedConnection(transportFor(), 'nobody')).rejects.toMatchObject({
      code: 'LOGIN_NOT_FOUND',
      message: 'There is no usable login called nobody',
      detail: {
        found: expect.stringContaining('nobody'),
        actions: expect.arrayContaining([
          'Log in: sf org login web --alias nobody',
          expect.stringContaining('--rehearse'),
        ]),
      },
    });
  });
});

/** A connection on a login that can be renewed, as `sf org login web` leaves it, to a hub where this goes wrong. */
async function loggedIn(
  ...faults: readonly Fault[]
): Promise<{ readonly connection: Connection; readonly hub: SeededHub }> {
  const hub = await startSeededHub();
  const transport = transportFor(hub.url);
  const { clientId, refreshToken } = hub.login;
  const authInfo = await AuthInfo.create({
    oauth2Options: { clientId, refreshToken, loginUrl: hub.url },
  });
  await authInfo.save();
  const { connection } = await storedConnection(transport, hub.login.username);
  await fetch(`${hub.url}/__hub/faults`, { method: 'POST', body: JSON.stringify(faults) });
  return { connection, hub };
}

async function limits(connection: Connection): Promise<unknown> {
  return retryRead('reading the limits', async () => connection.request('/limits'));
}

/** The answers to the requests for another session, since the login. */
function renewals(hub: SeededHub): readonly number[] {
  return hub.requests
    .filter(({ path }) => path.endsWith('/oauth2/token'))
    .map(({ status }) => status)
    .slice(1);
}

describe('a stored login whose session ended', () => {
  const ENDED: Fault = { match: { path: '/limits' }, action: 'expired-session' };

  it('is renewed', async () => {
    const { connection, hub } = await loggedIn(ENDED);

    expect(await limits(connection)).toHaveProperty('DailyApiRequests');
    expect(renewals(hub)).toEqual([200]);
  });

  it.each([
    ['is busy', { status: 503 }],
    ['is cut off', 'close-before'],
  ] satisfies [string, Fault['action']][])(
    'is renewed a little later where the token endpoint %s',
    async (_what, action) => {
      const { connection } = await loggedIn(
        { ...ENDED, times: 2 },
        {
          match: { path: '/oauth2/token' },
          action,
        },
      );

      expect(await limits(connection)).toHaveProperty('DailyApiRequests');
    },
  );

  it('says why it cannot be renewed', async () => {
    const { connection } = await loggedIn(ENDED, {
      match: { path: '/oauth2/token' },
      action: {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
      },
    });

    await expect(limits(connection)).rejects.toMatchObject({
      code: 'SESSION_EXPIRED',
      detail: { found: expect.stringContaining('expired access/refresh token') },
    });
  });

  it('does not go round where every new session is refused as well', async () => {
    const { connection, hub } = await loggedIn({ ...ENDED, times: 'forever' });

    await expect(limits(connection)).rejects.toMatchObject({
      code: 'SESSION_EXPIRED',
      detail: { found: 'The org refuses a session that was just renewed' },
    });
    expect(renewals(hub)).toEqual([200]);
  });
});
