import { Hono } from 'hono';
import { controlRoutes } from '../routes/control-routes.ts';
import { versionListRoute } from '../routes/version-list-route.ts';
import { Refusal, Undeclared, notFound } from '../refusal.ts';
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

export type HubFetch = HubApp['fetch'];

/** The list of API versions is what every client asks first: it is answered while the rest of the server is loaded. */
export function hubFetch(around: HubSurroundings): HubFetch {
  const { hub } = around;
  const entrance = framed(around, (app) => {
    versionListRoute(app, hub);
  });
  let loaded: Promise<HubApp> | undefined;
  const whole = async () => (loaded ??= load(around));
  return async (request, env, execution) => {
    if (pathOf(request) !== '/services/data') return (await whole()).fetch(request, env, execution);
    const answer = await entrance.fetch(request, env, execution);
    // When the answer has left. A failure to load is told to who asks for more.
    setImmediate(() => {
      whole().catch(() => undefined);
    });
    return answer;
  };
}

async function load(around: HubSurroundings): Promise<HubApp> {
  const [{ apiRoutes }, { settle }] = await Promise.all([
    import('../routes/api-routes.ts'),
    import('../settle.ts'),
  ]);
  return framed(around, (app) => {
    app.use(async (_, next) => {
      settle(around.hub);
      await next();
    });
    apiRoutes(app, around.hub);
  });
}

/** What goes around every answer: loopback only, the control paths, the log, the faults, the state. */
function framed(around: HubSurroundings, routes: (app: HubApp) => void): HubApp {
  const app = new Hono<HubEnv>({ getPath: pathOf });
  app.use(refuseForeignHosts);
  controlRoutes(app, around);
  app.use(recordRequests(around.log));
  app.use(misbehave(around));
  app.use(async (_, next) => {
    await next();
    await around.save();
  });
  routes(app);
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
