import { MetadataResolver, ZipTreeContainer } from '@salesforce/source-deploy-retrieve';
import type { Component } from '../domain/eca/component.ts';

/** The components in a zip of metadata, with the bytes of their files; any folder of it may be the root. */
export async function componentsOfZip(zip: Buffer, root = '.'): Promise<readonly Component[]> {
  const tree = await ZipTreeContainer.create(zip);
  if (!tree.exists(root)) return [];
  // false: a .forceignore of the working directory must not hide what the zip has.
  const found = new MetadataResolver(undefined, tree, false).getComponentsFromPath(root);
  return Promise.all(
    found.flatMap(({ type, fullName, xml }) =>
      xml === undefined
        ? []
        : [tree.readFile(xml).then((bytes) => ({ type: type.name, fullName, bytes }))],
    ),
  );
}
