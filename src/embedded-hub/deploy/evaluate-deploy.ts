import { draftOf } from '../metadata/draft-metadata.ts';
import type { DraftMetadata } from '../metadata/draft-metadata.ts';
import type { NewComponent } from '../metadata/metadata-store.ts';
import { NotWellFormed, readXml } from '../metadata/parse-xml.ts';
import { METADATA_NAMESPACE } from '../metadata/metadata-xml.ts';
import type { Org } from '../state/org.ts';
import {
  appComponent,
  appIn,
  defaultPolicies,
  dependentsOf,
  isAppComponent,
} from './app-component.ts';
import type { DeployOptions } from './deploy-options.ts';
import { namesMember, readDeployManifest } from './deploy-manifest.ts';
import type { DeployManifest } from './deploy-manifest.ts';
import { ComponentRefused } from './deploy-message.ts';
import type { DeployMessage, DeployProblem } from './deploy-message.ts';
import type { DeployFolder } from './deploy-zip.ts';
import { deployedContents } from './deployed-components.ts';
import type { DeployedComponent } from './deployed-components.ts';

/** Manifests whose deletions come before what is deployed; those of destructiveChangesPost.xml come after. */
const DELETED_FIRST = ['destructiveChangesPre.xml', 'destructiveChanges.xml'];
const DELETED_LAST = ['destructiveChangesPost.xml'];

interface Deploy {
  readonly org: Org;
  readonly draft: DraftMetadata;
  readonly options: DeployOptions;
  readonly folder: DeployFolder;
}

/** What a deploy would do to the org as it is now; the draft holds the changes of what did not fail. */
export function evaluateDeploy(
  org: Org,
  folders: readonly DeployFolder[],
  options: DeployOptions,
): { readonly messages: readonly DeployMessage[]; readonly draft: DraftMetadata } {
  const draft = draftOf(org.metadata);
  const messages = folders.flatMap((folder) => folderMessages({ org, draft, options, folder }));
  return { messages, draft };
}

function folderMessages(deploy: Deploy): readonly DeployMessage[] {
  const text = deploy.folder.manifests.get('package.xml');
  // Text and file name: CustomMetadataLoader issue 34.
  if (text === undefined) return [manifestFailure(deploy, 'package.xml', 'No package.xml found')];
  const manifest = manifestIn(deploy, 'package.xml', text);
  if ('outcome' in manifest) return [manifest];
  const { newest } = deploy.org.hub.seed.apiVersions;
  const version = Number(manifest.version);
  if (!/^\d+\.0$/.test(manifest.version ?? '') || version > newest) {
    // Text: forcedotcom/cli issue 2494.
    const problem = `Invalid version specified:${manifest.version ?? ''}`;
    return [manifestFailure(deploy, 'package.xml', problem)];
  }
  return [
    manifestSuccess(deploy, 'package.xml'),
    ...deletions(deploy, DELETED_FIRST),
    ...changes(deploy, manifest, version),
    ...deletions(deploy, DELETED_LAST),
  ];
}

function manifestIn(deploy: Deploy, path: string, text: string): DeployManifest | DeployMessage {
  try {
    return (
      readDeployManifest(text) ??
      manifestFailure(deploy, path, 'Error parsing file: the root element is not Package')
    );
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    return manifestFailure(deploy, path, `Error parsing file: ${error.message}`, error.at);
  }
}

function changes(
  deploy: Deploy,
  manifest: DeployManifest,
  version: number,
): readonly DeployMessage[] {
  const { org, draft, folder, options } = deploy;
  const { components, unknown } = deployedContents(folder, org.metadata);
  const isNamed = ({ manifestType, fullName }: DeployedComponent) =>
    options.autoUpdatePackage || namesMember(manifest, manifestType, fullName);
  const strangers = [
    ...unknown.map(({ path }) => ({ path, fullName: path })),
    ...components
      .filter((component) => !isNamed(component))
      .map(({ files, fullName }) => ({ path: files[0]?.path ?? '', fullName })),
  ];
  const deployed = components
    .filter(isNamed)
    .toSorted((left, right) => rank(left) - rank(right))
    .map((component) => componentMessage(deploy, component, version));
  for (const app of appsIn(components)) {
    for (const policy of defaultPolicies(draft, app)) draft.put(policy);
  }
  return [
    ...deployed,
    ...strangers.map(({ path, fullName }) => ({
      fileName: folder.prefix + path,
      fullName,
      componentType: '',
      outcome: 'failed' as const,
      problem: { text: 'Not in package.xml' },
    })),
    ...missingMembers(deploy, manifest, components, version),
  ];
}

/** An app comes before what refers to it, its OAuth settings before the global ones. */
function rank({ type }: DeployedComponent): number {
  const order = ['ExternalClientApplication', 'ExtlClntAppOauthSettings'];
  const index = order.indexOf(type.name);
  return index === -1 ? order.length : index;
}

/** The apps that the components are, or belong to. */
function appsIn(components: readonly DeployedComponent[]): ReadonlySet<string> {
  return new Set(
    components
      .filter(isAppComponent)
      .map(({ type, fullName, files }) =>
        type.name === 'ExternalClientApplication' ? fullName : (appIn(files[0]?.text ?? '') ?? ''),
      ),
  );
}

