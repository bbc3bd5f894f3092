import { Hono } from 'hono';
import { collectionRoutes } from '../routes/collection-routes.ts';
import { controlRoutes } from '../routes/control-routes.ts';
import { dataRoutes } from '../routes/data-routes.ts';
import { identityRoutes } from '../routes/identity-routes.ts';
import { metadataRoutes } from '../routes/metadata-routes.ts';
import { oauthRoutes } from '../routes/oauth-routes.ts';
import { ingestRoutes } from '../routes/ingest-routes.ts';
import { queryRoutes } from '../routes/query-routes.ts';
import { soapRoutes } from '../routes/soap-routes.ts';
import { sobjectRoutes } from '../routes/sobject-routes.ts';
import { treeRoutes } from '../routes/tree-routes.ts';
import { unbuiltRoutes } from '../routes/unbuilt-routes.ts';
import { Refusal, Undeclared, notFound } from '../refusal.ts';
import { settle } from '../settle.ts';
import type { HubApp, HubEnv } from './hub-context.ts';
import { misbehave, type FaultSurroundings } from './misbehave.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { recordRequests } from './record-requests.ts';
import type { RequestLog } from './record-requests.ts';
import { refused } from './rest-answer.ts';

export interface HubSurroundings extends FaultSurroundings {
  readonly log: RequestLog;
  /** Resolves when all that was committed so far is written; no answer leaves before. */
  save(): Promise<void>;
}

export function hubApp(around: HubSurroundings): HubApp {
  const { hub, log } = around;
  const app = new Hono<HubEnv>({ getPath: pathOf });
  app.use(refuseForeignHosts);
  controlRoutes(app, around);
  app.use(recordRequests(log));
  app.use(misbehave(around));
  app.use(async (_, next) => {
    settle(hub);
    await next();
    await around.save();
  });
  oauthRoutes(app, hub);
  identityRoutes(app, hub);
  soapRoutes(app, hub);
  dataRoutes(app, hub);
  queryRoutes(app);
  sobjectRoutes(app);
  ingestRoutes(app);
  treeRoutes(app);
  collectionRoutes(app);
  metadataRoutes(app);
  unbuiltRoutes(app);
  app.notFound((context) => {
    context.set('undeclared', `${context.req.method} ${context.req.path}`);
    return refused(notFound());
  });
  app.onError((error, context) => {
    if (error instanceof Undeclared) context.set('undeclared', error.what);
    if (error instanceof Refusal) return refused(error);
    return refused(
      new Refusal(
        500,
        'UNKNOWN_EXCEPTION',
        `The embedded Dev Hub broke: ${error.stack ?? error.message}`,
      ),
    );
  });
  return app;
}

/** Clients whose login ends in a slash send //services/…; some paths end in one. */
function pathOf(request: Request): string {
  const path = new URL(request.url).pathname.replace(/^\/+/, '/');
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
