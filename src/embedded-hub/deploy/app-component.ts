import { randomBytes } from 'node:crypto';
import type { DraftMetadata } from '../metadata/draft-metadata.ts';
import { elementsOf } from '../metadata/known-elements.ts';
import { externalClientAppTypes, metadataTypeNamed } from '../metadata/metadata-types.ts';
import { METADATA_NAMESPACE, alphabetically, metadataXml } from '../metadata/metadata-xml.ts';
import type { Element } from '../metadata/metadata-xml.ts';
import { oneFile } from '../metadata/metadata-store.ts';
import type { NewComponent } from '../metadata/metadata-store.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import { DEFAULT_FLAGS } from '../metadata/render-oauth.ts';
import { renderPolicies } from '../metadata/render-policies.ts';
import type { Org } from '../state/org.ts';
import { to15 } from '../state/record-id.ts';
import { ComponentRefused } from './deploy-message.ts';
import type { DeployedComponent } from './deployed-components.ts';
import { isOauthScope } from './oauth-scopes.ts';

// The rules are those of the Metadata API reference and of Salesforce's help; where no source is named, a text is assumed.

const APP_NAME = /^[a-zA-Z](?:_?[a-zA-Z0-9])*$/;
const DISTRIBUTION_STATES = ['Local', 'Packaged', 'AutoInstalled', 'Managed'];
/** Length of the keys of real apps, prefix included. */
const CONSUMER_KEY_LENGTH = 85;

export function isAppComponent({ type }: DeployedComponent): boolean {
  return externalClientAppTypes().includes(type);
}

/** The component as the org keeps it, with what the server makes itself. Throws ComponentRefused. */
export function appComponent(
  org: Org,
  draft: DraftMetadata,
  { type, fullName }: DeployedComponent,
  root: XmlElement,
): NewComponent {
  refuseUnknownElements(root);
  const values = new Map(root.all.map(({ name, text }) => [name, text]));
  const made =
    type.name === 'ExternalClientApplication'
      ? header(org, fullName, values)
      : satellite(org, draft, type.name, fullName, values);
  const given = root.all.map(asElement);
  const added = Object.entries(made).filter(([name]) => !values.has(name));
  const xml = metadataXml(root.name, alphabetically([...given, ...added]));
  return {
    type,
    fullName,
    manageableState: 'unmanaged',
    files: () => oneFile(type, fullName, () => xml),
  };
}

/** An app without policies gets the default ones. */
export function defaultPolicies(draft: DraftMetadata, app: string): readonly NewComponent[] {
  if (typed(draft, 'ExternalClientApplication', app) === undefined) return [];
  const oauth = componentOf(draft, 'ExtlClntAppOauthSettings', app);
  return renderPolicies({ name: app }, oauth?.fullName).flatMap(({ type: name, fullName, xml }) => {
    const type = metadataTypeNamed(name);
    if (type === undefined || componentOf(draft, name, app) !== undefined) return [];
    return [
      { type, fullName, manageableState: 'unmanaged', files: () => oneFile(type, fullName, xml) },
    ];
  });
}

/** What goes with an app, or with its OAuth settings, when they are deleted. */
export function dependentsOf(draft: DraftMetadata, deleted: NewComponent): readonly NewComponent[] {
  const isHeader = deleted.type.name === 'ExternalClientApplication';
  if (!isHeader && deleted.type.name !== 'ExtlClntAppOauthSettings') return [];
  const app = isHeader ? deleted.fullName : (appOf(deleted) ?? '');
  return externalClientAppTypes()
    .filter(
      ({ name }) =>
        isHeader ||
        ['ExtlClntAppGlobalOauthSettings', 'ExtlClntAppOauthConfigurablePolicies'].includes(name),
    )
    .flatMap((type) => draft.componentsOf(type).filter((component) => appOf(component) === app));
}

function appOf(component: NewComponent): string | undefined {
  return appIn(textOf(component));
}

/** The app that a satellite names in its text. */
export function appIn(xml: string): string | undefined {
  return /<externalClientApplication>\s*(\w+)\s*</.exec(xml)?.[1];
}

function header(
  org: Org,
  fullName: string,
  values: ReadonlyMap<string, string>,
): Record<string, string | boolean> {
  if (!APP_NAME.test(fullName)) {
    throw new ComponentRefused(
      'The External Client App Name can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.',
    );
  }
  refuseMissing(values, ['contactEmail', 'distributionState', 'label']);
  const state = values.get('distributionState') ?? '';
  if (!DISTRIBUTION_STATES.includes(state))
    throw new ComponentRefused(
      `'${state}' is not a valid value for the enum 'ExtlClntAppDistState'`,
    );
  const scoped = values.get('orgScopedExternalApp');
  if (scoped !== undefined && /^00D\w{12}(?:\w{3})?:(.+)$/.exec(scoped)?.[1] !== fullName) {
    // Text: forcedotcom/mcp-hosted issue 8.
    throw new ComponentRefused(
      'The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName',
    );
  }
  return { isProtected: false, orgScopedExternalApp: `${to15(org.id)}:${fullName}` };
}

