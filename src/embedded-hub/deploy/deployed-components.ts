import { allMetadataTypes, metadataTypeNamed } from '../metadata/metadata-types.ts';
import type { MetadataType } from '../metadata/metadata-types.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { DeployFolder, DeployedFile } from './deploy-zip.ts';

/** What the files of a folder are about. */
export interface DeployedComponent {
  readonly type: MetadataType;
  readonly fullName: string;
  /** The type under which package.xml names it: a folder of reports is one of the reports. */
  readonly manifestType: string;
  readonly files: readonly DeployedFile[];
}

export interface DeployedContents {
  readonly components: readonly DeployedComponent[];
  /** Files that belong to no type the org has in that API version. */
  readonly unknown: readonly DeployedFile[];
}

export function deployedContents(
  folder: DeployFolder,
  metadata: MetadataStore,
  version: number,
): DeployedContents {
  const types = [...allMetadataTypes(), ...metadata.typesInUse()].filter(
    ({ since }) => since <= version,
  );
  const components = new Map<string, DeployedComponent>();
  const unknown: DeployedFile[] = [];
  for (const file of folder.files) {
    const named = identityOf(file.path, types);
    if (named === undefined) unknown.push(file);
    else {
      const key = `${named.type.name}:${named.fullName}`;
      const before = components.get(key)?.files ?? [];
      components.set(key, { ...named, files: [...before, file] });
    }
  }
  return { components: [...components.values()], unknown };
}

type Named = Omit<DeployedComponent, 'files'>;

function identityOf(path: string, types: readonly MetadataType[]): Named | undefined {
  const slash = path.indexOf('/');
  const rest = path.slice(slash + 1).replace(/-meta\.xml$/, '');
  const candidates = types.filter(
    ({ directory, isFolder }) => directory === path.slice(0, slash) && isFolder !== true,
  );
  const bySuffix = candidates.find(
    ({ suffix }) => suffix !== undefined && rest.endsWith(`.${suffix}`),
  );
  if (bySuffix !== undefined) {
    const fullName = rest.slice(0, -(bySuffix.suffix ?? '').length - 1);
    return { type: bySuffix, fullName, manifestType: bySuffix.name };
  }
  const [only] = candidates;
  if (only === undefined) return undefined;
  const folderType = only.folderType === undefined ? undefined : metadataTypeNamed(only.folderType);
  if (folderType !== undefined && !rest.includes('/'))
    return { type: folderType, fullName: rest, manifestType: only.name };
  if (only.suffix === undefined)
    return { type: only, fullName: rest.split('/')[0] ?? rest, manifestType: only.name };
  return only.hasMetaFile === true
    ? { type: only, fullName: rest, manifestType: only.name }
    : undefined;
}
