import type { Hub } from '../state/hub.ts';
import type { Admission } from './admission.ts';
import { LoginRefused } from './login-refused.ts';
import { checkSecret, clientNamed, unknownClient } from './oauth-client.ts';
import type { OauthRequest } from './oauth-request.ts';

/** "Salesforce drops the unsupported ones" of the scopes; where none is left, it refuses. */
const UNSUPPORTED_SCOPES: readonly string[] = ['full', 'web', 'refresh_token', 'offline_access'];

/** Opens a session of the user that the app's policies name, for whoever knows the app's own secret. */
export function clientCredentialsLogin(hub: Hub, request: OauthRequest): Admission {
  const id = request.get('client_id') ?? '';
  const org = hub.orgs.find((candidate) => clientNamed(candidate, id) !== undefined);
  const client = org === undefined ? undefined : clientNamed(org, id);
  if (org === undefined || client === undefined) throw unknownClient();
  checkSecret(client, request.get('client_secret'), true);
  const { clientCredentials } = client;
  if (clientCredentials === undefined)
    throw new LoginRefused('invalid_grant', 'client credentials flow not enabled');
  if (clientCredentials.user?.toLowerCase() !== org.login.username.toLowerCase())
    throw new LoginRefused('invalid_grant', 'no client credentials user enabled');
  const scopes = client.scopes.filter((scope) => !UNSUPPORTED_SCOPES.includes(scope));
  if (scopes.length === 0) throw new LoginRefused('invalid_grant', 'no valid scopes defined');
  return { org, client, scopes };
}
