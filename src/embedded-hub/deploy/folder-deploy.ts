import type { DraftMetadata } from '../metadata/draft-metadata.ts';
import type { Org } from '../state/org.ts';
import type { DeployOptions } from './deploy-options.ts';
import type { DeployFolder } from './deploy-zip.ts';

/** One folder of a deploy on its way into an org. */
export interface FolderDeploy {
  readonly org: Org;
  readonly draft: DraftMetadata;
  readonly options: DeployOptions;
  readonly folder: DeployFolder;
}
