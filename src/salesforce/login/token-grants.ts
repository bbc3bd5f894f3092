import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { ReleaseError } from '../../domain/errors.ts';
import type { HubLogin } from '../../domain/hub-login.ts';
import { isLoopbackUrl } from '../../domain/loopback.ts';

type Jwt = Extract<HubLogin, { kind: 'jwt' }>;
type RefreshToken = Extract<HubLogin, { kind: 'refresh-token' }>;

/** Salesforce takes assertions that end within three minutes; the rest is for clocks that differ. */
const ASSERTION_SECONDS = 150;

/** The form fields that turn a signed assertion into an access token (OAuth 2.0 JWT bearer, RFC 7523). */
export async function jwtGrant(login: Jwt): Promise<Record<string, string>> {
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(login.clientId)
    .setSubject(login.username)
    .setAudience(audienceFor(login.loginUrl))
    .setExpirationTime(new Date(Date.now() + ASSERTION_SECONDS * 1000))
    .sign(privateKeyOf(login.privateKey));
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
}

export function refreshGrant(login: RefreshToken): Record<string, string> {
  return {
    grant_type: 'refresh_token',
    refresh_token: login.refreshToken,
    client_id: login.clientId,
    ...(login.clientSecret !== undefined && { client_secret: login.clientSecret }),
  };
}

/** The audience is Salesforce's authorization server, also where the login URL is a My Domain (Salesforce Help, JWT flow). */
export function audienceFor(loginUrl: string): string {
  const override = process.env['SF_AUDIENCE_URL'];
  if (override !== undefined && override !== '') return override;
  const { origin, hostname } = new URL(loginUrl);
  if (isLoopbackUrl(loginUrl)) return origin;
  if (hostname === 'test.salesforce.com' || hostname.endsWith('.sandbox.my.salesforce.com'))
    return 'https://test.salesforce.com';
  if (hostname === 'login.salesforce.com' || hostname.endsWith('.my.salesforce.com'))
    return 'https://login.salesforce.com';
  return origin;
}

function privateKeyOf(pem: string): KeyObject {
  try {
    // Secrets of a CI often have \n for their line breaks, and keys that were pasted into YAML are indented.
    const lines = pem.replaceAll('\\n', '\n').split('\n');
    const key = createPrivateKey(lines.map((line) => line.trim()).join('\n'));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // The reason names parts of the key: it is not shown.
  }
  throw new ReleaseError('CREDENTIALS_INCOMPLETE', 'The JWT key cannot be read', {
    found: 'no RSA private key in PEM form',
    wanted: 'from the line BEGIN PRIVATE KEY to the line END PRIVATE KEY, with its line breaks',
    actions: ['Check DEVHUB_JWT_KEY (or the file that DEVHUB_JWT_KEY_FILE names).'],
  });
}
