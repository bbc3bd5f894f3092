import { ReleaseError } from '../errors.ts';
import { componentKey, type Component } from './component.ts';
import { APP_TYPE, ecaType, OAUTH_SETTINGS_TYPE } from './metadata-types.ts';
import { metadataDocument } from './metadata-document.ts';
import { nearest } from '../nearest.ts';

/** An app with every component of it that goes into the package. */
export interface AppClosure {
  readonly name: string;
  readonly label: string;
  /** The app itself first, then its satellites by type and name. */
  readonly components: readonly Component[];
  /** Its policies, which are not packaged. */
  readonly policies: readonly Component[];
}

/**
 * The API name of the app a satellite belongs to: its <externalClientApplication> element. Satellites' own names follow
 * no pattern, and app names can be prefixes of one another, so nothing else tells. (In SAML policies the element holds the
 * app's label.)
 */
export function ownerOf(satellite: Component): string | undefined {
  return metadataDocument(satellite).text('externalClientApplication');
}

/**
 * Everything that belongs to one app among the components of a hub.
 * Throws APP_NOT_FOUND, APP_IS_LOCAL, APP_HAS_SAML or APP_INCOMPLETE.
 */
export function closureOf(appName: string, components: readonly Component[]): AppClosure {
  const apps = components.filter((component) => component.type === APP_TYPE);
  const app = apps.find((candidate) => candidate.fullName === appName);
  if (app === undefined)
    throw appNotFound(
      appName,
      apps.map((candidate) => candidate.fullName),
    );

  const document = metadataDocument(app);
  const label = document.text('label') ?? appName;
  requirePackaged(appName, document.text('distributionState'));

  const owned: Component[] = [];
  const policies: Component[] = [];
  for (const component of components) {
    const use = ecaType(component.type)?.use;
    if (use !== 'packaged' && use !== 'unpackageable' && use !== 'policy') continue;
    const owner = ownerOf(component);
    if (use === 'packaged' && owner === appName) owned.push(component);
    if (use === 'policy' && owner === appName) policies.push(component);
    if (use === 'unpackageable' && (owner === appName || owner === label))
      throw hasSaml(appName, component);
  }
  requireOneOauthSettings(appName, owned);
  owned.sort((a, b) => (componentKey(a) < componentKey(b) ? -1 : 1));
  return { name: appName, label, components: [app, ...owned], policies };
}

function requirePackaged(appName: string, state: string | undefined): void {
  if (state === 'Packaged') return;
  throw new ReleaseError('APP_IS_LOCAL', `${appName} is not meant for distribution`, {
    found: `Distribution State ${state ?? 'not set'}`,
    wanted: 'Distribution State Packaged',
    why: 'A Local app works in its own org only, so customers could never log in with it.',
    actions: [
      `In the Dev Hub: Setup › External Client App Manager › ${appName} › Edit › Basic Information › Distribution State: Packaged.`,
      'Then run again.',
    ],
  });
}

function requireOneOauthSettings(appName: string, owned: readonly Component[]): void {
  const settings = owned.filter((component) => component.type === OAUTH_SETTINGS_TYPE);
  if (settings.length === 1) return;
  throw new ReleaseError(
    'APP_INCOMPLETE',
    `${appName} needs exactly one OAuth settings component`,
    {
      found:
        settings.length === 0
          ? 'none that names the app in <externalClientApplication>'
          : settings.map((component) => component.fullName).join(', '),
      wanted: 'one ExtlClntAppOauthSettings',
      actions: [
        `In the Dev Hub: Setup › External Client App Manager › ${appName} › enable OAuth, save, and run again.`,
      ],
    },
  );
}

function hasSaml(appName: string, component: Component): ReleaseError {
  return new ReleaseError(
    'APP_HAS_SAML',
    `${appName} has a SAML configuration and cannot be packaged`,
    {
      found: componentKey(component),
      why: 'Salesforce keeps apps with SAML Local; a package with one does not build.',
      actions: ['Remove SAML from the app in Setup, or release an app of its own for OAuth.'],
    },
  );
}

function appNotFound(appName: string, names: readonly string[]): ReleaseError {
  const suggestion = nearest(appName, names);
  return new ReleaseError('APP_NOT_FOUND', `The hub has no External Client App called ${appName}`, {
    found: names.length === 0 ? 'no External Client Apps at all' : names.toSorted().join(', '),
    wanted: appName,
    why: 'The API name counts, not the label; it is shown in Setup › External Client App Manager.',
    actions: [
      ...(suggestion === undefined
        ? []
        : [`Did you mean ${suggestion}? Correct apps: in config/release.yaml.`]),
      'If the list is shorter than you expect: the login needs the permission to view External Client Apps.',
    ],
  });
}
