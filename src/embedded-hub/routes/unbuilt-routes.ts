import type { HubApp } from '../http/hub-context.ts';
import { notBuilt } from '../refusal.ts';

/** Resources a real org has below a version (or below tooling): loud, because silence here would be a lie. */
const RESOURCES = [
  'actions',
  'analytics',
  'async',
  'chatter',
  'composite',
  'connect',
  'event',
  'jobs',
  'metadata',
  'parameterizedSearch',
  'process',
  'recent',
  'search',
  'support',
  'tabs',
  'theme',
  'ui-api',
  'executeAnonymous',
  'runTestsAsynchronous',
  'runTestsSynchronous',
  'completions',
  'apps',
];

const PATHS = [
  '/services/oauth2/introspect',
  '/secur/*',
  '/services/Soap/*',
  '/services/apexrest/*',
  '/services/async/*',
  ...RESOURCES.flatMap((name) => [
    `/services/data/:version/${name}/*`,
    `/services/data/:version/tooling/${name}/*`,
  ]),
];

export function unbuiltRoutes(app: HubApp): void {
  for (const path of PATHS) {
    app.all(path, (context) => {
      throw notBuilt(`${context.req.method} ${context.req.path}`);
    });
  }
}
