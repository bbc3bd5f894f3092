import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/domain/doctor/all-checks.ts';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { patientWith, type Ailment, type Patient } from '../../support/doctor-on-hub.ts';
import { writeProjectFiles } from '../../support/project-settings.ts';
import { withPackage } from '../../support/seeded-package.ts';

/** The login of these tests is an access token, which cannot be renewed: doctor always says so. */
const ALWAYS = 'session-end: warn';

/** What cannot be told where a release cannot be planned. */
const NOT_PLANNED = [
  'lint: unknown',
  'package-contents: unknown',
  'version-number: unknown',
  'ancestor: unknown',
  'failed-before: unknown',
  'drift: unknown',
  'file-changes: unknown',
];

/** What cannot be told of an app that is not there. */
const NO_APP = [
  'app-packaged: unknown',
  'app-without-saml: unknown',
  'app-oauth-settings: unknown',
  'app-origin: unknown',
  ...NOT_PLANNED,
];

const PRODUCTION = 'admin@globex.example';
const SANDBOX = 'admin@initech.example.test';

type App = Seed['apps'][number];

const CASES: readonly [name: string, ailment: Ailment, named: readonly string[]][] = [
  ['nothing at all', {}, []],
  ['an old Node', machine({ nodeVersion: '20.20.2' }), ['node-version: fail']],
  [
    'a library that is not installed',
    machine({ libraries: [{ name: '@salesforce/core', installed: undefined, wanted: '9.4.0' }] }),
    ['library-versions: fail'],
  ],
  ['a sandbox for a hub', org({ isSandbox: true }), ['lasting-org: fail']],
  ['a trial', org({ trialEndsAt: '2026-12-24T00:00:00Z' }), ['lasting-org: fail']],
  [
    'an org that is no Dev Hub',
    org({ isDevHub: false }),
    [
      'dev-hub: fail',
      'second-generation-packaging: unknown',
      'namespace: unknown',
      'create-permission: unknown',
      'promote-permission: unknown',
      'version-builds-left: unknown',
      'package-record: unknown',
      ...NOT_PLANNED,
    ],
  ],
  [
    'packaging that is off',
    org({ secondGenerationPackaging: false }),
    [
      'second-generation-packaging: fail',
      'create-permission: unknown',
      'promote-permission: unknown',
      'package-record: unknown',
      ...NOT_PLANNED,
    ],
  ],
  ['a namespace that is not linked', seeded({ namespaces: [] }), ['namespace: fail']],
  ['a hub with the namespace itself', org({ namespace: 'acmeconnect' }), ['namespace: fail']],
  ['a user who may only see apps', lacking('ExternalClientAppDeveloper'), ['app-permission: warn']],
  [
    'a user without apps',
    {
      seed: (seed) => ({
        ...seed,
        login: { ...seed.login, lacksPermissions: ['ExternalClientAppDeveloper'] },
        apps: [],
      }),
    },
    ['app-permission: fail', 'app-found: fail', ...NO_APP],
  ],
  [
    'a user without packages',
    lacking('Packaging2'),
    ['create-permission: fail', 'promote-permission: fail'],
  ],
  ['a user who may not promote', lacking('Packaging2PromoteVersion'), ['promote-permission: fail']],
  ['no build left', limit(0), ['version-builds-left: fail']],
  ['one build left', limit(1), ['version-builds-left: warn']],
  [
    'an app that is not there',
    { config: { apps: ['Acme_Conector'] } },
    ['app-found: fail', ...NO_APP],
  ],
  [
    'a Local app',
    app({ distributionState: 'Local' }),
    [
      'app-packaged: fail',
      'app-without-saml: unknown',
      'app-oauth-settings: unknown',
      'app-origin: unknown',
      ...NOT_PLANNED,
    ],
  ],
  [
    'an app with SAML',
    seeded({
      metadata: [
        {
          type: 'ExtlClntAppSamlConfigurablePolicies',
          name: 'Acme_saml',
          xml: metadata(
            'ExtlClntAppSamlConfigurablePolicies',
            '<externalClientApplication>Acme Connector</externalClientApplication>',
          ),
        },
      ],
    }),
    [
      'app-without-saml: fail',
      'app-oauth-settings: unknown',
      'app-origin: unknown',
      ...NOT_PLANNED,
    ],
  ],
  [
    'an app without OAuth settings',
    app({ oauth: undefined, globalOauth: undefined, oauthPolicy: undefined }),
    ['app-oauth-settings: fail', 'app-origin: unknown', ...NOT_PLANNED],
  ],
  [
    'an app of another org',
    app({ originOrg: '00DOt00000Other' }),
    ['app-origin: fail', 'lint: fail', 'drift: warn'],
  ],
  [
    'an app that keeps one refresh token for ever',
    globalOauth({ isRefreshTokenRotationEnabled: false }),
    ['lint: fail'],
  ],
  [
    'an app whose global OAuth settings the hub does not show',
    app({ globalOauth: undefined }),
    ['lint: unknown'],
  ],
  [
    'an app with a scope that is more than most need',
    changedApp(({ oauth, ...rest }) => ({
      ...rest,
      ...(oauth !== undefined && { oauth: { ...oauth, scopes: [...oauth.scopes, 'Web'] } }),
    })),
    ['lint: warn', 'drift: warn'],
  ],
  [
    'an app that was changed, where only tag builds mind',
    app({ description: 'Another one.' }),
    ['drift: warn'],
  ],
  [
    'an app that was changed, on a tag build',
    { ...app({ description: 'Another one.' }), buildTag: 'v1.0.0' },
    ['drift: fail'],
  ],
  [
    'a .forceignore that hides the app',
    { checkout: editing('.forceignore', (text) => `${text}force-app/**\n`) },
    NOT_PLANNED.map((named) => named.replace('contents: unknown', 'contents: fail')),
  ],
  [
    'metadata of another kind in the package directory',
    {
      checkout: async (folder) =>
        writeProjectFiles(folder, {
          'force-app/main/default/labels/CustomLabels.labels-meta.xml': metadata(
            'CustomLabels',
            '<labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected><shortDescription>Hello</shortDescription><value>Hello</value></labels>',
          ),
        }),
    },
    NOT_PLANNED.map((named) => named.replace('contents: unknown', 'contents: fail')),
  ],
  [
    'a definition file that is not there',
    { config: { definitionFile: 'config/nowhere.json' } },
    NOT_PLANNED.map((named) => named.replace('contents: unknown', 'contents: fail')),
  ],
  [
    'a package of another type with the name',
    {
      seed: (seed) => {
        const packages = withPackage('Acme Connector', { number: '1.0.0.1' })(seed).packages;
        return { ...seed, packages: packages.map((each) => ({ ...each, type: 'Unlocked' })) };
      },
    },
    ['package-record: fail', ...NOT_PLANNED],
  ],
  [
    'a number that is released',
    { seed: withPackage('Acme Connector', { number: '1.0.0.1', released: true }) },
    ['version-number: fail'],
  ],
  [
    'a number that is none',
    { config: { version: { from: 'number', number: 'one' } } },
    [
      'package-record: unknown',
      'version-number: fail',
      ...NOT_PLANNED.filter((named) => named !== 'version-number: unknown'),
    ],
  ],
  [
    'a number below what is released',
    { seed: withPackage('Acme Connector', { number: '2.0.0.1', released: true }) },
    ['ancestor: fail'],
  ],
  [
    'no ancestor, consciously, with customers',
    {
      config: { ancestor: { kind: 'none' } },
      seed: withPackage('Acme Connector', { number: '0.9.0.1', released: true }),
    },
    ['ancestor: warn'],
  ],
  ['a build that failed before', { before: failABuild }, ['failed-before: fail']],
  [
    'an installation key that is not set',
    { config: { installationKey: { kind: 'environment', variable: 'ACME_KEY' } } },
    ['installation-key: fail'],
  ],
  [
    'a session that ended',
    {
      login: (hub) => ({
        kind: 'access-token',
        accessToken: '00DHu00000EcaHb!gone',
        instanceUrl: hub.url,
      }),
    },
    [
      'login: fail',
      'session-end: unknown',
      'api-version: unknown',
      'lasting-org: unknown',
      'dev-hub: unknown',
      'second-generation-packaging: unknown',
      'namespace: unknown',
      'app-permission: unknown',
      'create-permission: unknown',
      'promote-permission: unknown',
      'version-builds-left: unknown',
      'app-found: unknown',
      'app-packaged: unknown',
      'app-without-saml: unknown',
      'app-oauth-settings: unknown',
      'app-origin: unknown',
      'package-record: unknown',
      ...NOT_PLANNED,
    ],
  ],
  [
    'a project that is ahead of the hub',
    { checkout: editing('sfdx-project.json', (text) => text.replace('67.0', '99.0')) },
    ['api-version: fail', ...noAppsRead()],
  ],
  [
    'another namespace in the project file',
    { checkout: editing('sfdx-project.json', (text) => text.replace('acmeconnect', 'other')) },
    ['project-file: warn'],
  ],
  [
    'a .forceignore that lets policies through',
    { checkout: editing('.forceignore', (text) => text.replaceAll('ecaPlcy', 'other')) },
    ['forceignore: warn'],
  ],
  [
    'no .gitignore',
    { checkout: async (folder) => rm(join(folder, '.gitignore')) },
    ['gitignore: warn'],
  ],
  [
    'uncommitted work that a release leaves alone',
    uncommitted('ecaOauth-meta.xml'),
    ['git-state: warn'],
  ],
  [
    'uncommitted work that a release would overwrite',
    { ...app({ description: 'Another one.' }), ...uncommitted('eca-meta.xml') },
    ['git-state: warn', 'drift: warn', 'file-changes: fail'],
  ],
  [
    'no repository',
    {
      git: {
        isRepository: async () => Promise.resolve(false),
        headCommit: async () => Promise.resolve(undefined),
      },
    },
    ['git-state: warn'],
  ],
  [
    'an org nobody is logged in to',
    target('nobody@nowhere.example'),
    ['target-reachable: fail', 'target-installable: unknown'],
  ],
  [
    'a beta for a production org',
    { ...target(PRODUCTION), seed: withPackage('Acme Connector', { number: '1.0.0.1' }) },
    ['target-installable: fail'],
  ],
  [
    'a workflow without a login',
    workflow((text) => text.replaceAll('secrets.', 'vars.')),
    ['workflow-secrets: fail'],
  ],
  [
    'a workflow that may not write its release',
    workflow((text) => text.replace('contents: write', 'contents: read')),
    ['workflow-permissions: fail'],
  ],
  [
    'a workflow that may do everything',
    workflow((text) => text.replace('permissions: {}', '').replace(/ {4}permissions:\n.*\n/, '')),
    ['workflow-permissions: warn'],
  ],
  [
    'a workflow that runs twice at once',
    workflow((text) => text.replace(/concurrency:\n.*\n.*\n/, '')),
    ['workflow-concurrency: warn'],
  ],
  [
    'a workflow that is no YAML',
    workflow((text) => text.replace('concurrency:', 'concurrency: [')),
    ['workflow-secrets: unknown', 'workflow-permissions: unknown', 'workflow-concurrency: unknown'],
  ],
  [
    'a workflow with a pattern that lacks its quotes',
    workflow((text) => text.replace(/^on:\n/m, 'on:\n  pull_request: { paths: [*.js] }\n')),
    ['workflow-secrets: unknown', 'workflow-permissions: unknown', 'workflow-concurrency: unknown'],
  ],
  [
    'a job whose secret is not set',
    { question: { job: { present: ['DEVHUB_JWT_CLIENT_ID'], missing: ['DEVHUB_JWT_KEY'] } } },
    ['job-secrets: fail'],
  ],
  ['a Connected App that is not there', connectedApp('Old_App', []), ['connected-app: fail']],
  [
    'a Connected App with a canvas',
    connectedApp('Old_App', [
      '<canvasConfig><canvasUrl>https://acme.example</canvasUrl></canvasConfig>',
    ]),
    ['connected-app: fail'],
  ],
  [
    'a Connected App that can be migrated',
    connectedApp('Old_App', [
      '<oauthConfig><consumerKey>3MVG9.NotARealKey</consumerKey></oauthConfig>',
    ]),
    ['connected-app: warn'],
  ],
];

