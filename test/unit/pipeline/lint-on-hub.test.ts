import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecaType, typesToDiscover } from '../../../src/domain/eca/metadata-types.ts';
import { RULES } from '../../../src/domain/lint/all-rules.ts';
import type { Finding } from '../../../src/domain/lint/finding.ts';
import { lint } from '../../../src/domain/lint/lint.ts';
import { NO_LINT_SETTINGS } from '../../../src/domain/lint/lint-settings.ts';
import type { RuleId } from '../../../src/domain/lint/rule-ids.ts';
import type { PlacedComponent } from '../../../src/domain/lint/metadata-file.ts';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { salesforcePackageSource } from '../../../src/salesforce/package-source.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';
import { randomOrg } from '../../support/random-org.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const API_VERSION = '67.0';
const ROOT = 'force-app';

type App = Seed['apps'][number];

function withApp(change: (app: App) => App): (seed: Seed) => Seed {
  return (seed) => ({
    ...seed,
    apps: seed.apps.map((app) => (app.name === 'Acme_Connector' ? change(app) : app)),
  });
}

function withOauth(change: Partial<NonNullable<App['oauth']>>): (seed: Seed) => Seed {
  return withApp((app) => ({ ...app, ...(app.oauth && { oauth: { ...app.oauth, ...change } }) }));
}

const SEEDS: readonly (readonly [string, (seed: Seed) => Seed, readonly string[]])[] = [
  ['the shipped app', (seed) => seed, []],
  [
    'a Local app',
    withApp((app) => ({ ...app, distributionState: 'Local' })),
    ['distribution-state'],
  ],
  [
    'an app that says little',
    withApp(({ description: _none, ...app }) => ({ ...app, contactEmail: 'the team' })),
    ['contact-email', 'description'],
  ],
  [
    'a logo over http',
    withApp((app) => ({ ...app, logoUrl: 'http://acme.example/l.png' })),
    ['https-urls'],
  ],
  [
    'too many rights',
    withOauth({ scopes: ['Full', 'Web', 'api'] }),
    ['full-scope', 'known-scopes', 'wide-scopes'],
  ],
  [
    'addresses that are none',
    withOauth({
      trustedIpRanges: [
        { start: '0.0.0.0', end: '255.255.255.255' },
        { start: 'x', end: 'y' },
      ],
    }),
    ['ip-ranges', 'wide-ip-range'],
  ],
  [
    'attributes of one key',
    withOauth({
      customAttributes: [
        { key: 'a', formula: '1' },
        { key: 'a', formula: '2' },
      ],
    }),
    ['custom-attributes'],
  ],
];

/** What lint finds in an app of a hub: as the hub hands it out, and as it lies in a workspace after it was written there. */
async function bothOf(
  seed: (seed: Seed) => Seed,
  appName: string,
): Promise<{ readonly hub: readonly Finding[]; readonly workspace: readonly Finding[] }> {
  const { devHub } = await adapterOnHub({ seed });
  const projectDir = await temporaryFolder('lint');
  const source = salesforcePackageSource(projectDir);
  const refs = await devHub.listComponents(typesToDiscover(API_VERSION));
  const components = (await devHub.retrieve(refs, API_VERSION)).map((component) => ({
    ...component,
    path: source.pathFor(ROOT, component),
  }));
  for (const { path, bytes } of components) {
    await mkdir(dirname(join(projectDir, path)), { recursive: true });
    await writeFile(join(projectDir, path), bytes);
  }
  return {
    hub: findingsIn(components, appName),
    workspace: findingsIn(await source.read(ROOT), appName),
  };
}

function findingsIn(components: readonly PlacedComponent[], appName: string): readonly Finding[] {
  const why = 'compared without';
  return lint({
    packages: [
      {
        config: { name: 'Acme', path: ROOT, apps: [appName] },
        components,
        apiVersion: API_VERSION,
        configFile: 'config/release.yaml',
      },
    ],
    settings: NO_LINT_SETTINGS,
    unread: { hub: why, 'global-oauth': why, policies: why },
  }).findings;
}

function withFlags(flags: Readonly<Record<string, boolean>>): (seed: Seed) => Seed {
  return withGlobal((global) => ({ ...global, flags: { ...global.flags, ...flags } }));
}

function withGlobal(
  change: (global: NonNullable<App['globalOauth']>) => NonNullable<App['globalOauth']>,
): (seed: Seed) => Seed {
  return withApp((app) => ({
    ...app,
    ...(app.globalOauth && { globalOauth: change(app.globalOauth) }),
  }));
}

function withPolicy(values: Readonly<Record<string, string | number | boolean>>) {
  return withApp((app) => ({
    ...app,
    oauthPolicy: { ...app.oauthPolicy, values: { ...app.oauthPolicy?.values, ...values } },
  }));
}