function satellite(
  org: Org,
  draft: DraftMetadata,
  type: string,
  fullName: string,
  values: ReadonlyMap<string, string>,
): Record<string, string | boolean> {
  refuseMissing(values, ['externalClientApplication', 'label']);
  const app = values.get('externalClientApplication') ?? '';
  const owner = typed(draft, 'ExternalClientApplication', app);
  if (owner === undefined) {
    // As deploys say it of a reference in other types.
    throw new ComponentRefused(
      `In field: externalClientApplication - no ExternalClientApplication named ${app} found`,
    );
  }
  switch (type) {
    case 'ExtlClntAppOauthSettings':
      return oauthSettings(org, draft, fullName, owner, values);
    case 'ExtlClntAppGlobalOauthSettings':
      if (componentOf(draft, 'ExtlClntAppOauthSettings', app) === undefined) {
        // Text: a public project's record of it.
        throw new ComponentRefused(
          "The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
        );
      }
      return { ...DEFAULT_FLAGS, consumerKey: consumerKeyOf(draft, app) };
    default:
      return {};
  }
}

function oauthSettings(
  org: Org,
  draft: DraftMetadata,
  fullName: string,
  owner: NewComponent,
  values: ReadonlyMap<string, string>,
): Record<string, string | boolean> {
  refuseMissing(values, ['commaSeparatedOauthScopes']);
  const scopes = (values.get('commaSeparatedOauthScopes') ?? '').split(',');
  const unknown = scopes.map((scope) => scope.trim()).find((scope) => !isOauthScope(scope));
  if (unknown !== undefined)
    throw new ComponentRefused(`Invalid value for commaSeparatedOauthScopes: ${unknown}`);
  const before = componentOf(draft, 'ExtlClntAppOauthSettings', owner.fullName);
  if (before !== undefined && before.fullName !== fullName) {
    throw new ComponentRefused(
      `The external client app ${owner.fullName} already has OAuth settings: ${before.fullName}`,
    );
  }
  const link = before === undefined ? undefined : valueIn(before, 'oauthLink');
  const given = values.get('oauthLink');
  if (given !== undefined && given !== link && !isLinkElsewhere(org, owner, given)) {
    // Salesforce's help: a deploy fails on a link "with incorrect information".
    throw new ComponentRefused(
      `The OAuth link ${given} doesn't belong to the external client app ${owner.fullName}.`,
    );
  }
  return {
    isFirstPartyAppEnabled: false,
    oauthLink: link ?? `${to15(org.id)}:${org.metadata.newConsumerId()}`,
  };
}

/** An app of another org brings the link to its consumer there. */
function isLinkElsewhere(org: Org, owner: NewComponent, link: string): boolean {
  const [, orgId = ''] = /^(00D\w{12}(?:\w{3})?):888\w{12}(?:\w{3})?$/.exec(link) ?? [];
  const ownerOrg = (valueIn(owner, 'orgScopedExternalApp') ?? '').split(':')[0] ?? '';
  return orgId !== '' && to15(orgId) === to15(ownerOrg) && to15(orgId) !== to15(org.id);
}

function consumerKeyOf(draft: DraftMetadata, app: string): string {
  const before = componentOf(draft, 'ExtlClntAppGlobalOauthSettings', app);
  const known = before === undefined ? undefined : valueIn(before, 'consumerKey');
  return (
    known ??
    `3MVG9${randomBytes(CONSUMER_KEY_LENGTH).toString('base64url')}`.slice(0, CONSUMER_KEY_LENGTH)
  );
}

/** The text is the Metadata API's for an element that a type does not have. */
function refuseUnknownElements(root: XmlElement): void {
  const known = elementsOf(root.name);
  const stranger = root.all.find(({ name }) => known !== undefined && !known.includes(name));
  if (stranger !== undefined) {
    throw new ComponentRefused(
      `Error parsing file: Element {${METADATA_NAMESPACE}}${stranger.name} invalid at this location in type ${root.name}`,
      stranger.at,
    );
  }
}

function refuseMissing(values: ReadonlyMap<string, string>, names: readonly string[]): void {
  const missing = names.find((name) => (values.get(name) ?? '') === '');
  if (missing !== undefined) throw new ComponentRefused(`Required field is missing: ${missing}`);
}

function componentOf(draft: DraftMetadata, type: string, app: string): NewComponent | undefined {
  const found = metadataTypeNamed(type);
  return found === undefined
    ? undefined
    : draft.componentsOf(found).find((component) => appOf(component) === app);
}

function typed(draft: DraftMetadata, type: string, fullName: string): NewComponent | undefined {
  const found = metadataTypeNamed(type);
  return found === undefined ? undefined : draft.componentNamed(found, fullName);
}

function valueIn(component: NewComponent, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)<`).exec(textOf(component))?.[1];
}

function textOf(component: NewComponent): string {
  const content = component.files()[0]?.content;
  return typeof content === 'string' ? content : '';
}

function asElement({ name, text, all }: XmlElement): Element {
  return [name, all.length === 0 ? text : all.map(asElement)];
}
