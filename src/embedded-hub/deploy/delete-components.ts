import { dependentsOf } from './app-component.ts';
import { ComponentRefused } from './deploy-message.ts';
import type { DeployMessage } from './deploy-message.ts';
import type { FolderDeploy } from './folder-deploy.ts';
import { refuseManaged } from './managed-component.ts';
import { manifestIn, manifestSuccess } from './manifest-messages.ts';

/** Takes out of the draft what these destructiveChanges files name. */
export function deleteComponents(
  deploy: FolderDeploy,
  names: readonly string[],
): readonly DeployMessage[] {
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

function deletion(
  deploy: FolderDeploy,
  path: string,
  typeName: string,
  fullName: string,
): DeployMessage {
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
