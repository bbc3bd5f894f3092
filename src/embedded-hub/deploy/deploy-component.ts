import type { NewComponent } from '../metadata/metadata-store.ts';
import { METADATA_NAMESPACE } from '../metadata/metadata-xml.ts';
import { NotWellFormed, readXml } from '../metadata/parse-xml.ts';
import { appComponent, isAppComponent } from './app-component.ts';
import { ComponentRefused } from './deploy-message.ts';
import type { DeployMessage } from './deploy-message.ts';
import type { DeployedComponent } from './deployed-components.ts';
import type { FolderDeploy } from './folder-deploy.ts';
import { refuseManaged } from './managed-component.ts';

/** Puts a component into the draft, and says what became of it. */
export function deployComponent(deploy: FolderDeploy, component: DeployedComponent): DeployMessage {
  const { draft, folder, org } = deploy;
  const base = {
    fileName: folder.prefix + (component.files[0]?.path ?? ''),
    fullName: component.fullName,
    componentType: component.type.name,
  };
  try {
    const before = draft.componentNamed(component.type, component.fullName);
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
function nextComponent(deploy: FolderDeploy, component: DeployedComponent): NewComponent {
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
