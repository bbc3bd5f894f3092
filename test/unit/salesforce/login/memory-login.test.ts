import type { Connection } from '@salesforce/core';
import { describe, expect, it, vi } from 'vitest';
import { ReleaseError } from '../../../../src/domain/errors.ts';
import { connectionInMemory } from '../../../../src/salesforce/login/memory-login.ts';
import type { Session } from '../../../../src/salesforce/login/session.ts';
import { retryRead } from '../../../../src/salesforce/retry-reads.ts';
import { startPlainServer } from '../../../support/plain-server.ts';
import { transportFor } from '../../../support/transport-for.ts';

const OLD = '00DHu00000EcaHb!old';
const NEW = '00DHu00000EcaHb!new';

/** An org that takes one token, and answers with its limits. */
async function orgThatTakes(token: string) {
  return startPlainServer((request, response) => {
    const isTaken = request.headers.authorization === `Bearer ${token}`;
    response
      .writeHead(isTaken ? 200 : 401, { 'content-type': 'application/json' })
      .end(
        isTaken
          ? '{"DailyApiRequests":{}}'
          : '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]',
      );
  });
}

function session(instanceUrl: string, accessToken = OLD): Session {
  return {
    accessToken,
    instanceUrl,
    orgId: '00DHu00000EcaHbMAJ',
    username: 'admin@acme.example',
  };
}

async function limits(connection: Connection): Promise<unknown> {
  return retryRead('reading the limits', async () => connection.request('/limits'));
}

describe('a login in memory', () => {
  it('asks the org nothing', async () => {
    const { url, requests } = await orgThatTakes(OLD);
    transportFor(url);

    await connectionInMemory(session(url), '68.0', undefined);

    expect(requests).toEqual([]);
  });

  it('speaks the API version it is told to', async () => {
    const { url, requests } = await orgThatTakes(OLD);
    transportFor(url);
    const connection = await connectionInMemory(session(url), '67.0', undefined);

    await limits(connection);

    expect(requests).toEqual(['GET /services/data/v67.0/limits']);
  });

  it('ends with the session where nothing can renew it', async () => {
    const { url, requests } = await orgThatTakes(NEW);
    transportFor(url);
    const connection = await connectionInMemory(session(url), '68.0', undefined);

    await expect(limits(connection)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(requests).toHaveLength(1);
  });

  it('renews a session that ended, once, and goes on', async () => {
    const { url, requests } = await orgThatTakes(NEW);
    transportFor(url);
    const renew = vi.fn<() => Promise<Session>>().mockResolvedValue(session(url, NEW));
    const connection = await connectionInMemory(session(url), '68.0', renew);

    const answers = await Promise.all([limits(connection), limits(connection)]);

    expect(answers).toEqual([{ DailyApiRequests: {} }, { DailyApiRequests: {} }]);
    expect(await limits(connection)).toEqual({ DailyApiRequests: {} });
    expect(renew).toHaveBeenCalledTimes(1);
    expect(requests).toHaveLength(5);
  });

  it('does not go round where a new session is refused as well', async () => {
    const { url, requests } = await orgThatTakes('nothing');
    transportFor(url);
    const renew = vi.fn<() => Promise<Session>>().mockResolvedValue(session(url, NEW));
    const connection = await connectionInMemory(session(url), '68.0', renew);

    await expect(limits(connection)).rejects.toMatchObject({
      code: 'SESSION_EXPIRED',
      detail: { found: 'The org refuses a session that was just renewed' },
    });
    expect(renew).toHaveBeenCalledTimes(1);
    expect(requests).toHaveLength(2);
  });

  it('says why a session could not be renewed', async () => {
    const { url } = await orgThatTakes(NEW);
    transportFor(url);
    const refusal = new ReleaseError('LOGIN_REFUSED', `${url} refused the login`, {
      found: 'invalid_grant: expired access/refresh token',
    });
    const connection = await connectionInMemory(session(url), '68.0', async () =>
      Promise.reject(refusal),
    );

    await expect(limits(connection)).rejects.toMatchObject({
      code: 'SESSION_EXPIRED',
      detail: {
        found: `${url} refused the login (invalid_grant: expired access/refresh token)`,
      },
    });
  });

  it('renews later what could not be renewed because the login server was away', async () => {
    const { url } = await orgThatTakes(NEW);
    transportFor(url);
    const renew = vi
      .fn<() => Promise<Session>>()
      .mockResolvedValue(session(url, NEW))
      .mockRejectedValueOnce(new ReleaseError('HUB_UNREACHABLE', 'away'));
    const connection = await connectionInMemory(session(url), '68.0', renew);

    expect(await limits(connection)).toEqual({ DailyApiRequests: {} });
    expect(renew).toHaveBeenCalledTimes(2);
  });
});