function missingMembers(
  deploy: Deploy,
  manifest: DeployManifest,
  components: readonly DeployedComponent[],
  version: number,
): readonly DeployMessage[] {
  const { org, options } = deploy;
  return manifest.members.flatMap(({ type, fullName }): DeployMessage[] => {
    const failure = (text: string) => ({
      ...manifestFailure(deploy, 'package.xml', text),
      fullName,
      componentType: type,
    });
    if (org.metadata.typeNamed(type, version) === undefined)
      return [failure(`Unknown type name '${type}' specified in package.xml`)];
    const isThere = components.some(
      (component) => component.manifestType === type && component.fullName === fullName,
    );
    if (fullName === '*' || isThere || options.allowMissingFiles) return [];
    // Text: forcedotcom/cli issue 2182.
    return [
      failure(
        `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`,
      ),
    ];
  });
}

function componentMessage(
  deploy: Deploy,
  component: DeployedComponent,
  version: number,
): DeployMessage {
  const { draft, folder, org } = deploy;
  const base = {
    fileName: folder.prefix + (component.files[0]?.path ?? ''),
    fullName: component.fullName,
    componentType: component.type.name,
  };
  try {
    const before = draft.componentNamed(component.type, component.fullName);
    if (component.type.since > version)
      throw new ComponentRefused(
        `Unknown type name '${component.type.name}' specified in package.xml`,
      );
    refuseManaged(component.type.name, before);
    const next = nextComponent(deploy, component);
    const isSame = before !== undefined && sameFiles(before, next);
    if (!isSame) draft.put(next);
    const id = org.metadata.componentNamed(component.type, component.fullName)?.id;
    const outcome = before === undefined ? 'created' : isSame ? 'unchanged' : 'changed';
    return { ...base, outcome, ...(id === undefined ? {} : { id }) };
  } catch (error) {
    if (error instanceof NotWellFormed) {
      const text = `Error parsing file: ${error.message}`;
      return { ...base, outcome: 'failed', problem: { text, at: error.at } };
    }
    if (error instanceof ComponentRefused)
      return { ...base, outcome: 'failed', problem: { text: error.message, at: error.at } };
    throw error;
  }
}

/** Throws NotWellFormed and ComponentRefused. */
function nextComponent(deploy: Deploy, component: DeployedComponent): NewComponent {
  const { type, fullName, files } = component;
  const described =
    type.suffix === undefined ? [] : files.filter((file) => isXml(component, file.path));
  const [root] = described.map(({ text }) => readXml(text).all[0]);
  if (!isAppComponent(component))
    return { type, fullName, manageableState: 'unmanaged', files: () => files };
  if (root?.name !== type.name) {
    throw new ComponentRefused(
      `Error parsing file: Element {${METADATA_NAMESPACE}}${root?.name ?? ''} invalid at this location`,
      root?.at,
    );
  }
  return appComponent(deploy.org, deploy.draft, component, root);
}

function isXml({ type }: DeployedComponent, path: string): boolean {
  return type.hasMetaFile !== true || path.endsWith('-meta.xml');
}

function deletions(deploy: Deploy, names: readonly string[]): readonly DeployMessage[] {
  return names.flatMap((path) => {
    const text = deploy.folder.manifests.get(path);
    if (text === undefined) return [];
    const manifest = manifestIn(deploy, path, text);
    if ('outcome' in manifest) return [manifest];
    return [
      manifestSuccess(deploy, path),
      ...manifest.members.map(({ type, fullName }) => deletion(deploy, path, type, fullName)),
    ];
  });
}

function deletion(deploy: Deploy, path: string, typeName: string, fullName: string): DeployMessage {
  const { org, draft, options } = deploy;
  const fileName = deploy.folder.prefix + path;
  const type = org.metadata.typeNamed(typeName, org.hub.seed.apiVersions.newest);
  const found = type === undefined ? undefined : draft.componentNamed(type, fullName);
  if (type === undefined || found === undefined) {
    // The message: source-deploy-retrieve (deploy messages). That an ignored warning is a success: Metadata API guide.
    const problem = { text: `No ${typeName} named: ${fullName} found`, isWarning: true };
    const outcome = options.ignoreWarnings ? 'unchanged' : 'failed';
    return { fileName, fullName: path, componentType: typeName, outcome, problem };
  }
  const base = { fileName, fullName, componentType: typeName };
  try {
    refuseManaged(typeName, found);
  } catch (error) {
    if (!(error instanceof ComponentRefused)) throw error;
    return { ...base, outcome: 'failed', problem: { text: error.message } };
  }
  for (const dependent of dependentsOf(draft, found))
    draft.remove(dependent.type, dependent.fullName);
  draft.remove(type, fullName);
  return { ...base, outcome: 'deleted' };
}

/** What a managed package brought is not the subscriber's to change, except the policies, which are made for that. */
function refuseManaged(typeName: string, before: NewComponent | undefined): void {
  if (before?.manageableState !== 'installed' || typeName.endsWith('ConfigurablePolicies')) return;
  throw new ComponentRefused(
    `Cannot modify managed object: entity=${typeName}, component=${before.fullName}, state=installed`,
  );
}

function sameFiles(before: NewComponent, next: NewComponent): boolean {
  const left = before.files();
  const right = next.files();
  return (
    left.length === right.length &&
    left.every(({ path, content }, index) => {
      const other = right[index];
      return other?.path === path && Buffer.from(content).equals(Buffer.from(other.content));
    })
  );
}

function manifestSuccess({ folder }: Deploy, path: string): DeployMessage {
  const name = folder.prefix + path;
  return { fileName: name, fullName: path, componentType: '', outcome: 'changed' };
}

function manifestFailure(
  { folder }: Deploy,
  path: string,
  text: string,
  at?: DeployProblem['at'],
): DeployMessage {
  return {
    fileName: folder.prefix + path,
    fullName: path,
    componentType: '',
    outcome: 'failed',
    problem: { text, at },
  };
}
