import { describe, expect, it } from 'vitest';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { makeMachine } from '../support/machine.ts';
import { commitAll, git } from '../support/make-project.ts';
import { configure, demoPackage, writeProjectFiles } from '../support/project-settings.ts';
import { refusalOf } from '../support/refused-run.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

type App = Seed['apps'][number];

interface Case {
  readonly title: string;
  readonly seed?: (seed: Seed) => Seed;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly exitCode: number;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    title: 'an app that the hub does not have',
    config: { packages: [demoPackage({ apps: ['Acme_Conector'] })] },
    code: 'APP_NOT_FOUND',
    exitCode: 4,
    says: /Did you mean Acme_Connector\?/,
  },
  {
    title: 'the label in place of the API name',
    config: { packages: [demoPackage({ apps: ['acme_connector'] })] },
    code: 'APP_NOT_FOUND',
    exitCode: 4,
    says: /The API name counts[\s\S]*Did you mean Acme_Connector\?/,
  },
  {
    title: 'an app that is Local',
    config: { packages: [demoPackage({ apps: ['Acme_Sandbox_Tools'] })] },
    code: 'APP_IS_LOCAL',
    exitCode: 4,
    says: /Distribution State: Packaged/,
  },
  {
    title: 'an app without OAuth settings',
    seed: (seed) => withApp(seed, (app) => ({ ...app, oauth: undefined })),
    code: 'APP_INCOMPLETE',
    exitCode: 4,
    says: /enable OAuth/,
  },
  {
    title: 'an app with a SAML configuration',
    // Here the element holds the label of the app.
    seed: (seed) =>
      withMetadata(
        seed,
        'ExtlClntAppSamlConfigurablePolicies',
        'Some_Saml',
        saml('Acme Connector'),
      ),
    code: 'APP_HAS_SAML',
    exitCode: 4,
    says: /Remove SAML/,
  },
  {
    title: 'push settings with the credentials of the push service',
    seed: (seed) => withMetadata(seed, 'ExtlClntAppPushSettings', 'Some_Push', PUSH),
    code: 'SECRET_IN_PACKAGE',
    exitCode: 2,
    says: /Some_Push[\s\S]*pushConfigLink/,
  },
  {
    title: 'a namespace that is not linked',
    config: { namespace: 'elsewhere' },
    code: 'NAMESPACE_NOT_LINKED',
    exitCode: 4,
    says: /acmeconnect[\s\S]*Namespace Registries › Link Namespace/,
  },
  {
    title: "the hub's own namespace",
    seed: (seed) => ({ ...seed, org: { ...seed.org, namespace: 'acmeconnect' } }),
    code: 'NAMESPACE_IS_HUBS_OWN',
    exitCode: 4,
    says: /Register the namespace in a Developer Edition org of its own/,
  },
  {
    title: 'no build that is left today',
    seed: (seed) => ({ ...seed, limits: { ...seed.limits, Package2VersionCreates: 0 } }),
    code: 'NO_VERSION_SLOT_LEFT',
    exitCode: 4,
    says: /0 of 0 left \(Package2VersionCreates\)/,
  },
  {
    title: 'an org that is no Dev Hub',
    seed: (seed) => ({ ...seed, org: { ...seed.org, isDevHub: false } }),
    code: 'NOT_A_DEV_HUB',
    exitCode: 4,
    says: /Setup › Dev Hub › Enable Dev Hub/,
  },
  {
    title: 'a Dev Hub without second-generation packaging',
    seed: (seed) => ({ ...seed, org: { ...seed.org, secondGenerationPackaging: false } }),
    code: 'SECOND_GENERATION_PACKAGING_OFF',
    exitCode: 4,
    says: /Enable Unlocked Packages and Second-Generation Managed Packages/,
  },
  {
    title: 'a number that is released with other contents',
    seed: (seed) => ({
      ...seed,
      packages: [
        {
          name: 'Acme Connector',
          namespace: 'acmeconnect',
          type: 'Managed',
          deprecated: false,
          versions: [
            {
              number: '1.0.0.4',
              released: true,
              deprecated: false,
              validated: true,
              coverage: true,
              components: [],
            },
          ],
        },
      ],
    }),
    code: 'VERSION_ALREADY_RELEASED',
    exitCode: 4,
    says: /Raise the number/,
  },
  {
    title: 'an unlocked package of the same name',
    seed: (seed) => ({
      ...seed,
      packages: [
        {
          name: 'Acme Connector',
          namespace: 'acmeconnect',
          type: 'Unlocked',
          deprecated: false,
          versions: [],
        },
      ],
    }),
    code: 'PACKAGE_AMBIGUOUS',
    exitCode: 4,
    says: /unlocked/,
  },
];

