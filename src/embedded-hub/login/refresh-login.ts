import { findGrant, keep, revokeGrant, rotate } from '../state/grants.ts';
import type { Hub } from '../state/hub.ts';
import type { Admission } from './admission.ts';
import { LoginRefused } from './login-refused.ts';
import { checkSecret, clientNamed, unknownClient } from './oauth-client.ts';
import type { OauthRequest } from './oauth-request.ts';

/** A token that was used up and comes again may have been stolen: Salesforce then ends all that the grant gave. */
export function refreshLogin(hub: Hub, request: OauthRequest): Admission {
  const found = findGrant(hub, request.get('refresh_token') ?? '');
  const org = hub.orgs.find(({ id }) => id === found?.grant.orgId) ?? hub.devHub;
  const client = clientNamed(org, request.get('client_id') ?? '');
  if (client === undefined) throw unknownClient();
  checkSecret(client, request.get('client_secret'), client.needsSecretForRefresh);
  if (found === undefined || found.grant.clientId !== client.id) throw expired();
  const { grant, isGood } = found;
  if (!isGood) {
    if (client.rotatesRefreshTokens) revokeGrant(hub, grant);
    throw expired();
  }
  const admission = { org, client, scopes: grant.scopes, grant };
  if (client.rotatesRefreshTokens) return { ...admission, refreshToken: rotate(hub, grant) };
  keep(hub, grant);
  return admission;
}

function expired(): LoginRefused {
  return new LoginRefused('invalid_grant', 'expired access/refresh token');
}
