import fc from 'fast-check';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';

type App = Seed['apps'][number];

/** An org that chance made, and what a release of its app has to find in it. */
export interface RandomOrg {
  readonly seed: Seed;
  readonly namespace: string;
  readonly packageName: string;
  readonly appName: string;
  readonly label: string;
  /** Type:Name of everything that belongs into the package, sorted. */
  readonly members: readonly string[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS_AND_DIGITS = `${LETTERS}0123456789`;
const AWKWARD_LABELS = [
  'Orders & Invoices',
  '<b>Bold</b> "quoted" & \'single\'',
  '🚀 Launch 日本語 Ünïcödé',
  ']]> &amp; &#38; <!-- --> %s ${HOME}',
  'a\u00a0b\u200bc',
  'Label',
];

const word = (units: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...units.split('')), minLength, maxLength });
const name = fc
  .tuple(word(LETTERS, 1, 1), word(LETTERS_AND_DIGITS, 2, 8))
  .map((parts) => parts.join(''));
const orgId = word(LETTERS_AND_DIGITS, 9, 9).map((rest) => `00D${rest}Eca`);
const label = fc.constantFrom(...AWKWARD_LABELS);

/** Names of satellites: what Setup proposes, what looks like another app's, what says nothing. */
const satelliteName = (
  app: string,
  others: readonly string[],
  mark: string,
): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(`${app}_${mark}`),
    fc.constantFrom(...others).map((other) => `${other}_${mark}_x`),
    name.map((any) => `${any}_${mark}`),
  );

