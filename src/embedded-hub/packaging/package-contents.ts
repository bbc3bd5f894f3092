import { externalClientAppTypeForFile } from '../metadata/metadata-types.ts';
import type { MetadataType } from '../metadata/metadata-types.ts';
import { parseXml } from '../metadata/parse-xml.ts';
import type { XmlElement } from '../metadata/parse-xml.ts';
import type { PackagedFile } from './version-info.ts';

/** A file of the package that is understood. */
export interface PackagedComponent {
  readonly type: MetadataType;
  readonly fullName: string;
  readonly file: PackagedFile;
  /** Its root element; undefined when the text is not well-formed or its root is of another type. */
  readonly root: XmlElement | undefined;
}

export interface PackageContents {
  readonly components: readonly PackagedComponent[];
  /** Paths of files whose suffix belongs to no type the hub knows. */
  readonly unknown: readonly string[];
}

export function contentsOf(
  files: readonly PackagedFile[],
  otherTypes: readonly MetadataType[],
): PackageContents {
  const components: PackagedComponent[] = [];
  const unknown: string[] = [];
  for (const file of files) {
    const type =
      externalClientAppTypeForFile(file.path) ??
      otherTypes.find(({ suffix }) => suffix !== undefined && file.path.endsWith(`.${suffix}`));
    if (type === undefined) unknown.push(file.path);
    else {
      const baseName = file.path.slice(file.path.lastIndexOf('/') + 1);
      components.push({
        type,
        fullName: baseName.slice(0, -(type.suffix ?? '').length - 1),
        file,
        root: parseXml(file.text)?.child(type.name),
      });
    }
  }
  return { components, unknown };
}

export function componentName({ type, fullName }: PackagedComponent): string {
  return `${type.name}:${fullName}`;
}
