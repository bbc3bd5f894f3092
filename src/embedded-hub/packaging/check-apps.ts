import { elementsOf } from '../metadata/known-elements.ts';
import { METADATA_NAMESPACE } from '../metadata/metadata-xml.ts';
import { to15 } from '../state/record-id.ts';
import type { PackageContents, PackagedComponent } from './package-contents.ts';

/** Rows of the packaging guide's component table; Canvas settings: its chapter on packaging canvas apps. */
const PACKAGEABLE: readonly string[] = [
  'ExternalClientApplication',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppNotificationSettings',
  'ExtlClntAppPushSettings',
  'ExtlClntAppCanvasSettings',
];

/** Whose apps may be in a package of this hub. */
export interface AllowedOrigins {
  readonly hubOrgId: string;
  /** Orgs of the linked namespaces, when the definition file lets them in. */
  readonly linkedOrgIds: readonly string[];
}

// Which texts Salesforce uses for these is not known; the rules come from its docs. Texts are assumed unless noted.

export function appProblems(contents: PackageContents, origins: AllowedOrigins): string[] {
  const unreadable = contents.components.filter(({ root }) => root === undefined);
  const readable = contents.components.filter(({ root }) => root !== undefined);
  return [
    ...unreadable.map(
      (component) =>
        `${described(component)}Error parsing file: it is not well-formed ${component.type.name} XML`,
    ),
    ...readable.flatMap(unknownElementProblems),
    ...readable.flatMap((component) =>
      isExternalClientAppType(component)
        ? PACKAGEABLE.includes(component.type.name)
          ? problemsOf(component, readable, origins)
          : [
              `${described(component)}This component type can't be added to a managed second-generation package.`,
            ]
        : [],
    ),
  ];
}

/** The text is the Metadata API's for an element that a type does not have. */
function unknownElementProblems(component: PackagedComponent): string[] {
  const known = elementsOf(component.type.name);
  if (known === undefined) return [];
  return (component.root?.all ?? [])
    .filter(({ name }) => !known.includes(name))
    .map(
      ({ name }) =>
        `${described(component)}Error parsing file: Element {${METADATA_NAMESPACE}}${name} invalid at this location in type ${component.type.name}`,
    );
}

function problemsOf(
  component: PackagedComponent,
  all: readonly PackagedComponent[],
  origins: AllowedOrigins,
): string[] {
  switch (component.type.name) {
    case 'ExternalClientApplication':
      return headerProblems(component, all, origins);
    case 'ExtlClntAppOauthSettings':
      return [...ownerProblems(component, all), ...linkProblems(component, origins)];
    case 'ExtlClntAppPushSettings':
      return [...ownerProblems(component, all), ...pushProblems(component)];
    default:
      return ownerProblems(component, all);
  }
}

function headerProblems(
  app: PackagedComponent,
  all: readonly PackagedComponent[],
  origins: AllowedOrigins,
): string[] {
  const state = value(app, 'distributionState');
  const oauth = all.filter(
    (other) => other.type.name === 'ExtlClntAppOauthSettings' && ownerOf(other) === app.fullName,
  );
  return [
    ...(state === 'Packaged'
      ? []
      : [
          `${described(app)}The distribution state must be Packaged to add an external client app to a package, but it is ${state || 'not set'}.`,
        ]),
    ...(oauth.length === 1
      ? []
      : [
          `${described(app)}The external client app needs exactly one OAuth settings component in the package, but there are ${oauth.length}.`,
        ]),
    ...scopeProblems(app, origins),
  ];
}

function scopeProblems(app: PackagedComponent, origins: AllowedOrigins): string[] {
  const scoped = value(app, 'orgScopedExternalApp');
  const [, orgId, name] = /^(00D\w{12}(?:\w{3})?):(\w+)$/.exec(scoped) ?? [];
  if (orgId === undefined || name !== app.fullName) {
    // The text is Salesforce's, from a public report of an app with a wrong value.
    return [
      `${described(app)}The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName`,
    ];
  }
  return originProblems(app, orgId, origins);
}

function linkProblems(oauth: PackagedComponent, origins: AllowedOrigins): string[] {
  const [, orgId] =
    /^(00D\w{12}(?:\w{3})?):888\w{12}(?:\w{3})?$/.exec(value(oauth, 'oauthLink')) ?? [];
  if (orgId === undefined) {
    return [
      `${described(oauth)}The OAuth link must name the org and the OAuth consumer of the external client app.`,
    ];
  }
  return originProblems(oauth, orgId, origins);
}

function originProblems(
  component: PackagedComponent,
  orgId: string,
  origins: AllowedOrigins,
): string[] {
  const allowed = [origins.hubOrgId, ...origins.linkedOrgIds].map(to15);
  if (allowed.includes(to15(orgId))) return [];
  return [
    `${described(component)}The external client app belongs to org ${to15(orgId)}, which can't provide apps for packages of this Dev Hub.`,
  ];
}

function ownerProblems(satellite: PackagedComponent, all: readonly PackagedComponent[]): string[] {
  const owner = ownerOf(satellite);
  const isPacked = all.some(
    ({ type, fullName }) => type.name === 'ExternalClientApplication' && fullName === owner,
  );
  if (isPacked) return [];
  // The code is Salesforce's, from public reports of a mismatch; the words after it are assumed.
  return [
    `${described(satellite)}INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named ${owner || '(none)'} found`,
  ];
}

/** Credentials of a push service must have been replaced by a link before. */
function pushProblems(push: PackagedComponent): string[] {
  const carriesCredentials = ['androidPushConfig', 'applePushConfig'].some(
    (name) => push.root?.child(name) !== undefined,
  );
  if (!carriesCredentials && value(push, 'pushConfigLink') !== '') return [];
  return [
    `${described(push)}Push settings can be packaged only with a push configuration link and without credentials.`,
  ];
}

function isExternalClientAppType({ type }: PackagedComponent): boolean {
  return type.name === 'ExternalClientApplication' || type.name.startsWith('ExtlClntApp');
}

function ownerOf(satellite: PackagedComponent): string {
  return value(satellite, 'externalClientApplication');
}

function value(component: PackagedComponent, name: string): string {
  return component.root?.child(name)?.text ?? '';
}

function described({ fullName, type }: PackagedComponent): string {
  return `${fullName}: (${type.name}) - `;
}
