import { notBuilt } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import type { Admission } from './admission.ts';
import { codeLogin } from './authorization-codes.ts';
import { clientCredentialsLogin } from './client-credentials-login.ts';
import { jwtLogin } from './jwt-login.ts';
import { LoginRefused } from './login-refused.ts';
import type { OauthRequest } from './oauth-request.ts';
import { refreshLogin } from './refresh-login.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Salesforce has them; the hub does not. */
const NOT_BUILT: readonly string[] = [
  'assertion',
  'device',
  'hybrid_auth_code',
  'hybrid_refresh',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
];

/** The token endpoint: each grant type in its own file. */
export async function logIn(hub: Hub, request: OauthRequest): Promise<Admission> {
  const grantType = request.get('grant_type');
  switch (grantType) {
    case JWT_BEARER:
      return jwtLogin(hub, request.get('assertion') ?? '');
    case 'refresh_token':
      return refreshLogin(hub, request);
    case 'authorization_code':
      return codeLogin(hub, request);
    case 'client_credentials':
      return clientCredentialsLogin(hub, request);
    // "Blocked by default" in orgs made since Summer '23.
    case 'password':
      throw new LoginRefused('invalid_grant', 'authentication failure');
    case undefined:
      throw new LoginRefused('invalid_request', 'must specify grant type');
    default:
      if (NOT_BUILT.includes(grantType)) throw notBuilt(`the grant type ${grantType}`);
      throw new LoginRefused('unsupported_grant_type', 'grant type not supported');
  }
}
