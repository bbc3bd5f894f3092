import { createHmac } from 'node:crypto';
import type { Admission } from './admission.ts';
import { identityUrl } from './identity.ts';

/** Opens the session of a login, and says so as the token endpoint does. Access tokens are opaque: none is a JWT. */
export function tokenAnswer(baseUrl: string, admission: Admission) {
  const { org, client, scopes, grant, refreshToken } = admission;
  const id = identityUrl(baseUrl, org);
  const issuedAt = String(org.hub.clock.now());
  return {
    access_token: org.hub.sessions.open(org, grant),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(client.secret !== undefined && {
      signature: createHmac('sha256', client.secret)
        .update(id + issuedAt)
        .digest('base64'),
    }),
    scope: scopes.join(' '),
    instance_url: baseUrl,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}
