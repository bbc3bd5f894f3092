import { AuthInfo, Connection } from '@salesforce/core';
import { ReleaseError } from '../../domain/errors.ts';
import { renewalFailure } from '../foreign-error.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import type { Session } from './session.ts';

type Renew = () => Promise<Session>;
type ConnectionOptions = ReturnType<AuthInfo['getConnectionOptions']>;

/** A new token that is refused again this soon will be refused for ever; jsforce would go round without a pause. */
const RENEWAL_PAUSE_MS = 10_000;

/** A login that is in no file: core would write it into ~/.sfdx, over a login of the same name. */
class MemoryAuthInfo extends AuthInfo {
  #renew: Renew | undefined;

  renewWith(renew: Renew): void {
    this.#renew = renew;
  }

  override async save(): Promise<this> {
    return this;
  }

  override getConnectionOptions(): ConnectionOptions {
    const options = super.getConnectionOptions();
    const renew = this.#renew;
    if (renew === undefined) return options;
    let renewedAt = -Infinity;
    const refreshFn: NonNullable<ConnectionOptions['refreshFn']> = async (_connection, done) => {
      // Not the time of day, which may be set back.
      if (performance.now() - renewedAt < RENEWAL_PAUSE_MS) {
        await done(
          new ReleaseError('SESSION_EXPIRED', 'The org refuses a session that was just renewed', {
            actions: ['Check the session policies of the app that the login uses.'],
          }),
        );
        return;
      }
      try {
        const { accessToken } = await renew();
        renewedAt = performance.now();
        await done(null, accessToken);
      } catch (error) {
        await done(renewalFailure(error));
      }
    };
    return { ...options, refreshFn };
  }
}

/** A connection for a session from the environment; HOME is neither read nor written. */
export async function connectionInMemory(
  session: Session,
  apiVersion: string,
  renew: Renew | undefined,
): Promise<Connection> {
  return withoutHome(async () => {
    const authInfo = await MemoryAuthInfo.create({
      username: session.username,
      // Everything that core would otherwise go and ask for, the user's name included.
      accessTokenOptions: {
        username: session.username,
        accessToken: session.accessToken,
        instanceUrl: session.instanceUrl,
        loginUrl: session.instanceUrl,
        orgId: session.orgId,
        isDevHub: true,
        namespacePrefix: null,
        instanceApiVersion: apiVersion,
      },
    });
    if (authInfo instanceof MemoryAuthInfo && renew !== undefined) authInfo.renewWith(renew);
    return Connection.create({ authInfo, connectionOptions: { version: apiVersion } });
  });
}

/**
 * core reads and makes files below HOME, or asks the system's key chain, while it creates a login, whatever the login is;
 * and a connection reads the sf CLI's settings there, which a build server may not even let it.
 */
async function withoutHome<T>(create: () => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (empty) => {
    const restore = setVariables({ HOME: empty, SF_USE_GENERIC_UNIX_KEYCHAIN: 'true' });
    try {
      return await create();
    } finally {
      restore();
    }
  });
}

function setVariables(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
}
