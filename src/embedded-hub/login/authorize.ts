import { notBuilt } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';
import { issueCode } from './authorization-codes.ts';
import { LoginRefused } from './login-refused.ts';
import { clientNamed, unknownClient } from './oauth-client.ts';
import type { OauthRequest } from './oauth-request.ts';

/** Where the browser goes after the login page of a real org; here there is nobody to type a password. */
export type Authorization =
  | { readonly kind: 'redirect'; readonly url: string }
  /** Several users could log in to this client. */
  | { readonly kind: 'choice'; readonly orgs: readonly Org[] };

/**
 * Agrees to what a client asks for, in the name of the user that `login_hint` names. Without a hint a person chooses, and
 * a program gets the Dev Hub's user. What is wrong before the address to return to is known to be the client's own is
 * thrown; what is wrong after that is told to the client.
 */
export function authorize(hub: Hub, request: OauthRequest, isPerson: boolean): Authorization {
  const id = request.get('client_id') ?? '';
  const orgs = hub.orgs.filter((org) => clientNamed(org, id) !== undefined);
  const user = request.get('login_hint')?.toLowerCase();
  const hinted = hub.orgs.find(({ login }) => login.username.toLowerCase() === user);
  const org = orgs.find((candidate) => candidate === hinted) ?? orgs[0];
  const client = org === undefined ? undefined : clientNamed(org, id);
  if (org === undefined || client === undefined) throw unknownClient();

  const redirectUri = request.get('redirect_uri') ?? client.callbackUrls[0] ?? '';
  if (!client.callbackUrls.includes(redirectUri))
    throw new LoginRefused('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const challenge = request.get('code_challenge');
  if (challenge === undefined && client.needsCodeChallenge)
    throw new LoginRefused('invalid_request', 'missing required code challenge');

  const responseType = request.get('response_type');
  if (responseType !== undefined && /\btoken\b/.test(responseType))
    throw notBuilt(`the response type ${responseType}`);
  const backWith = (answer: Readonly<Record<string, string>>): Authorization => ({
    kind: 'redirect',
    url: withParameters(redirectUri, { ...answer, state: request.get('state') }),
  });
  const refuse = (error: string, description: string) =>
    backWith({ error, error_description: description });
  if (responseType !== 'code')
    return refuse('unsupported_response_type', 'response type not supported');
  if ((request.get('code_challenge_method') ?? 'S256') !== 'S256')
    return refuse('invalid_request', 'invalid code challenge method');
  const scopes = request.get('scope')?.split(/\s+/) ?? client.scopes;
  if (scopes.some((scope) => !client.scopes.includes(scope)))
    return refuse('invalid_scope', 'the requested scope is not allowed');
  if (user !== undefined && hinted !== undefined && hinted !== org) {
    if (!client.isLocal) throw notBuilt('logins to an app in the orgs it is installed in');
    return refuse(
      'OAUTH_AUTHORIZATION_BLOCKED',
      'Cross-org OAuth flows are not supported for this external client app',
    );
  }
  if (isPerson && hinted === undefined && orgs.length > 1) return { kind: 'choice', orgs };
  return backWith({ code: issueCode(hub, { org, client, redirectUri, scopes, challenge }) });
}

function withParameters(
  address: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
