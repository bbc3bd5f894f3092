import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';

const run = promisify(execFile);

/** A hub of any kind: in this process, or in one of its own. */
export interface HubWithToken {
  readonly url: string;
  readonly login: { readonly accessToken: string };
}

/** Logs the sf CLI's own store below a HOME in to a hub, as `sf org login access-token` does. */
export async function logIn(hub: HubWithToken, home: string, alias: string): Promise<void> {
  await logInWith({}, hub, home, alias);
}

/** The same with a refresh token, as `sf org login web` leaves it: the session can be renewed. */
export async function logInForLong(hub: RunningHub, home: string, alias: string): Promise<void> {
  const { clientId, clientSecret = '', refreshToken } = hub.login;
  await logInWith(
    {
      LOGIN_CLIENT_ID: clientId,
      LOGIN_CLIENT_SECRET: clientSecret,
      LOGIN_REFRESH_TOKEN: refreshToken,
    },
    hub,
    home,
    alias,
  );
}

async function logInWith(
  login: Readonly<Record<string, string>>,
  hub: HubWithToken,
  home: string,
  alias: string,
): Promise<void> {
  await run(process.execPath, [join(import.meta.dirname, 'log-in-process.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      SF_DISABLE_LOG_FILE: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      LOGIN_ALIAS: alias,
      LOGIN_URL: hub.url,
      LOGIN_TOKEN: hub.login.accessToken,
      ...login,
    },
  });
}