const random = fc
  .record({
    orgId,
    namespaceOrg: orgId,
    namespace: fc
      .tuple(word(LETTERS, 1, 1), word(LETTERS_AND_DIGITS, 2, 12))
      .map((parts) => parts.join('').toLowerCase()),
    otherNamespace: name.map((text) => `z${text.toLowerCase()}`),
    user: name,
    packageName: fc.oneof(
      name,
      label.map((text) => text.replaceAll(/[<>"]/g, '')),
    ),
    appName: name,
    pageSize: fc.constantFrom(1, 1, 2, 200),
  })
  .chain((facts) => {
    const { appName } = facts;
    // One that begins like it, one that it begins like, one of any name: whatever a comparison of names would mix up.
    const others = [`${appName}_EU`, appName.slice(0, -1) || 'A', `${appName}x`];
    return fc.record({
      facts: fc.constant(facts),
      apps: fc
        .tuple(...[appName, ...others].map((app) => randomApp(app, [appName, ...others])))
        .chain((apps) => fc.shuffledSubarray(apps, { minLength: apps.length })),
    });
  })
  .filter(({ apps }) => areNamesDifferent(apps));

/** The same number makes the same org, on every machine. */
export function randomOrg(number: number): RandomOrg {
  const [sample] = fc.sample(random, { seed: number, numRuns: 1 });
  if (sample === undefined) throw new TypeError('fast-check made no sample');
  const { facts, apps } = sample;
  const app = apps.find((candidate) => candidate.name === facts.appName);
  return {
    namespace: facts.namespace,
    packageName: facts.packageName,
    appName: facts.appName,
    label: app?.label ?? '',
    members: app === undefined ? [] : membersOf(app),
    seed: {
      org: {
        id: facts.orgId,
        name: `Org ${number}`,
        instance: 'USA1S',
        edition: 'Enterprise Edition',
        isSandbox: false,
        isDevHub: true,
        secondGenerationPackaging: true,
        namespace: null,
      },
      login: {
        username: `${facts.user}@hub-${number}.example`,
        userName: 'Admin',
        clientId: 'PlatformCLI',
        callbackUrls: ['http://localhost:1717/OauthRedirect'],
        refreshTokenRotation: false,
        sessionMinutes: 120,
      },
      orgs: [],
      subscribers: 0,
      namespaces: [
        { prefix: facts.otherNamespace, org: facts.namespaceOrg },
        { prefix: facts.namespace, org: facts.namespaceOrg },
      ],
      limits: { Package2VersionCreates: 6, Package2VersionCreatesWithoutValidation: 500 },
      apiVersions: { oldest: 51, newest: 68 },
      buildMs: 0,
      buildSteps: {},
      publishDelayMs: 0,
      installMs: 0,
      uninstallMs: 0,
      pushMs: 0,
      bulkMs: 0,
      pageSize: facts.pageSize,
      apps: [...apps],
      generate: 0,
      metadata: [],
      packages: [
        {
          name: facts.packageName,
          namespace: facts.otherNamespace,
          type: 'Managed',
          deprecated: false,
          versions: [],
        },
        {
          name: `${facts.packageName} EU`,
          namespace: facts.namespace,
          type: 'Managed',
          deprecated: false,
          versions: [],
        },
      ],
      faults: [],
    },
  };
}

function randomApp(app: string, all: readonly string[]): fc.Arbitrary<App> {
  const others = all.filter((other) => other !== app);
  const satellite = (mark: string) =>
    fc.record({ name: satelliteName(app, others, mark), label, values: fc.constant({}) });
  return fc.record({
    name: fc.constant(app),
    label,
    description: label,
    contactEmail: fc.constant('someone@hub.example'),
    isProtected: fc.boolean(),
    distributionState: fc.constant('Packaged' as const),
    oauth: fc.record({
      name: satelliteName(app, others, 'oauth'),
      label,
      scopes: fc.constant(['Api', 'RefreshToken']),
      isFirstPartyAppEnabled: fc.boolean(),
      customAttributes: fc.array(fc.record({ key: name, formula: label }), { maxLength: 2 }),
      trustedIpRanges: fc.constant([]),
    }),
    globalOauth: fc.record({
      callbackUrls: fc.constant(['https://example.com/callback']),
      consumerKey: name.map((text) => `3MVG9${text}`),
      consumerSecret: name,
      flags: fc.constant({ isRefreshTokenRotationEnabled: true }),
    }),
    oauthPolicy: satellite('oauthPlcy'),
    policy: satellite('plcy'),
    oauthSecurity: fc.option(satellite('oauthSecurity'), { nil: undefined }),
    notifications: fc.option(
      fc.record({
        name: satelliteName(app, others, 'notif'),
        label,
        types: fc.constant([{ notificationType: 'done', pushByDefault: true }]),
      }),
      { nil: undefined },
    ),
    canvas: fc.option(satellite('canvas'), { nil: undefined }),
  });
}

/** An org holds a name once in each type. */
function areNamesDifferent(apps: readonly App[]): boolean {
  const names = apps.flatMap((app) => [
    `app ${app.name}`,
    `oauth ${app.oauth?.name ?? ''}`,
    `oauthPolicy ${app.oauthPolicy?.name ?? ''}`,
    `policy ${app.policy?.name ?? ''}`,
    ...(app.oauthSecurity === undefined ? [] : [`security ${app.oauthSecurity.name ?? ''}`]),
    ...(app.notifications === undefined ? [] : [`notifications ${app.notifications.name ?? ''}`]),
    ...(app.canvas === undefined ? [] : [`canvas ${app.canvas.name ?? ''}`]),
  ]);
  return new Set(names.map((text) => text.toLowerCase())).size === names.length;
}

function membersOf(app: App): readonly string[] {
  return [
    `ExternalClientApplication:${app.name}`,
    ...(app.oauth?.name === undefined ? [] : [`ExtlClntAppOauthSettings:${app.oauth.name}`]),
    ...(app.canvas?.name === undefined ? [] : [`ExtlClntAppCanvasSettings:${app.canvas.name}`]),
    ...(app.notifications?.name === undefined
      ? []
      : [`ExtlClntAppNotificationSettings:${app.notifications.name}`]),
  ].toSorted();
}
