import type { Org } from '../state/org.ts';

export function identityUrl(baseUrl: string, org: Org): string {
  return `${baseUrl}/id/${org.id}/${org.userId}`;
}

/** What userinfo says of who is logged in; the identity URL says it, too. */
export function userInfo(baseUrl: string, org: Org) {
  const { username, userName } = org.login;
  return {
    sub: identityUrl(baseUrl, org),
    user_id: org.userId,
    organization_id: org.id,
    preferred_username: username,
    name: userName,
    email: username,
    email_verified: true,
    user_type: 'STANDARD',
    active: true,
    urls: { custom_domain: baseUrl, rest: `${baseUrl}/services/data/v{version}/` },
  };
}
