import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';
import { LoginRefused } from './login-refused.ts';

/** Refresh tokens are not rotated here. */
export function refreshLogin(hub: Hub, form: URLSearchParams): Org {
  const org = hub.orgs.find(({ login }) => login.refreshToken === form.get('refresh_token'));
  if (form.get('client_id') !== (org ?? hub.devHub).login.clientId)
    throw new LoginRefused('invalid_client_id', 'client identifier invalid');
  if (org === undefined) throw new LoginRefused('invalid_grant', 'expired access/refresh token');
  return org;
}
