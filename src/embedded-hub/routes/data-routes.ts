import { bearerToken } from '../http/request-facts.ts';
import type { HubApp } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import { identityUrl } from '../login/identity.ts';
import { notFound, sessionInvalid } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { baseUrlOf } from './oauth-routes.ts';
import { supportedVersion } from './api-version.ts';
import { limitsOf } from './limits.ts';

const RESOURCES = ['composite', 'jobs', 'limits', 'query', 'queryAll', 'sobjects', 'tooling'];
const TOOLING_RESOURCES = ['query', 'sobjects'];

export function dataRoutes(app: HubApp, hub: Hub): void {
  // Everything below a version needs a session; a version that is not there is refused first.
  app.use('/services/data/:version/*', async (context, next) => {
    const apiVersion = supportedVersion(hub, context.req.param('version'));
    if (apiVersion === undefined) throw notFound();
    const org = hub.sessions.orgOf(bearerToken(context));
    if (org === undefined) throw sessionInvalid();
    context.set('org', org);
    context.set('apiVersion', apiVersion);
    await next();
  });

  app.get('/services/data/:version', (context) =>
    json({
      ...resourceMap(context.req.path, RESOURCES),
      identity: identityUrl(baseUrlOf(context), context.get('org')),
    }),
  );
  app.get('/services/data/:version/tooling', ({ req }) =>
    json(resourceMap(req.path, TOOLING_RESOURCES)),
  );

  app.get('/services/data/:version/limits', (context) => json(limitsOf(context.get('org'))));
}

function resourceMap(root: string, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, `${root}/${name}`]));
}
