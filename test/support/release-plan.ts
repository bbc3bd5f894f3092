import type { ReleasePlan } from '../../src/domain/plan/release-plan.ts';

/** A plan to build 1.4.0 of a package that is there already. */
export function releasePlan(changes: Partial<ReleasePlan> = {}): ReleasePlan {
  return {
    kind: 'eca-release/plan',
    formatVersion: 1,
    madeAt: '2026-11-15T10:00:00.000Z',
    rehearsal: false,
    hub: {
      orgId: '00DHu00000EcaHbMAJ',
      username: 'admin@acme.example',
      instanceUrl: 'https://acme.my.salesforce.com',
      apiVersion: '68.0',
    },
    asked: { promote: false, retryFailed: false, acceptRemovedMetadata: false },
    settings: { namespace: 'acme', drift: 'stop' },
    sourceApiVersion: '67.0',
    commit: '5f0c2a4b8d1e3f5a7b9c0d2e4f6a8b0c1d3e5f7a',
    reads: [{ what: 'linked namespaces', found: 'acme' }],
    packages: [
      {
        name: 'Acme',
        package: { action: 'reuse', id: '0HoHu0000004CAcKAM' },
        number: '1.4.0',
        numberOrigin: 'tag v1.4.0',
        ancestor: { kind: 'version', versionId: '04tAncestor', number: '1.3.0' },
        components: [{ key: 'ExternalClientApplication:Acme_Connector', digest: 'a', from: 'hub' }],
        releaseKey: `eca-release/1.4.0/${'0'.repeat(64)}`,
        version: { kind: 'build' },
      },
    ],
    files: [
      {
        path: 'force-app/app.xml',
        action: 'update',
        before: 'a'.repeat(64),
        after: 'c'.repeat(64),
        diff: '--- a/force-app/app.xml\n+++ b/force-app/app.xml\n@@ -1,2 +1,2 @@\n <App>\n-  <label>Old</label>\n+  <label>New</label>\n',
      },
      { path: 'force-app/policy.xml', action: 'remove', before: 'd'.repeat(64), after: null },
    ],
    workspace: {
      'force-app/app.xml': 'a'.repeat(64),
      'force-app/policy.xml': 'd'.repeat(64),
      'sfdx-project.json': 'e'.repeat(64),
    },
    records: [
      {
        action: 'create',
        object: 'Package2VersionCreateRequest',
        what: 'the request to build 1.4.0 of Acme',
        fields: { VersionNumber: '1.4.0.NEXT', SkipValidation: 'false' },
      },
    ],
    slots: [{ limit: 'Package2VersionCreates', spends: 1, remaining: 5, max: 6 }],
    ...changes,
  };
}
