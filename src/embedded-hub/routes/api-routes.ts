import type { HubApp } from '../http/hub-context.ts';
import type { Hub } from '../state/hub.ts';
import { collectionRoutes } from './collection-routes.ts';
import { dataRoutes } from './data-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { metadataRoutes } from './metadata-routes.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { ingestRoutes } from './ingest-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { soapRoutes } from './soap-routes.ts';
import { sobjectRoutes } from './sobject-routes.ts';
import { treeRoutes } from './tree-routes.ts';
import { unbuiltRoutes } from './unbuilt-routes.ts';

/** All that a real org answers, too. */
export function apiRoutes(app: HubApp, hub: Hub): void {
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
}
