import { openGrant, type GrantRecord } from '../state/grants.ts';
import type { Org } from '../state/org.ts';
import type { OauthClient } from './oauth-client.ts';
import { allowsRefresh } from './oauth-scopes.ts';

/** A login that succeeded: whose session is opened, and what the client gets with it. */
export interface Admission {
  readonly org: Org;
  readonly client: OauthClient;
  readonly scopes: readonly string[];
  /** Absent: the session cannot be renewed. */
  readonly grant?: GrantRecord;
  /** Absent: none is given, or the client has it already. */
  readonly refreshToken?: string;
}

/** Of a user who was asked: with a refresh token, where the scopes allow one. */
export function admitForLong(org: Org, client: OauthClient, scopes: readonly string[]): Admission {
  return allowsRefresh(scopes)
    ? { org, client, scopes, ...openGrant(org, client.id, scopes) }
    : { org, client, scopes };
}
