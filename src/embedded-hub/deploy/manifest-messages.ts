import { NotWellFormed } from '../metadata/parse-xml.ts';
import { readDeployManifest } from './deploy-manifest.ts';
import type { DeployManifest } from './deploy-manifest.ts';
import type { DeployMessage, DeployProblem } from './deploy-message.ts';
import type { FolderDeploy } from './folder-deploy.ts';

/** The manifest of that path, or what is wrong with it. */
export function manifestIn(
  deploy: FolderDeploy,
  path: string,
  text: string,
): DeployManifest | DeployMessage {
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

export function manifestSuccess({ folder }: FolderDeploy, path: string): DeployMessage {
  const name = folder.prefix + path;
  return { fileName: name, fullName: path, componentType: '', outcome: 'changed' };
}

export function manifestFailure(
  { folder }: FolderDeploy,
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
