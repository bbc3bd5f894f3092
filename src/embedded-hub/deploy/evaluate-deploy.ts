import { draftOf } from '../metadata/draft-metadata.ts';
import type { DraftMetadata } from '../metadata/draft-metadata.ts';
import type { Org } from '../state/org.ts';
import { appIn, defaultPolicies, isAppComponent } from './app-component.ts';
import { deleteComponents } from './delete-components.ts';
import { deployComponent } from './deploy-component.ts';
import { namesMember } from './deploy-manifest.ts';
import type { DeployManifest } from './deploy-manifest.ts';
import type { DeployMessage } from './deploy-message.ts';
import type { DeployOptions } from './deploy-options.ts';
import type { DeployFolder } from './deploy-zip.ts';
import { deployedContents } from './deployed-components.ts';
import type { DeployedComponent } from './deployed-components.ts';
import type { FolderDeploy } from './folder-deploy.ts';
import { manifestFailure, manifestIn, manifestSuccess } from './manifest-messages.ts';

/** Manifests whose deletions come before what is deployed; those of destructiveChangesPost.xml come after. */
const DELETED_FIRST = ['destructiveChangesPre.xml', 'destructiveChanges.xml'];
const DELETED_LAST = ['destructiveChangesPost.xml'];

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

function folderMessages(deploy: FolderDeploy): readonly DeployMessage[] {
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
    ...deleteComponents(deploy, DELETED_FIRST),
    ...changes(deploy, manifest, version),
    ...deleteComponents(deploy, DELETED_LAST),
  ];
}

function changes(
  deploy: FolderDeploy,
  manifest: DeployManifest,
  version: number,
): readonly DeployMessage[] {
  const { org, draft, folder, options } = deploy;
  const { components, unknown } = deployedContents(folder, org.metadata, version);
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
    .map((component) => deployComponent(deploy, component));
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
  deploy: FolderDeploy,
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
