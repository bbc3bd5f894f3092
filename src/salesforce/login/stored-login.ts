import {
  AuthInfo,
  ConfigAggregator,
  Connection,
  OrgConfigProperties,
  StateAggregator,
} from '@salesforce/core';
import { ReleaseError } from '../../domain/errors.ts';
import type { Transport } from '../transport/transport.ts';
import { salesforceCode, translated } from '../foreign-error.ts';
import { sessionRenewal, type RefreshFunction } from './session-renewal.ts';
import { withoutSlash, type Session } from './session.ts';

type ConnectionOptions = ReturnType<AuthInfo['getConnectionOptions']>;

/** A login of the sf CLI that core renews and writes back, without going round where that does not help. */
class StoredAuthInfo extends AuthInfo {
  #isRenewing = false;

  override getConnectionOptions(clientApp?: string): ConnectionOptions {
    const options = super.getConnectionOptions(clientApp);
    const { refreshFn, accessToken, instanceUrl } = options;
    if (refreshFn === undefined) return options;
    // In the middle of a renewal, core asks the org what it is: a refusal there must not begin another one.
    if (this.#isRenewing)
      return {
        ...(accessToken !== undefined && { accessToken }),
        ...(instanceUrl !== undefined && { instanceUrl }),
      };
    return {
      ...options,
      refreshFn: sessionRenewal(async (connection) => {
        this.#isRenewing = true;
        try {
          return await renewedWith(refreshFn, connection);
        } finally {
          this.#isRenewing = false;
        }
      }),
    };
  }
}

/** The access token that core got, once it is stored. */
async function renewedWith(refresh: RefreshFunction, connection: Connection): Promise<string> {
  return new Promise((resolve, reject) => {
    const done: Parameters<RefreshFunction>[1] = async (error, accessToken) => {
      if (error === null && accessToken !== undefined) resolve(accessToken);
      else reject(error ?? new ReleaseError('DEFECT', 'The library renewed a session to nothing'));
    };
    Promise.resolve(refresh(connection, done)).catch(reject);
  });
}

/** The Dev Hub that `sf config set target-dev-hub` chose, for this project or for this user. Throws LOGIN_NOT_FOUND. */
export async function defaultDevHub(projectDir: string): Promise<string | undefined> {
  const config = await settingsOf(projectDir);
  const value = config.getPropertyValue(OrgConfigProperties.TARGET_DEV_HUB);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The project's own settings, not those of whatever project the working directory lies in. */
async function settingsOf(projectPath: string): Promise<ConfigAggregator> {
  try {
    return await ConfigAggregator.create({ projectPath });
  } catch (error) {
    throw new ReleaseError('LOGIN_NOT_FOUND', "The sf CLI's settings cannot be read", {
      found: error instanceof Error ? error.message : String(error),
      wanted: 'to know which Dev Hub is the default one',
      actions: [
        'Name the Dev Hub: --target-dev-hub ALIAS, or devHub: in config/release.yaml',
        'Or rehearse without any org: npm run release -- --rehearse',
      ],
      cause: error,
    });
  }
}

/** A connection on a login of the sf CLI. Throws LOGIN_NOT_FOUND. */
export async function storedConnection(
  transport: Transport,
  aliasOrUsername: string,
): Promise<{ readonly connection: Connection; readonly session: Session }> {
  const connection = await openConnection(aliasOrUsername);
  const { orgId, username, loginUrl, accessToken } = connection.getAuthInfoFields();
  // `sf org login access-token` stores a trailing slash, and //services is not understood everywhere.
  connection.instanceUrl = withoutSlash(connection.instanceUrl);
  transport.allow(connection.instanceUrl);
  if (loginUrl !== undefined && URL.canParse(loginUrl)) transport.allow(loginUrl);
  return {
    connection,
    session: {
      accessToken: accessToken ?? '',
      instanceUrl: connection.instanceUrl,
      orgId: orgId ?? '',
      username: username ?? aliasOrUsername,
    },
  };
}

async function openConnection(aliasOrUsername: string): Promise<Connection> {
  try {
    const { aliases } = await StateAggregator.getInstance();
    const username = aliases.resolveUsername(aliasOrUsername);
    return await Connection.create({ authInfo: await StoredAuthInfo.create({ username }) });
  } catch (error) {
    if (salesforceCode(error) !== undefined) throw translated(error, 'opening the login');
    throw new ReleaseError(
      'LOGIN_NOT_FOUND',
      `There is no usable login called ${aliasOrUsername}`,
      {
        found: error instanceof Error ? error.message : String(error),
        wanted: 'an alias or username that sf org list shows',
        actions: [
          `Log in: sf org login web --alias ${aliasOrUsername}`,
          'Or name another login: --target-dev-hub ALIAS',
          'Or rehearse without any org: npm run release -- --rehearse',
        ],
        cause: error,
      },
    );
  }
}
