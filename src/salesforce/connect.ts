import { Lifecycle, type Connection } from '@salesforce/core';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import type { HubLogin } from '../domain/hub-login.ts';
import type { HubIdentity } from '../ports/dev-hub.ts';
import { askJson } from './login/ask-json.ts';
import { refusalIn } from './rest-refusal.ts';
import { connectionInMemory } from './login/memory-login.ts';
import {
  requestToken,
  sessionOf,
  sessionOfUser,
  withoutSlash,
  type Session,
} from './login/session.ts';
import { storedConnection } from './login/stored-login.ts';
import { jwtGrant, refreshGrant } from './login/token-grants.ts';
import type { Transport } from './transport/transport.ts';

export interface HubConnection {
  readonly connection: Connection;
  readonly identity: HubIdentity;
}

/** What the libraries say about every org and every version, whatever one does: not worth anybody's time. */
const LIBRARY_NOISE = /insecure protocol|Record types defined in the scratch org definition/i;

type EnvironmentLogin = Exclude<HubLogin, { kind: 'stored' }>;

/** Logs in and opens the connection that everything else uses. */
export async function connect(
  transport: Transport,
  login: HubLogin,
  warn: (message: string) => void,
): Promise<HubConnection> {
  // The id keeps a second connect in the same process from doubling every warning.
  Lifecycle.getInstance().on(
    'warning',
    async (message: string) => {
      if (!LIBRARY_NOISE.test(message)) warn(message);
    },
    'eca-release',
  );
  const { connection, session } = await open(transport, login, warn);
  return {
    connection,
    identity: {
      orgId: session.orgId,
      username: session.username,
      instanceUrl: session.instanceUrl,
      apiVersion: connection.getApiVersion(),
    },
  };
}

async function open(
  transport: Transport,
  login: HubLogin,
  warn: (message: string) => void,
): Promise<{ connection: Connection; session: Session }> {
  if (login.kind === 'stored') {
    const opened = await storedConnection(transport, login.aliasOrUsername);
    opened.connection.setApiVersion(await newestApiVersion(transport, opened.session.instanceUrl));
    return opened;
  }
  let current = login;
  const begin = async (): Promise<Session> =>
    beginSession(transport, current, (rotated) => {
      // Once: who runs this can do no more about the second rotation than about the first.
      if (current === login) warn(ROTATED);
      current = rotated;
    });
  const session = await begin();
  const apiVersion = await newestApiVersion(transport, session.instanceUrl);
  const renew = login.kind === 'access-token' ? undefined : begin;
  return { connection: await connectionInMemory(session, apiVersion, renew), session };
}

const ROTATED =
  'The org replaced the refresh token of DEVHUB_AUTH_URL: the stored one is dead after this run. Use JWT in CI (DEVHUB_JWT_…).';

/** @param keep takes over the login with another refresh token, before anything else can fail: the one it replaces is dead */
async function beginSession(
  transport: Transport,
  login: EnvironmentLogin,
  keep: (rotated: EnvironmentLogin) => void,
): Promise<Session> {
  if (login.kind === 'access-token') {
    transport.allow(login.instanceUrl);
    return sessionOf(transport, login.accessToken, login.instanceUrl);
  }
  transport.allow(login.loginUrl);
  const grant = login.kind === 'jwt' ? await jwtGrant(login) : refreshGrant(login);
  const token = await requestToken(transport, login.loginUrl, grant);
  const { refresh_token: refreshToken = '' } = token;
  if (login.kind === 'refresh-token' && refreshToken !== '' && refreshToken !== login.refreshToken)
    keep({ ...login, refreshToken });
  transport.allow(token.instance_url);
  return login.kind === 'jwt'
    ? sessionOfUser(transport, token, login.username)
    : sessionOf(transport, token.access_token, token.instance_url);
}

const VERSIONS = z.array(z.object({ version: z.string().regex(/^\d+\.\d$/) })).min(1);

/** The newest API version of the org: asked every time, because the libraries remember it for a day. */
async function newestApiVersion(transport: Transport, instanceUrl: string): Promise<string> {
  const doing = 'asking for API versions';
  const { body } = await askJson(transport, doing, `${withoutSlash(instanceUrl)}/services/data`, {
    headers: { accept: 'application/json' },
  });
  const versions = VERSIONS.safeParse(body);
  if (!versions.success)
    throw (
      refusalIn(body, doing) ??
      new ReleaseError('HUB_ANSWER_UNUSABLE', `The org at ${instanceUrl} names no API versions`, {
        actions: [
          'Check the instance URL: it must be the org itself (https://…my.salesforce.com).',
        ],
      })
    );
  return (
    versions.data
      .map(({ version }) => version)
      .toSorted((a, b) => Number(a) - Number(b))
      .at(-1) ?? ''
  );
}
