import { bearerToken } from '../http/request-facts.ts';
import type { HubApp } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { LoginRefused } from '../login/login-refused.ts';
import { jwtLogin } from '../login/jwt-login.ts';
import { refreshLogin } from '../login/refresh-login.ts';
import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export function oauthRoutes(app: HubApp, hub: Hub): void {
  app.post('/services/oauth2/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    try {
      return json(tokenAnswer(await logIn(hub, form)));
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error;
      return json({ error: error.code, error_description: error.message }, 400);
    }
  });

  app.get('/services/oauth2/userinfo', (context) => {
    const org = hub.sessions.orgOf(bearerToken(context));
    if (org === undefined) return context.text('Bad_OAuth_Token', 403);
    return json(userInfo(org));
  });

  app.get('/id/:org/:user', (context) => {
    const org = hub.sessions.orgOf(bearerToken(context));
    if (org === undefined) return context.text('Bad_OAuth_Token', 403);
    return json({ id: identityUrl(org), username: org.login.username, ...userInfo(org) });
  });
}

async function logIn(hub: Hub, form: URLSearchParams): Promise<Org> {
  switch (form.get('grant_type')) {
    case JWT_BEARER:
      return jwtLogin(hub, form.get('assertion') ?? '');
    case 'refresh_token':
      return refreshLogin(hub, form);
    case null:
      throw new LoginRefused('invalid_request', 'must specify grant type');
    default:
      throw new LoginRefused('unsupported_grant_type', 'grant type not supported');
  }
}

function tokenAnswer(org: Org) {
  return {
    access_token: org.hub.sessions.open(org),
    scope: 'refresh_token web api',
    instance_url: org.hub.url,
    id: identityUrl(org),
    token_type: 'Bearer',
    issued_at: String(org.hub.clock.now()),
  };
}

function identityUrl(org: Org): string {
  return `${org.hub.url}/id/${org.id}/${org.userId}`;
}

function userInfo(org: Org) {
  const { username, userName } = org.login;
  return {
    sub: identityUrl(org),
    user_id: org.userId,
    organization_id: org.id,
    preferred_username: username,
    name: userName,
    email: username,
    email_verified: true,
    user_type: 'STANDARD',
    active: true,
    urls: { custom_domain: org.hub.url, rest: `${org.hub.url}/services/data/v{version}/` },
  };
}
