import type { Hub } from '../state/hub.ts';
import { LoginRefused } from './login-refused.ts';

/** Refresh tokens are not rotated here. */
export function refreshLogin(hub: Hub, form: URLSearchParams): void {
  if (form.get('client_id') !== hub.seed.login.clientId)
    throw new LoginRefused('invalid_client_id', 'client identifier invalid');
  if (form.get('refresh_token') !== hub.sessions.refreshToken)
    throw new LoginRefused('invalid_grant', 'expired access/refresh token');
}
