import { createHash, randomBytes } from 'node:crypto';
import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';
import { admitForLong, type Admission } from './admission.ts';
import { LoginRefused } from './login-refused.ts';
import { checkSecret, clientNamed, unknownClient, type OauthClient } from './oauth-client.ts';
import type { OauthRequest } from './oauth-request.ts';

/** "The authorization code expires after 15 minutes" (OAuth 2.0 web server flow). */
const CODE_LASTS_MS = 15 * 60_000;

/** What a user agreed to in the browser, waiting for the client to fetch it. */
export interface AuthorizationCode {
  readonly org: Org;
  readonly client: OauthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Base64url of the SHA-256 of what the client has to show. */
  readonly challenge: string | undefined;
  readonly endsAtMs: number;
  isUsed: boolean;
}

export function issueCode(
  hub: Hub,
  agreed: Omit<AuthorizationCode, 'endsAtMs' | 'isUsed'>,
): string {
  const now = hub.clock.now();
  for (const [code, { endsAtMs }] of hub.codes)
    if (endsAtMs + CODE_LASTS_MS < now) hub.codes.delete(code);
  const code = `aPrx${randomBytes(40).toString('base64url')}==`;
  hub.codes.set(code, { ...agreed, endsAtMs: now + CODE_LASTS_MS, isUsed: false });
  return code;
}

/** The second half of a login in the browser. A code is good once, for the client that asked for it. */
export function codeLogin(hub: Hub, request: OauthRequest): Admission {
  const clientId = request.get('client_id') ?? '';
  const code = hub.codes.get(request.get('code') ?? '');
  const client = clientNamed(code?.org ?? hub.devHub, clientId);
  if (client === undefined) throw unknownClient();
  checkSecret(client, request.get('client_secret'), client.needsSecretForCode);
  if (code === undefined || code.client.id !== client.id)
    throw new LoginRefused('invalid_grant', 'invalid authorization code');
  if (code.isUsed || code.endsAtMs <= hub.clock.now())
    throw new LoginRefused('invalid_grant', 'expired authorization code');
  if (request.get('redirect_uri') !== code.redirectUri)
    throw new LoginRefused('redirect_uri_mismatch', 'redirect_uri must match configuration');
  if (!isProvenBy(request.get('code_verifier'), code.challenge))
    throw new LoginRefused('invalid_grant', 'invalid code verifier');
  code.isUsed = true;
  return admitForLong(code.org, client, code.scopes);
}

/** A verifier without a challenge is refused as well as a challenge without one. */
function isProvenBy(verifier: string | undefined, challenge: string | undefined): boolean {
  if (verifier === undefined) return challenge === undefined;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
