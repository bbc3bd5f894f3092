import { bearerToken } from '../http/request-facts.ts';
import type { HubApp } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { LoginRefused } from '../login/login-refused.ts';
import { jwtLogin } from '../login/jwt-login.ts';
import { refreshLogin } from '../login/refresh-login.ts';
import type { Hub } from '../state/hub.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export function oauthRoutes(app: HubApp, hub: Hub): void {
  app.post('/services/oauth2/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    try {
      await logIn(hub, form);
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error;
      return json({ error: error.code, error_description: error.message }, 400);
    }
    return json(tokenAnswer(hub));
  });

  app.get('/services/oauth2/userinfo', (context) => {
    const token = bearerToken(context);
    if (token === undefined || !hub.sessions.isValid(token))
      return context.text('Bad_OAuth_Token', 403);
    return json(userInfo(hub));
  });

  app.get('/id/:org/:user', (context) => {
    const token = bearerToken(context);
    if (token === undefined || !hub.sessions.isValid(token))
      return context.text('Bad_OAuth_Token', 403);
    return json({ id: identityUrl(hub), username: hub.seed.login.username, ...userInfo(hub) });
  });
}

async function logIn(hub: Hub, form: URLSearchParams): Promise<void> {
  switch (form.get('grant_type')) {
    case JWT_BEARER:
      await jwtLogin(hub, form.get('assertion') ?? '');
      return;
    case 'refresh_token':
      refreshLogin(hub, form);
      return;
    case null:
      throw new LoginRefused('invalid_request', 'must specify grant type');
    default:
      throw new LoginRefused('unsupported_grant_type', 'grant type not supported');
  }
}

function tokenAnswer(hub: Hub) {
  return {
    access_token: hub.sessions.open(),
    scope: 'refresh_token web api',
    instance_url: hub.url,
    id: identityUrl(hub),
    token_type: 'Bearer',
    issued_at: String(hub.clock.now()),
  };
}

function identityUrl(hub: Hub): string {
  return `${hub.url}/id/${hub.orgId}/${hub.userId}`;
}

function userInfo(hub: Hub) {
  const { username, userName } = hub.seed.login;
  return {
    sub: identityUrl(hub),
    user_id: hub.userId,
    organization_id: hub.orgId,
    preferred_username: username,
    name: userName,
    email: username,
    email_verified: true,
    user_type: 'STANDARD',
    active: true,
    urls: { custom_domain: hub.url, rest: `${hub.url}/services/data/v{version}/` },
  };
}