const SOUND: readonly [name: string, ailment: Ailment, check: string][] = [
  ['an org of a linked namespace, let in by the definition file', linkedOrg(), 'app-origin'],
  [
    'a beta for a sandbox',
    { ...target(SANDBOX), seed: withPackage('Acme Connector', { number: '1.0.0.1' }) },
    'target-installable',
  ],
  ['an org that can be reached', target(PRODUCTION), 'target-reachable'],
  [
    'no build left, where none is to be asked for',
    { ...limit(1), before: failABuild },
    'version-builds-left',
  ],
  [
    'a job with its secrets',
    { question: { job: { present: ['DEVHUB_AUTH_URL'], missing: [] } } },
    'job-secrets',
  ],
  [
    'a job of the action that names its permissions, after one that only rehearses',
    workflowFile(`on: push
concurrency: release
jobs:
  try:
    permissions: write-all
    steps:
      - run: npm run release -- --rehearse
  release:
    permissions: { contents: write }
    steps:
      - uses: acme/eca-release@v1
        env:
          DEVHUB_JWT_KEY: \${{ secrets.KEY }}
`),
    'workflow-permissions',
  ],
  [
    'a Connected App without OAuth',
    connectedApp('Old_App', ['<label>Old</label>']),
    'connected-app',
  ],
];

