import type { AppSettings } from '../../src/domain/eca/app-settings.ts';
import type { PublishedVersion } from '../../src/domain/published-version.ts';
import type { VersionIndex } from '../../src/domain/version-summary.ts';
import { idFrom } from '../../src/domain/version/ids.ts';

const components = [
  { type: 'ExternalClientApplication', fullName: 'Acme_Connector' },
  { type: 'ExtlClntAppNotificationSettings', fullName: 'Acme_Connector_notif' },
  { type: 'ExtlClntAppOauthSettings', fullName: 'Partner_Login' },
];

const everySetting: AppSettings = {
  scopes: ['Api', 'RefreshToken', 'Web'],
  trustedIpRanges: [
    { start: '192.0.2.16', end: '192.0.2.31', description: 'Acme in Frankfurt' },
    { start: '198.51.100.7', end: '198.51.100.7' },
  ],
  policies: {
    permittedUsers: 'AdminApprovedPreAuthorized',
    profiles: ['Acme Integration'],
    permissionSets: ['Acme_Connector_User'],
    ipRelaxation: 'Enforce_RelaxRefresh',
    refreshToken: { policy: 'SpecificInactivity', period: 30, unit: 'Days' },
    requiredSessionLevel: 'STANDARD',
    sessionTimeoutInMinutes: 120,
    usesClientCredentials: true,
    startUrl: 'https://connect.acme.example/start',
  },
};

/** A released version in which every part of the page has something to say. */
export const released: PublishedVersion = {
  package: {
    name: 'Acme Connector',
    id: idFrom('0Ho', '0HoWs0000004C92KAE'),
    namespace: 'acmeconnect',
    description: 'Keeps the accounts in Acme and in Salesforce the same.',
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
  notes: {
    since: { versionId: idFrom('04t', '04tWs000000GVKdIAO'), number: '1.3.0' },
    changes: [
      { app: 'Acme_Connector', kind: 'scope-added', value: 'Web' },
      { app: 'Acme_Connector', kind: 'component-added', value: 'Acme_Connector_notif' },
    ],
  },
  postInstallUrl: 'https://acme.example/start',
  releaseNotesUrl: 'https://acme.example/releases/1.4.0',
  apps: [{ name: 'Acme_Connector', label: 'Acme Connector', components, settings: everySetting }],
  contents: { by: 'package-zip', components },
  hub: { orgId: '00DWs000001ABCDMA4', instanceUrl: 'https://acme-hub.my.salesforce.com' },
  isRehearsal: false,
};

const plainSettings: AppSettings = { scopes: ['Api', 'RefreshToken'], trustedIpRanges: [] };

export const beta: PublishedVersion = {
  ...released,
  number: '1.5.0',
  name: '1.5.0',
  build: 1,
  state: 'beta',
  needsInstallationKey: true,
  apps: released.apps.map((app) => ({ ...app, settings: plainSettings })),
};

export const rehearsal: PublishedVersion = {
  ...beta,
  number: '1.0.0',
  name: '1.0.0',
  needsInstallationKey: false,
  hub: { orgId: '00DHu00000EcaHbMAJ', instanceUrl: 'http://127.0.0.1:7117' },
  isRehearsal: true,
};

/** What breaks out of markup, attributes, scripts and the direction of reading. */
export const HOSTILE =
  '</script><script>document.title="owned"</script><img src=x onerror="document.title=1">" onclick="x" \' autofocus onfocus=alert(1) {myDomain} ${x} \u202Etfel\u202C שלום 🚀 <!-- ]]> &amp; \uD800';

export const hostile: PublishedVersion = {
  ...released,
  package: { ...released.package, name: HOSTILE, description: HOSTILE, namespace: HOSTILE },
  name: HOSTILE,
  commit: HOSTILE,
  digest: HOSTILE,
  releaseKey: HOSTILE,
  createdAt: HOSTILE,
  releaseNotesUrl: 'javascript:document.title="owned"',
  postInstallUrl: `https://acme.example/${HOSTILE}`,
  notes: {
    since: { versionId: released.versionId, number: HOSTILE },
    changes: [{ app: HOSTILE, kind: 'scope-added', value: HOSTILE }],
  },
  apps: [
    {
      name: HOSTILE,
      label: HOSTILE,
      components: [{ type: HOSTILE, fullName: HOSTILE }],
      settings: {
        scopes: [HOSTILE],
        trustedIpRanges: [{ start: HOSTILE, end: 'x', description: HOSTILE }],
        policies: {
          permittedUsers: HOSTILE,
          profiles: [HOSTILE],
          permissionSets: [HOSTILE],
          ipRelaxation: HOSTILE,
          refreshToken: { policy: HOSTILE, period: 1, unit: HOSTILE },
          requiredSessionLevel: HOSTILE,
          usesClientCredentials: true,
          startUrl: 'javascript:document.title="owned"',
        },
      },
    },
  ],
  contents: { by: 'nothing', why: HOSTILE },
  hub: { orgId: HOSTILE, instanceUrl: 'https://acme-hub.my.salesforce.com' },
};

const shared = { packageName: 'Acme Connector', name: 'x', needsInstallationKey: false } as const;

/** Two released versions, an old beta and a new one, and a second package that has no release. */
export const index: VersionIndex = {
  namespace: 'acmeconnect',
  hub: released.hub,
  isRehearsal: false,
  versions: [
    {
      ...shared,
      number: '1.3.0',
      build: 2,
      versionId: idFrom('04t', '04tWs000000GVKdIAO'),
      state: 'released',
      createdAt: '2026-09-02T12:00:00.000Z',
      commit: '1f0e4b7a9d2c3e5f6a7b8c9d0e1f2a3b4c5d6e8c',
    },
    {
      ...shared,
      number: '1.4.0',
      build: 3,
      versionId: released.versionId,
      state: 'released',
      createdAt: released.createdAt,
      commit: '8c1f0e4b7a9d2c3e5f6a7b8c9d0e1f2a3b4c5d6e',
      digest: '5f'.repeat(32),
      folder: 'Acme-Connector/1.4.0-3',
    },
    {
      ...shared,
      number: '1.5.0',
      build: 1,
      versionId: idFrom('04t', '04tWs000000GX1BIAW'),
      state: 'beta',
      createdAt: '2026-12-01T07:30:00.000Z',
      needsInstallationKey: true,
    },
    {
      ...shared,
      packageName: 'Acme Sync',
      number: '0.1.0',
      build: 1,
      versionId: idFrom('04t', '04tWs000000GX1GIAW'),
      state: 'beta',
      createdAt: '2026-12-02T07:30:00.000Z',
    },
  ],
};
