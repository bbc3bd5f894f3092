import { describe, expect, it } from 'vitest';
import type { ReleasePlan } from '../../../src/domain/plan/release-plan.ts';
import { plan } from '../../../src/pipeline/plan.ts';
import type { ReleaseRequest } from '../../../src/pipeline/release-context.ts';
import { release } from '../../../src/pipeline/release.ts';
import { app } from '../../support/eca-components.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../support/in-memory-ports.ts';
import { packageConfig, released, releaseConfig } from '../../support/release-state.ts';
import { releaseRequest } from '../../support/version-work.ts';

async function planned(
  outside: InMemoryOutside,
  request: Partial<ReleaseRequest> = {},
): Promise<ReleasePlan> {
  await plan(releaseRequest(request), outside.ports);
  const made = outside.savedPlans.at(-1);
  if (made === undefined) throw new TypeError('No plan was saved');
  return made;
}

async function releaseAsPlanned(
  outside: InMemoryOutside,
  agreedPlan: ReleasePlan,
  request: Partial<ReleaseRequest> = {},
) {
  return release(releaseRequest({ agreedPlan, ...agreedPlan.asked, ...request }), outside.ports);
}

describe('plan', () => {
  it('changes nothing, asks nobody, and tells what it saved', async () => {
    const outside = outsideInMemory();
    const filesBefore = new Map(outside.files);

    const made = await planned(outside);

    expect(outside.files).toEqual(filesBefore);
    expect([outside.hub.packages, outside.questions, outside.published]).toEqual([[], [], []]);
    expect(told(outside, 'plan.made')).toEqual([
      { plan: made, file: '/project/.eca-release/plan.json' },
    ]);
  });

  it('names the files, the records and the slots of a first release', async () => {
    const made = await planned(outsideInMemory(), { promote: true });

    expect(made.files.map(({ action, path }) => `${action} ${path}`)).toEqual([
      'create manifest/package.xml',
      'create force-app/ExternalClientApplication.Acme_Connector-meta.xml',
      'create force-app/ExtlClntAppNotificationSettings.Acme_notif-meta.xml',
      'create force-app/ExtlClntAppOauthSettings.Partner_Login-meta.xml',
      'update sfdx-project.json',
    ]);
    expect(made.records.map(({ action, object }) => `${action} ${object}`)).toEqual([
      'create Package2',
      'create Package2VersionCreateRequest',
      'update Package2Version',
    ]);
    expect(made.slots).toEqual([
      { limit: 'Package2VersionCreates', spends: 1, remaining: 6, max: 6 },
    ]);
    expect(made.packages).toMatchObject([
      { number: '1.4.0', package: { action: 'create' }, version: { kind: 'build' } },
    ]);
  });

  it('is the same for the same facts', async () => {
    const outside = outsideInMemory();

    expect(await planned(outside)).toEqual(await planned(outside));
  });

  it('spends nothing where everything is there', async () => {
    const outside = outsideInMemory();
    await release(releaseRequest(), outside.ports);

    const made = await planned(outside);

    expect(made).toMatchObject({
      files: [],
      records: [],
      slots: [],
      packages: [{ package: { action: 'reuse' }, version: { kind: 'adopt' } }],
    });
  });

  it('refuses what a release would refuse', async () => {
    const outside = outsideInMemory();
    outside.hub.facts = {
      ...outside.hub.facts,
      versionSlots: { validated: { max: 6, remaining: 0 }, withoutValidation: undefined },
    };

    await expect(planned(outside)).rejects.toMatchObject({ code: 'NO_VERSION_SLOT_LEFT' });
    expect(outside.savedPlans).toEqual([]);
  });
});

describe('a release of a plan', () => {
  it('does exactly the plan', async () => {
    const outside = outsideInMemory();
    const made = await planned(outside, { promote: true });

    const [published] = await releaseAsPlanned(outside, made);

    expect(published?.version).toMatchObject({ number: '1.4.0', state: 'released' });
    const after = await planned(outside, { promote: true });
    expect(after).toMatchObject({ files: [], records: [], slots: [] });
  });

  it('can be done again: what is done already has not moved', async () => {
    const outside = outsideInMemory();
    const made = await planned(outside, { promote: true });
    const [first] = await releaseAsPlanned(outside, made);

    const [second] = await releaseAsPlanned(outside, made);

    expect(second?.version.versionId).toBe(first?.version.versionId);
  });

  it.each<[string, (outside: InMemoryOutside) => Partial<ReleaseRequest> | void]>([
    [
      "the hub's app: ExternalClientApplication:Acme_Connector",
      ({ hub }) => {
        hub.components = [app('Acme_Connector', { label: 'Another' }), ...hub.components.slice(1)];
      },
    ],
    [
      "the hub's app: ExtlClntAppOauthSettings:Partner_Login",
      ({ hub }) => {
        hub.components = hub.components.map((component) =>
          component.fullName === 'Partner_Login'
            ? {
                ...component,
                bytes: Buffer.from(String(Buffer.from(component.bytes)).replace('Api', 'Web')),
              }
            : component,
        );
      },
    ],
    [
      'the workspace: sfdx-project.json',
      ({ files }) => {
        files.set('sfdx-project.json', `${files.get('sfdx-project.json') ?? ''}\n`);
      },
    ],
    ['the configuration: drift', () => ({ config: releaseConfig({ drift: 'accept' }) })],
    [
      'the version number of Acme Connector',
      () => ({
        config: releaseConfig({
          packages: [packageConfig({ version: { from: 'number', number: '2.0.0' } })],
        }),
      }),
    ],
    [
      'the limit Package2VersionCreates',
      ({ hub }) => {
        hub.facts = {
          ...hub.facts,
          versionSlots: { validated: { max: 6, remaining: 0 }, withoutValidation: undefined },
        };
      },
    ],
  ])('refuses before anything is spent or written: %s', async (what, move) => {
    const outside = outsideInMemory();
    const made = await planned(outside);
    const changes = move(outside) ?? {};
    const filesBefore = new Map(outside.files);

    await expect(releaseAsPlanned(outside, made, changes)).rejects.toMatchObject({
      code: 'PLAN_MOVED',
      detail: {
        problems: expect.arrayContaining([expect.objectContaining({ message: what })]),
      },
    });
    expect(outside.files).toEqual(filesBefore);
    expect([outside.hub.packages, outside.questions]).toEqual([[], []]);
  });

  it('refuses where another version was released, which becomes the ancestor', async () => {
    const outside = outsideInMemory();
    await release(numbered('1.0.0', { promote: true }), outside.ports);
    const next = numbered('1.4.0');
    const made = await planned(outside, next);
    outside.hub.versions = [...outside.hub.versions, released('1.3.0', 9)];

    await expect(releaseAsPlanned(outside, made, next)).rejects.toMatchObject({
      code: 'PLAN_MOVED',
      detail: { problems: [{ message: 'the ancestor of Acme Connector' }] },
    });
  });
});

function numbered(number: string, changes: Partial<ReleaseRequest> = {}): ReleaseRequest {
  const version = { from: 'number', number } as const;
  return releaseRequest({
    config: releaseConfig({ packages: [packageConfig({ version })] }),
    ...changes,
  });
}
