import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { authorize } from '../login/authorize.ts';
import { logIn } from '../login/log-in.ts';
import { loginPage } from '../login/login-page.ts';
import { LoginRefused } from '../login/login-refused.ts';
import { readOauthRequest } from '../login/oauth-request.ts';
import { revokeToken } from '../login/revoke-token.ts';
import { tokenAnswer } from '../login/token-answer.ts';
import type { Hub } from '../state/hub.ts';

/** Getting sessions, and giving them up. */
export function oauthRoutes(app: HubApp, hub: Hub): void {
  app.post('/services/oauth2/token', async (context) => {
    try {
      const admission = await logIn(hub, await readOauthRequest(context));
      return json(tokenAnswer(baseUrlOf(context), admission));
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error;
      return json({ error: error.code, error_description: error.message }, 400);
    }
  });

  app.on(['GET', 'POST'], '/services/oauth2/authorize', async (context) => {
    const isPerson =
      context.req.method === 'GET' && (context.req.header('accept') ?? '').includes('text/html');
    try {
      const authorization = authorize(hub, await readOauthRequest(context), isPerson);
      return authorization.kind === 'redirect'
        ? context.redirect(authorization.url)
        : context.html(loginPage(context.req.url, authorization.orgs));
    } catch (error) {
      return formRefusal(error);
    }
  });

  app.on(['GET', 'POST'], '/services/oauth2/revoke', async (context) => {
    try {
      revokeToken(hub, (await readOauthRequest(context)).get('token') ?? '');
      return new Response(null, { status: 200 });
    } catch (error) {
      return formRefusal(error);
    }
  });
}

/** By which of its addresses the client found the server: it is told to stay there. */
export function baseUrlOf(context: HubContext): string {
  return new URL(context.req.url).origin;
}

/** These two endpoints answer an error as a form, under an empty content type. */
function formRefusal(error: unknown): Response {
  if (!(error instanceof LoginRefused)) throw error;
  const form = new URLSearchParams({ error: error.code, error_description: error.message });
  return new Response(form.toString(), { status: 400, headers: { 'content-type': '' } });
}
