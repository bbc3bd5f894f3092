import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typesToDiscover } from '../../../src/domain/eca/metadata-types.ts';
import type { Finding } from '../../../src/domain/lint/finding.ts';
import { lint } from '../../../src/domain/lint/lint.ts';
import { NO_LINT_SETTINGS } from '../../../src/domain/lint/lint-settings.ts';
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