const IN_HUB: readonly (readonly [string, (seed: Seed) => Seed, readonly RuleId[]])[] = [
  ['the shipped app', (seed) => seed, []],
  [
    'an app of another org',
    withApp((app) => ({ ...app, originOrg: '00DOt00000Other' })),
    ['source-org'],
  ],
  ['no PKCE', withFlags({ isPkceRequired: false }), ['pkce']],
  ['no rotation', withFlags({ isRefreshTokenRotationEnabled: false }), ['refresh-token-rotation']],
  ['no idle limit', withFlags({ isEnforceRefreshTokenTTL: false }), ['refresh-token-idle-limit']],
  ['no secret', withFlags({ isConsumerSecretOptional: true }), ['consumer-secret']],
  [
    'no secret to refresh',
    withFlags({ isSecretRequiredForRefreshToken: false }),
    ['secret-for-refresh'],
  ],
  [
    'token exchange',
    withFlags({ isTokenExchangeEnabled: true }),
    ['token-exchange-secret', 'unused-flows'],
  ],
  ['introspection', withFlags({ isIntrospectAllTokens: true }), ['introspection']],
  [
    'credentials in a URL',
    withFlags({ isCodeCredFlowEnabled: true }),
    ['unused-flows', 'code-credentials-post'],
  ],
  ['rotation on deploy', withFlags({ shouldRotateConsumerKey: true }), ['no-rotation-on-deploy']],
  [
    'callbacks over http',
    withGlobal((global) => ({
      ...global,
      callbackUrls: ['http://acme.example/cb', 'https://acme.example/cb'],
    })),
    ['callback-urls'],
  ],
  ['no callback', withGlobal((global) => ({ ...global, callbackUrls: [] })), ['callback-urls']],
  [
    'a very long callback',
    withGlobal((global) => ({
      ...global,
      callbackUrls: [`https://acme.example/${'x'.repeat(2000)}`],
    })),
    ['callback-length'],
  ],
  ['tokens for ever', withPolicy({ refreshTokenPolicyType: 'Infinite' }), ['refresh-token-policy']],
  [
    'tokens for a year',
    withPolicy({ refreshTokenPolicyType: 'SpecificLifetime', refreshTokenValidityPeriod: 365 }),
    ['refresh-token-lifetime'],
  ],
  [
    'users who decide',
    withPolicy({ permittedUsersPolicyType: 'AllSelfAuthorized' }),
    ['permitted-users'],
  ],
  ['low sessions', withPolicy({ requiredSessionLevel: 'LOW' }), ['session-level']],
  ['nobody to run as', withPolicy({ isClientCredentialsFlowEnabled: true }), ['run-as-user']],
  ['a deprecated policy', withPolicy({ isNamedUserJwtEnabled: true }), ['deprecated-jwt-policy']],
];

describe('lint of what only the hub knows', () => {
  it.each(IN_HUB)('finds it through the real adapter: %s', async (_what, seed, rules) => {
    const { devHub } = await adapterOnHub({ seed });
    const refs = await devHub.listComponents(typesToDiscover(API_VERSION));
    const components = (await devHub.retrieve(refs, API_VERSION)).map((component) => ({
      ...component,
      path: `${component.type}/${component.fullName}`,
    }));
    const reading = await devHub.readGlobalOauth(API_VERSION);

    const { findings } = lint({
      packages: [
        {
          config: { name: 'Acme', path: ROOT, apps: ['Acme_Connector'] },
          components,
          apiVersion: API_VERSION,
          configFile: 'config/release.yaml',
          hub: {
            orgId: devHub.identity.orgId,
            allowsLinkedOrg: false,
            globalOauth: reading.kind === 'read' ? reading.apps : [],
            policies: components.filter(({ type }) => ecaType(type)?.use === 'policy'),
            readAt: '2026-11-20T09:00:00.000Z',
          },
        },
      ],
      settings: { rules: {}, profiles: { Acme_Connector: 'web-server' } },
      unread: {},
    });

    const found = findings.filter(
      ({ app, rule }) => app !== undefined && RULES[rule].reads !== 'files',
    );
    // The shipped app keeps to no addresses; that is a note of its own.
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set([...rules, 'ip-relaxation']));
  });
});

describe('lint of the files that hub and workspace both have', () => {
  it.each(SEEDS)('finds the same in both: %s', async (_what, seed, rules) => {
    const { hub, workspace } = await bothOf(seed, 'Acme_Connector');

    expect(workspace).toEqual(hub);
    const ofApp = hub.filter(({ app, rule, location }) =>
      app === undefined ? rule === 'https-urls' && location.file.includes('Acme_Connector.') : true,
    );
    expect([...new Set(ofApp.map(({ rule }) => rule))].toSorted()).toEqual(rules);
  });

  it.each([11, 12, 13])('finds the same in both, in the random org %i', async (number) => {
    const org = randomOrg(number);

    const { hub, workspace } = await bothOf(() => org.seed, org.appName);

    expect(hub.length).toBeGreaterThan(0);
    expect(workspace).toEqual(hub);
  });
});
