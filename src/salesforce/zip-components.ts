import { basename, dirname, join } from 'node:path';
import {
  MetadataResolver,
  VirtualTreeContainer,
  type SourceComponent,
  type VirtualDirectory,
} from '@salesforce/source-deploy-retrieve';
import { componentKey, type Component } from '../domain/eca/component.ts';
import { unpackForeignZip, unusable } from './foreign-zip.ts';

/**
 * The components in a zip of metadata, with the bytes of their files; any folder of it may be the root. Throws
 * HUB_ANSWER_UNUSABLE where the zip cannot be trusted, or holds a component twice.
 */
export async function componentsOfZip(zip: Buffer, root = '.'): Promise<readonly Component[]> {
  const tree = treeOf(await unpackForeignZip(zip));
  if (!tree.exists(root)) return [];
  const components = await Promise.all(
    resolve(tree, root).flatMap(({ type, fullName, xml }) =>
      xml === undefined
        ? []
        : [tree.readFile(xml).then((bytes) => ({ type: type.name, fullName, bytes }))],
    ),
  );
  const keys = components.map(componentKey);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw unusable(`${twice} twice`);
  return components;
}

function resolve(tree: VirtualTreeContainer, root: string): readonly SourceComponent[] {
  try {
    // false: a .forceignore of the working directory must not hide what the zip has.
    return new MetadataResolver(undefined, tree, false).getComponentsFromPath(root);
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error), error);
  }
}

/** Folders by their path, with what lies in them, as the library wants them. */
function treeOf(files: ReadonlyMap<string, Buffer>): VirtualTreeContainer {
  const folders = new Map<string, Map<string, VirtualDirectory['children'][number]>>();
  function put(path: string, child: VirtualDirectory['children'][number]): void {
    const folder = dirname(path);
    const children = folders.get(folder) ?? new Map();
    folders.set(folder, children.set(basename(path), child));
    if (folder !== '.' && children.size === 1) put(folder, basename(folder));
  }
  for (const [name, data] of files) {
    const path = join(name);
    put(path, { name: basename(path), data });
  }
  return new VirtualTreeContainer(
    Array.from(folders, ([dirPath, children]) => ({ dirPath, children: [...children.values()] })),
  );
}
