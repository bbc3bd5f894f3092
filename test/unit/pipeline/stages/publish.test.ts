import { describe, expect, it } from 'vitest';
import type { PackagePlan } from '../../../../src/domain/plan/package-plan.ts';
import type { HubVersion } from '../../../../src/domain/version/hub-version.ts';
import { publish } from '../../../../src/pipeline/stages/publish.ts';
import { publishIndex } from '../../../../src/pipeline/stages/publish-index.ts';
import { idFrom } from '../../../../src/domain/version/ids.ts';
import type { VersionIndex } from '../../../../src/domain/version-summary.ts';
import { COMMIT, outsideInMemory, told } from '../../../support/in-memory-ports.ts';
import {
  at,
  hubPackage,
  hubVersion,
  PACKAGE_ID,
  packageConfig,
  packageVersionId,
  released,
  releaseConfig,
} from '../../../support/release-state.ts';
import { packagePlan, releaseRequest } from '../../../support/version-work.ts';

const DIGEST = 'ab'.repeat(32);
const TAG = `eca-release/1.4.0/${DIGEST}`;

async function published(version: HubVersion, plan: Partial<PackagePlan> = {}) {
  const outside = outsideInMemory();
  const made = packagePlan(outside.hub, plan);
  const outcome = await publish({
    request: releaseRequest(),
    ports: outside.ports,
    hub: outside.hub,
    plan: made,
    packageId: PACKAGE_ID,
    verified: { version, contents: { by: 'package-zip', components: made.components } },
    apps: made.apps,
    apiVersion: '67.0',
  });
  return { outside, outcome, version: outcome.output.version };
}

describe('publish', () => {
  it('tells everything of a version that the hub and the configuration say', async () => {
    const ancestor = released('1.3.0', 2);
    const { version } = await published(
      hubVersion('1.4.0', {
        tag: TAG,
        name: 'Spring',
        description: `Spring · commit ${COMMIT}`,
        needsInstallationKey: true,
        ancestorVersionId: ancestor.versionId,
      }),
      {
        config: packageConfig({
          releaseNotesUrl: 'https://acme.example/notes',
          postInstallUrl: 'https://acme.example/start',
        }),
        versions: [ancestor],
      },
    );

    expect(version).toMatchObject({
      package: {
        name: 'Acme Connector',
        id: PACKAGE_ID,
        namespace: 'acmeconnect',
        description: 'Connects Acme to your org.',
      },
      number: '1.4.0',
      build: 1,
      versionId: '04tHu000000V001IAG',
      packageVersionId: packageVersionId(1),
      name: 'Spring',
      state: 'beta',
      createdAt: at('10:00:00'),
      needsInstallationKey: true,
      validation: 'full',
      hasPassedCodeCoverage: true,
      ancestorVersionId: ancestor.versionId,
      releaseKey: TAG,
      digest: DIGEST,
      commit: COMMIT,
      notes: { since: { versionId: ancestor.versionId, number: '1.3.0' } },
      releaseNotesUrl: 'https://acme.example/notes',
      postInstallUrl: 'https://acme.example/start',
      apps: [
        {
          name: 'Acme_Connector',
          label: 'Acme Connector',
          components: [
            { type: 'ExternalClientApplication', fullName: 'Acme_Connector' },
            { type: 'ExtlClntAppNotificationSettings', fullName: 'Acme_notif' },
            { type: 'ExtlClntAppOauthSettings', fullName: 'Partner_Login' },
          ],
        },
      ],
      contents: { by: 'package-zip' },
      hub: { orgId: '00DHu00000EcaHbMAJ', instanceUrl: 'https://acme.my.salesforce.com' },
      isRehearsal: false,
    });
  });

  it('leaves out what is not there', async () => {
    const { version } = await published(
      hubVersion('1.4.0', { isReleased: true, validationSkipped: true }),
    );

    expect(version).toMatchObject({
      state: 'released',
      validation: 'skipped',
      releaseKey: '',
      digest: '',
    });
    expect(Object.keys(version)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(commit|notes|.*Url|ancestorVersionId)$/)]),
    );
  });

  it('holds no bytes of any component', async () => {
    const { version } = await published(hubVersion('1.4.0'));

    expect(JSON.stringify(version)).not.toContain('bytes');
  });

  it('tells who shows links elsewhere', async () => {
    const { outside, version } = await published(hubVersion('1.4.0'));

    expect(told(outside, 'version.published')).toMatchObject([
      { version, artifacts: ['/project/artifacts/1.4.0/install-links.md'] },
    ]);
  });
});

describe('publishIndex', () => {
  it('lists every version of the managed packages of the namespace', async () => {
    const { ports, hub } = outsideInMemory();
    const otherId = idFrom('0Ho', '0HoHu0000004CBBKAM');
    hub.packages = [
      hubPackage(),
      hubPackage({ id: otherId, name: 'Elsewhere', namespace: 'acmeother' }),
      hubPackage({ id: otherId, name: 'Unlocked', isManaged: false }),
      hubPackage({ id: otherId, name: 'Deleted', isDeprecated: true }),
    ];
    hub.versions = [
      hubVersion('1.4.0', {
        tag: TAG,
        description: `commit ${COMMIT}`,
        needsInstallationKey: true,
      }),
      released('1.3.0', 2),
      hubVersion('9.0.0', { packageId: otherId }, 3),
    ];
    const indexes: VersionIndex[] = [];
    const artifacts: typeof ports.artifacts = {
      ...ports.artifacts,
      publishIndex: async (index) => {
        indexes.push(index);
        return Promise.resolve({ directory: '/artifacts', files: [], changed: ['index.html'] });
      },
    };

    const outcome = await publishIndex({ config: releaseConfig() }, { artifacts }, hub);

    expect(outcome.kind).toBe('done');
    const common = { packageName: 'Acme Connector', createdAt: at('10:00:00') };
    expect(indexes).toEqual([
      {
        namespace: 'acmeconnect',
        hub: { orgId: hub.identity.orgId, instanceUrl: hub.identity.instanceUrl },
        isRehearsal: false,
        versions: [
          {
            ...common,
            number: '1.4.0',
            build: 1,
            versionId: '04tHu000000V001IAG',
            name: '1.4.0',
            state: 'beta',
            needsInstallationKey: true,
            commit: COMMIT,
            digest: DIGEST,
          },
          {
            ...common,
            number: '1.3.0',
            build: 2,
            versionId: '04tHu000000V002IAG',
            name: '1.3.0',
            state: 'released',
            needsInstallationKey: false,
          },
        ],
      },
    ]);
  });

  it('says that the page is there already where nothing is new', async () => {
    const { ports, hub } = outsideInMemory();
    await publishIndex({ config: releaseConfig() }, ports, hub);

    expect(await publishIndex({ config: releaseConfig() }, ports, hub)).toMatchObject({
      kind: 'skipped',
    });
  });
});
