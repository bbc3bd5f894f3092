import type { Clock } from '../ports/clock.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { HubConnection } from './connect.ts';
import { readGlobalOauth } from './global-oauth.ts';
import { readFacts } from './hub-facts.ts';
import { listComponents, retrieveComponents } from './metadata-reader.ts';
import { createPackage, readPackages } from './package-records.ts';
import { promoteVersion } from './promote-version.ts';
import { readContents } from './version-contents.ts';
import { findCreateRequests, readProgress, readVersion, readVersions } from './version-records.ts';
import { requestVersion } from './version-request.ts';

/** A Dev Hub through Salesforce's own libraries. */
export function salesforceDevHub(
  { connection, identity }: HubConnection,
  clock: Clock,
  projectDir: string,
): DevHub {
  return {
    identity,
    readFacts: async () => readFacts(connection),
    listComponents: async (types) => listComponents(connection, types),
    retrieve: async (components, apiVersion) =>
      retrieveComponents(connection, clock, components, apiVersion),
    readGlobalOauth: async (apiVersion) => readGlobalOauth(connection, clock, apiVersion),
    readPackages: async () => readPackages(connection),
    createPackage: async (request) => createPackage(connection, projectDir, request),
    readVersions: async (packageId) => readVersions(connection, packageId),
    readVersion: async (id) => readVersion(connection, id),
    findCreateRequests: async (packageId, tag) => findCreateRequests(connection, packageId, tag),
    requestVersion: async (request, beforeLeaving) =>
      requestVersion(connection, request, beforeLeaving),
    readProgress: async (id) => readProgress(connection, id),
    readContents: async (version) => readContents(connection, version),
    promote: async (id) => promoteVersion(connection, id),
  };
}
