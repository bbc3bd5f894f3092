import type { HubApp } from '../http/hub-context.ts';
import { json } from '../http/rest-answer.ts';
import type { Hub } from '../state/hub.ts';
import { releaseName } from './api-version.ts';

/** Needs no session. */
export function versionListRoute(app: HubApp, hub: Hub): void {
  app.get('/services/data', () => json(versionList(hub)));
}

function versionList(hub: Hub) {
  const { oldest, newest } = hub.seed.apiVersions;
  return Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index).map(
    (version) => ({
      label: releaseName(version),
      url: `/services/data/v${version}.0`,
      version: `${version}.0`,
    }),
  );
}
