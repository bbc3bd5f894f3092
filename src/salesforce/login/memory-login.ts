import { AuthInfo, Connection } from '@salesforce/core';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { sessionRenewal } from './session-renewal.ts';
import type { Session } from './session.ts';

type Renew = () => Promise<Session>;
type ConnectionOptions = ReturnType<AuthInfo['getConnectionOptions']>;

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
    return { ...options, refreshFn: sessionRenewal(async () => (await renew()).accessToken) };
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
