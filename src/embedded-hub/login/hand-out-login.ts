import { findGrant, handOutGrant } from '../state/grants.ts';
import type { Org } from '../state/org.ts';
import { CLI_SCOPES } from './oauth-scopes.ts';

/** An org's first login: its session and its refresh token are good from the start. */
export function handOutLogin(org: Org): void {
  const { hub, id, login } = org;
  const known = findGrant(hub, login.refreshToken);
  const grant =
    known?.grant ?? handOutGrant(hub, id, login.clientId, CLI_SCOPES, login.refreshToken);
  hub.sessions.admit(login.accessToken, org, grant);
}
