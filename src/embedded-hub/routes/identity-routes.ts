import { randomBytes } from 'node:crypto';
import { bearerToken } from '../http/request-facts.ts';
import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { identityUrl, userInfo } from '../login/identity.ts';
import { readOauthRequest } from '../login/oauth-request.ts';
import { normalizeId } from '../state/record-id.ts';
import type { Hub } from '../state/hub.ts';
import type { Org } from '../state/org.ts';
import { baseUrlOf } from './oauth-routes.ts';

/** What a session tells of itself. These endpoints refuse with a word of plain text. */
export function identityRoutes(app: HubApp, hub: Hub): void {
  app.on(['GET', 'POST'], '/services/oauth2/userinfo', (context) => {
    const org = orgOf(hub, context);
    return org === undefined ? badToken(context) : json(userInfo(baseUrlOf(context), org));
  });

  app.get('/id/:org/:user', (context) => {
    const org = orgOf(hub, context);
    if (org === undefined) return badToken(context);
    const { org: orgId, user } = context.req.param();
    if (normalizeId(orgId) !== org.id) return context.text('Wrong_Org', 403);
    if (normalizeId(user) !== org.userId) return context.text('Bad_Id', 404);
    const baseUrl = baseUrlOf(context);
    const { username } = org.login;
    return json({ id: identityUrl(baseUrl, org), username, ...userInfo(baseUrl, org) });
  });

  app.on(['GET', 'POST'], '/services/oauth2/singleaccess', async (context) => {
    if (orgOf(hub, context) === undefined) return badToken(context);
    const startPage = (await readOauthRequest(context)).get('redirect_uri');
    const frontdoor = new URL('/secur/frontdoor.jsp', baseUrlOf(context));
    frontdoor.searchParams.set('otp', randomBytes(40).toString('base64url'));
    if (startPage !== undefined) frontdoor.searchParams.set('startURL', startPage);
    return json({ frontdoor_uri: frontdoor.href });
  });
}

function orgOf(hub: Hub, context: HubContext): Org | undefined {
  return hub.sessions.orgOf(bearerToken(context));
}

function badToken(context: HubContext): Response {
  const word = bearerToken(context) === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token';
  return context.text(word, 403);
}
