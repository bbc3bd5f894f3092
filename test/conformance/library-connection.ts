import { AuthInfo, Connection, Lifecycle, SfProject } from '@salesforce/core';
import type { Bench } from './bench.ts';
import type { Alias } from './logged-in-home.ts';

// They warn of every plain-http hub.
Lifecycle.getInstance().onWarning(async () => Promise.resolve());

let logins = 0;

/** A name of its own for each login: the libraries keep one state for all of a process, by user. */
export function someUsername(): string {
  logins += 1;
  return `user-${logins}@conformance.example`;
}

/** @salesforce/core as it is, with a login that costs no request. */
export async function libraryConnection(
  bench: Bench,
  alias: Alias = 'hub',
  version = '68.0',
): Promise<Connection> {
  const { accessToken, orgId, url } = bench.org(alias);
  const username = someUsername();
  const authInfo = await AuthInfo.create({
    username,
    accessTokenOptions: {
      accessToken,
      instanceUrl: url,
      loginUrl: url,
      orgId,
      username,
      isDevHub: alias === 'hub',
      namespacePrefix: null,
    },
  });
  return Connection.create({
    authInfo,
    connectionOptions: { instanceUrl: url, accessToken, version },
  });
}

export async function libraryProject({ projectDir }: Bench): Promise<SfProject> {
  return SfProject.resolve(projectDir);
}
