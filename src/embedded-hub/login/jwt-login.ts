import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';
import type { Admission } from './admission.ts';
import { LoginRefused } from './login-refused.ts';
import { clientNamed, unknownClient } from './oauth-client.ts';

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
});

/**
 * Checks a signed assertion as the token endpoint does. That `exp` is only required to lie ahead is observed behaviour of
 * the real client: @salesforce/core sends milliseconds where seconds are meant.
 */
export async function jwtLogin(hub: Hub, assertion: string): Promise<Admission> {
  const claims = claimsOf(assertion);
  const named = hub.orgs.find(({ login }) => isSameUser(login.username, claims.sub));
  const org = named ?? hub.devHub;
  const { jwtCertificate } = org.login;
  const client = clientNamed(org, claims.iss);
  if (client === undefined) throw unknownClient();
  if (jwtCertificate === undefined || !(await isSignedBy(assertion, jwtCertificate)))
    throw new LoginRefused('invalid_grant', 'invalid assertion');
  if (claims.exp * 1000 <= hub.clock.now())
    throw new LoginRefused('invalid_grant', 'expired authorization code');
  const audiences = [claims.aud].flat().map((audience) => audience.replace(/\/$/, ''));
  if (!audiences.some((audience) => isOurs(org, audience)))
    throw new LoginRefused('invalid_grant', 'audience is invalid');
  if (named === undefined)
    throw new LoginRefused('invalid_grant', "user hasn't approved this consumer");
  return { org, client, scopes: client.scopes };
}

function isSameUser(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function isOurs({ hub, settings }: Org, audience: string): boolean {
  return (
    hub.urls.some((url) => [url, url.replace('127.0.0.1', 'localhost')].includes(audience)) ||
    audience === `https://${settings.isSandbox ? 'test' : 'login'}.salesforce.com`
  );
}

function claimsOf(assertion: string) {
  const [, payload = ''] = assertion.split('.');
  const parsed = claimsSchema.safeParse(jsonOf(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!parsed.success) throw new LoginRefused('invalid_grant', 'invalid assertion');
  return parsed.data;
}

async function isSignedBy(assertion: string, pem: string): Promise<boolean> {
  // Loaded when a JWT comes: most hubs never see one.
  const { compactVerify } = await import('jose');
  try {
    await compactVerify(assertion, createPublicKey(pem), { algorithms: ['RS256'] });
    return true;
  } catch {
    return false;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
