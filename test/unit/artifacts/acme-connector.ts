import type { AppSettings } from '../../../src/domain/eca/app-settings.ts';
import type { PublishedVersion } from '../../../src/domain/published-version.ts';
import type { VersionIndex } from '../../../src/domain/version-summary.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';

const components = [
  { type: 'ExternalClientApplication', fullName: 'Acme_Connector' },
  { type: 'ExtlClntAppOauthSettings', fullName: 'Acme_Connector_oauth' },
];

/** Settings that say nothing in particular. */
export const PLAIN_SETTINGS: AppSettings = { scopes: ['Api'], trustedIpRanges: [] };

/** A released version of a package with one app. */
export const acmeConnector: PublishedVersion = {
  package: {
    name: 'Acme Connector',
    id: idFrom('0Ho', '0HoWs0000004C92KAE'),
    namespace: 'acme',
    description: 'Lets Acme read the accounts of a customer.',
  },
  number: '1.4.0',
  build: 3,
  versionId: idFrom('04t', '04tWs000000GWPxIAO'),
  packageVersionId: idFrom('05i', '05iWs0000001Rj7IAE'),
  name: '1.4.0',
  state: 'released',
  createdAt: '2026-11-20T09:15:00.000Z',
  needsInstallationKey: false,
  validation: 'full',
  hasPassedCodeCoverage: true,
  ancestorVersionId: idFrom('04t', '04tWs000000GVKdIAO'),
  releaseKey: `eca-release/1.4.0/${'5f'.repeat(32)}`,
  digest: '5f'.repeat(32),
  commit: '8c1f0e4b7a9d2c3e5f6a7b8c9d0e1f2a3b4c5d6e',
  apps: [{ name: 'Acme_Connector', label: 'Acme Connector', components, settings: PLAIN_SETTINGS }],
  contents: { by: 'package-zip', components },
  hub: { orgId: '00DWs000001ABCDMA4', instanceUrl: 'https://acme-hub.my.salesforce.com' },
  isRehearsal: false,
};

export const acmeConnectorBeta: PublishedVersion = { ...acmeConnector, state: 'beta' };

export const acmeConnectorRehearsal: PublishedVersion = {
  ...acmeConnectorBeta,
  hub: { orgId: '00DWs000001ABCDMA4', instanceUrl: 'http://127.0.0.1:41233' },
  isRehearsal: true,
};

/** The released version, and a beta that came after it. */
export const acmeVersions: VersionIndex = {
  namespace: 'acme',
  hub: acmeConnector.hub,
  isRehearsal: false,
  versions: [
    {
      packageName: 'Acme Connector',
      number: '1.4.0',
      build: 3,
      versionId: acmeConnector.versionId,
      name: '1.4.0',
      state: 'released',
      createdAt: acmeConnector.createdAt,
      needsInstallationKey: false,
      commit: '8c1f0e4b7a9d2c3e5f6a7b8c9d0e1f2a3b4c5d6e',
      digest: '5f'.repeat(32),
    },
    {
      packageName: 'Acme Connector',
      number: '1.5.0',
      build: 1,
      versionId: idFrom('04t', '04tWs000000GX1BIAW'),
      name: '1.5.0',
      state: 'beta',
      createdAt: '2026-12-01T07:30:00.000Z',
      needsInstallationKey: true,
    },
  ],
};

/** A name that breaks naive output in as many ways as fit into one. */
export const HOSTILE_NAME =
  'A|b `c` *d* _e_ [f](https://g.example) <h>&amp; \u202Etfel\u202C\n# 🚀 שלום';
