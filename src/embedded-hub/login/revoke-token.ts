import { findGrant, revokeGrant } from '../state/grants.ts';
import type { Hub } from '../state/hub.ts';
import { LoginRefused } from './login-refused.ts';

/** An access token ends with its session; a refresh token takes all of its sessions along. */
export function revokeToken(hub: Hub, token: string): void {
  const found = findGrant(hub, token);
  if (found?.isGood) revokeGrant(hub, found.grant);
  else if (hub.sessions.orgOf(token) !== undefined) hub.sessions.expire(token);
  else throw new LoginRefused('invalid_token', 'invalid token');
}