describe('doctor', () => {
  it.each(CASES)('names %s, and nothing else', async (_name, ailment, named) => {
    const patient = await patientWith(ailment);

    const findings = await patient.examine();

    const amiss = findings.filter(({ verdict }) => verdict !== 'pass');
    expect(new Set(amiss.map(({ check, verdict }) => `${check}: ${verdict}`))).toEqual(
      new Set([...(named.includes('session-end: unknown') ? [] : [ALWAYS]), ...named]),
    );
    for (const { check, evidence, fix } of amiss)
      expect({ check, evidence, fix }).toEqual({
        check,
        evidence: expect.toSatisfy(isNotEmpty),
        fix: expect.toSatisfy(isNotEmpty),
      });
  });

  it.each(SOUND)('is content with %s', async (_name, ailment, check) => {
    const patient = await patientWith(ailment);

    const findings = await patient.examine();

    expect(
      new Set(findings.filter((finding) => finding.check === check).map(({ verdict }) => verdict)),
    ).toEqual(new Set(['pass']));
  });

  it('says which variable lacks the key without which an org tells nothing of a version', async () => {
    const { examine } = await patientWith({
      ...target(SANDBOX),
      seed: withPackage('Acme Connector', { number: '1.0.0.1', installationKey: 'made up' }),
      config: { installationKey: { kind: 'environment', variable: 'ACME_KEY' } },
    });

    const findings = await examine();

    expect(findings.find(({ check }) => check === 'target-installable')).toMatchObject({
      verdict: 'unknown',
      fix: [expect.stringContaining('Set ACME_KEY'), expect.any(String)],
    });
  });

  it('says what keeps a migration from succeeding, what is lost, and what brings the old app back', async () => {
    const { examine } = await patientWith(
      connectedApp('Old_App', [
        '<oauthConfig><consumerKey>3MVG9.NotARealKey</consumerKey></oauthConfig>',
        '<samlConfig><issuer>https://acme.example</issuer></samlConfig>',
      ]),
    );

    const findings = await examine();

    const { fix = [] } = findings.find(({ check }) => check === 'connected-app') ?? {};
    for (const words of ['push settings', 'username-password', 'SAML', 'Local', 'brings it back'])
      expect(fix.filter((step) => step.includes(words))).toHaveLength(1);
  });

  it('asks no rehearsal of a job for its secrets', async () => {
    const job = { present: [], missing: ['DEVHUB_JWT_KEY'] };
    const { examine } = await patientWith({ isEmbedded: true, question: { job } });

    expect((await examine()).filter(({ check }) => check === 'job-secrets')).toEqual([]);
  });

  it('passes every check, and fails or warns by every check, in these cases', () => {
    const named = new Set(
      CASES.flatMap(([, , checks]) => checks.map((text) => text.split(':')[0])),
    );
    named.add(ALWAYS.split(':')[0]);

    expect(CHECKS.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });

  it('changes nothing in the hub', async () => {
    const { hub, examine } = await patientWith({});
    const before = await hub.records();

    await examine();

    expect(await hub.records()).toEqual(before);
    expect(hub.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
    expect(
      hub.requests.filter(({ method, path }) => method === 'POST' && !path.includes('/Soap/')),
    ).toEqual([]);
  });
});

function isNotEmpty(list: readonly unknown[]): boolean {
  return list.length > 0;
}

function machine(
  changes: Partial<{
    nodeVersion: string;
    libraries: { name: string; installed: string | undefined; wanted: string }[];
  }>,
): Ailment {
  return {
    question: {
      machine: { nodeVersion: '24.21.0', oldestNode: '22.19', libraries: [], ...changes },
    },
  };
}

function seeded(changes: Partial<Seed>): Ailment {
  return { seed: (seed) => ({ ...seed, ...changes }) };
}

function org(changes: Partial<Seed['org']>): Ailment {
  return { seed: (seed) => ({ ...seed, org: { ...seed.org, ...changes } }) };
}

function lacking(permission: NonNullable<Seed['login']['lacksPermissions']>[number]): Ailment {
  return {
    seed: (seed) => ({ ...seed, login: { ...seed.login, lacksPermissions: [permission] } }),
  };
}

function limit(builds: number): Ailment {
  return {
    seed: (seed) => ({ ...seed, limits: { ...seed.limits, Package2VersionCreates: builds } }),
  };
}

function app(changes: { readonly [Key in keyof App]?: App[Key] | undefined }): Ailment {
  return changedApp((each) => ({ ...each, ...changes }) as App);
}

function changedApp(change: (app: App) => App): Ailment {
  return {
    seed: (seed) => ({
      ...seed,
      apps: seed.apps.map((each) => (each.name === 'Acme_Connector' ? change(each) : each)),
    }),
  };
}

function globalOauth(flags: Readonly<Record<string, boolean>>): Ailment {
  return changedApp(({ globalOauth: settings, ...rest }) => ({
    ...rest,
    ...(settings !== undefined && { globalOauth: { ...settings, flags } }),
  }));
}

function linkedOrg(): Ailment {
  return {
    ...app({ originOrg: '00DNs00000AcmeN' }),
    config: { definitionFile: 'config/scratch-def.json' },
    checkout: async (folder) =>
      writeProjectFiles(folder, {
        'config/scratch-def.json':
          '{"edition": "Developer", "settings": {"externalClientAppSettings": {"enablePackageEcaOauthFromDevOrg": true}}}',
      }),
  };
}

function uncommitted(ending: string): Ailment {
  return {
    git: {
      uncommitted: async (paths) => Promise.resolve(paths.filter((path) => path.endsWith(ending))),
    },
  };
}

function target(username: string): Ailment {
  return { question: { targetOrgs: [username] } };
}

function editing(file: string, edit: (text: string) => string): (folder: string) => Promise<void> {
  return async (folder) => {
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
  };
}

function workflow(edit: (text: string) => string): Ailment {
  return { checkout: editing('.github/workflows/release.yml', edit) };
}

function workflowFile(text: string): Ailment {
  return {
    checkout: async (folder) => writeFile(join(folder, '.github/workflows/release.yml'), text),
  };
}

function metadata(type: string, elements: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${elements}</${type}>\n`;
}

function connectedApp(name: string, elements: readonly string[]): Ailment {
  return {
    ...(elements.length > 0 &&
      seeded({
        metadata: [
          { type: 'ConnectedApp', name, xml: metadata('ConnectedApp', elements.join('')) },
        ],
      })),
    question: { connectedApp: name },
  };
}

/** What cannot be told where the hub does not hand out apps in the project's API version. */
function noAppsRead(): readonly string[] {
  return ['app-found: unknown', ...NO_APP];
}

/** A request with the tag of these contents, whose upload is no package. */
async function failABuild({ hub, examine }: Patient): Promise<void> {
  const headers = {
    authorization: `Bearer ${hub.login.accessToken}`,
    'content-type': 'application/json',
  };
  const tooling = `${hub.url}/services/data/v68.0/tooling/sobjects`;
  const post = async (object: string, record: object): Promise<string> => {
    const response = await fetch(`${tooling}/${object}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(record),
    });
    return ((await response.json()) as { readonly id: string }).id;
  };
  const packageId = await post('Package2', {
    Name: 'Acme Connector',
    ContainerOptions: 'Managed',
    NamespacePrefix: 'acmeconnect',
  });
  const tag = tagIn(await examine());
  await post('Package2VersionCreateRequest', {
    Package2Id: packageId,
    Tag: tag,
    VersionInfo: Buffer.from('no zip').toString('base64'),
  });
}

function tagIn(findings: readonly Finding[]): string {
  const asked = findings.find(({ check }) => check === 'failed-before')?.evidence[0]?.asked ?? '';
  return asked.split(' ').at(-1) ?? '';
}