describe('a release is refused, and neither project nor hub is changed, for', () => {
  it.each(CASES)('$title', async ({ seed, config, code, exitCode, says }) => {
    const hub = await startSeededHub(seed);
    const machine = await makeMachine();
    if (config !== undefined) await configure(machine.projectDir, config);

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code, exitCode });
    expect(refusal.text).toMatch(says);
  });

  it('a tag build where the hub differs from what was committed', async () => {
    const hub = await startSeededHub((seed) => withApp(seed, (app) => ({ ...app, label: 'New' })));
    const machine = await makeMachine();

    const refusal = await refusalOf({
      machine,
      hub,
      environment: { ...hub.tokenLogin, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4.0' },
    });

    expect(refusal).toMatchObject({ code: 'HUB_DRIFTED', exitCode: 2 });
    expect(refusal.text).toMatch(/ExternalClientApplication:Acme_Connector[\s\S]*drift: accept/);
  });

  it('nobody to say yes to it', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();

    const refusal = await refusalOf({ machine, hub, args: ['release'] });

    expect(refusal).toMatchObject({ code: 'NOT_CONFIRMED', exitCode: 6 });
    expect(refusal.text).toMatch(
      /admin@acme-dev-hub\.example \(00DHu00000EcaHbMAJ\)\? Acme Connector: builds 1\.0\.0 in a new package[\s\S]*one of 6[\s\S]*--yes/,
    );
  });

  it('a promotion of what was never built', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();

    const refusal = await refusalOf({ machine, hub, args: ['promote', '--yes'] });

    expect(refusal).toMatchObject({ code: 'VERSION_NOT_FOUND', exitCode: 4 });
    expect(refusal.text).toContain('Build it first');
  });
});

describe('a release goes on', () => {
  it('with no build left where the version is there already', async () => {
    const hub = await startSeededHub((seed) => ({
      ...seed,
      limits: { ...seed.limits, Package2VersionCreates: 1 },
    }));
    const machine = await makeMachine();
    const release = async () =>
      machine.run(['release', '--yes', '--json'], { environment: hub.tokenLogin });
    await release();
    const before = await hub.records();

    const again = await release();

    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(again.stdout)).toMatchObject({ versions: [{ number: '1.0.0', build: 1 }] });
    expect(await hub.records()).toEqual(before);
    expect(before.limitsUsed.used).toMatchObject({ Package2VersionCreates: 1 });
  });

  it('on a tag build where the drift is accepted, and takes what the hub has', async () => {
    const hub = await startSeededHub((seed) => withApp(seed, (app) => ({ ...app, label: 'New' })));
    const machine = await makeMachine();

    const result = await machine.run(['release', '--yes', '--json', '--drift', 'accept'], {
      environment: { ...hub.tokenLogin, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4.0' },
    });

    expect(result.exitCode).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({
      versions: [{ number: '1.4.0', apps: [{ label: 'New' }] }],
      warnings: [expect.stringContaining('The hub differs from what lies here')],
    });
  });

  it('on a tag build where nothing of the app was committed yet', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();
    await git(machine.projectDir, 'rm', '-r', '--quiet', 'force-app');
    await writeProjectFiles(machine.projectDir, { 'force-app/README.txt': 'Retrieved in CI.\n' });
    await commitAll(machine.projectDir, 'Leave the app to the hub');

    const result = await machine.run(['release', '--yes', '--json'], {
      environment: { ...hub.tokenLogin, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4.0' },
    });

    expect(result.exitCode).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ versions: [{ number: '1.4.0' }] });
  });
});

function withApp(seed: Seed, change: (app: App) => App): Seed {
  return {
    ...seed,
    apps: seed.apps.map((app) => (app.name === 'Acme_Connector' ? change(app) : app)),
  };
}

function withMetadata(seed: Seed, type: string, name: string, xml: string): Seed {
  return { ...seed, metadata: [{ type, name, xml }] };
}

const HEADER = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function saml(label: string): string {
  return `${HEADER}
<ExtlClntAppSamlConfigurablePolicies ${NAMESPACE}>
    <acsUrl>https://acme.example/acs</acsUrl>
    <externalClientApplication>${label}</externalClientApplication>
    <label>Single sign-on</label>
</ExtlClntAppSamlConfigurablePolicies>
`;
}

const PUSH = `${HEADER}
<ExtlClntAppPushSettings ${NAMESPACE}>
    <androidPushConfig>
        <fcmProject>acme</fcmProject>
        <serviceAccount>{ "private_key": "made up" }</serviceAccount>
    </androidPushConfig>
    <externalClientApplication>Acme_Connector</externalClientApplication>
    <label>Push</label>
    <pushServiceType>Android</pushServiceType>
</ExtlClntAppPushSettings>
`;
