import { oneFile } from '../metadata/metadata-store.ts';
import type { MetadataStore, NewComponent } from '../metadata/metadata-store.ts';
import type { MetadataType } from '../metadata/metadata-types.ts';
import { parseXml } from '../metadata/parse-xml.ts';
import { renderPolicies } from '../metadata/render-policies.ts';
import type { PackageRecord, VersionRecord } from '../state/hub-records.ts';
import type { Org } from '../state/org.ts';
import type { Installed } from './installs.ts';

/** What a subscriber's org holds of a version: its components under their namespace, and the policies the org makes itself. */
export function putInstalledComponents(
  org: Org,
  owner: PackageRecord,
  version: VersionRecord,
  at: string,
): void {
  for (const component of installedComponents(org, owner, version)) {
    // Whatever the customer's admin set in a policy survives an upgrade.
    const isThere = org.metadata.componentNamed(component.type, component.fullName) !== undefined;
    if (component.isPolicy && isThere) continue;
    org.metadata.put(component, at);
  }
}

/** Takes away what came with the installed version, except what the next one brings too. */
export function removeInstalledComponents(
  org: Org,
  { owner, version }: Installed,
  next: VersionRecord | undefined,
): void {
  const kept = next === undefined ? [] : installedComponents(org, owner, next);
  for (const { type, fullName } of installedComponents(org, owner, version)) {
    if (kept.some((other) => other.type.name === type.name && other.fullName === fullName))
      continue;
    org.metadata.remove(type, fullName);
  }
}

type InstalledComponent = NewComponent & { readonly isPolicy: boolean };

function installedComponents(
  org: Org,
  { namespace, containerOptions }: PackageRecord,
  version: VersionRecord,
): readonly InstalledComponent[] {
  const prefixed = (name: string) => (namespace === null ? name : `${namespace}__${name}`);
  const packaged = packagedComponents(org, version).map(({ type, name, xml }) => ({
    type,
    fullName: prefixed(name),
    xml: withOwner(xml, prefixed),
    isPolicy: false,
  }));
  return [...packaged, ...policiesOf(org, packaged)].map(({ xml, ...component }) => ({
    ...component,
    ...(namespace === null ? {} : { namespacePrefix: namespace }),
    manageableState: containerOptions === 'Managed' ? 'installed' : 'installedEditable',
    files: () => oneFile(component.type, component.fullName, () => xml),
  }));
}

interface Packaged {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly xml: string;
}

function policiesOf(org: Org, packaged: readonly Packaged[]) {
  const apps = packaged.filter(({ type }) => type.name === 'ExternalClientApplication');
  return apps.flatMap(({ fullName }) => {
    const oauth = packaged.find(
      ({ type, xml }) =>
        type.name === 'ExtlClntAppOauthSettings' && ownerIn(type, xml) === fullName,
    );
    return renderPolicies({ name: fullName }, oauth?.fullName).flatMap((policy) => {
      const type = typeNamed(org.metadata, policy.type);
      return type === undefined
        ? []
        : [{ type, fullName: policy.fullName, xml: policy.xml(), isPolicy: true }];
    });
  });
}

/** That a satellite names its app with the namespace is assumed. */
function withOwner(xml: string, prefixed: (name: string) => string): string {
  return xml.replace(/(?<=<externalClientApplication>\s*)\w+(?=\s*<)/, (app) => prefixed(app));
}

function ownerIn(type: MetadataType, xml: string): string | undefined {
  return parseXml(xml)?.child(type.name)?.child('externalClientApplication')?.text;
}

/** As the version was built; a version that only the seed tells of has what the Dev Hub has under the name. */
function packagedComponents(org: Org, version: VersionRecord) {
  const { devHub } = org.hub;
  return version.components.flatMap((component) => {
    const [typeName = '', name = ''] = component.split(':');
    const type = typeNamed(org.metadata, typeName) ?? typeNamed(devHub.metadata, typeName);
    if (type === undefined) return [];
    const xml = version.contents[component] ?? textIn(devHub.metadata, type, name);
    return xml === undefined ? [] : [{ type, name, xml }];
  });
}

function textIn(metadata: MetadataStore, type: MetadataType, name: string): string | undefined {
  const content = metadata.componentNamed(type, name)?.files()[0]?.content;
  return typeof content === 'string' ? content : undefined;
}

function typeNamed(metadata: MetadataStore, name: string): MetadataType | undefined {
  return metadata.typeNamed(name, Number.POSITIVE_INFINITY);
}
