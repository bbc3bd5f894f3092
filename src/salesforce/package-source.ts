import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  ComponentSet,
  ForceIgnore,
  MetadataResolver,
  RegistryAccess,
  type SourceComponent as LibraryComponent,
} from '@salesforce/source-deploy-retrieve';
import { ReleaseError } from '../domain/errors.ts';
import type { ComponentRef } from '../domain/eca/component.ts';
import type { PackageSource, SourceComponent } from '../ports/package-source.ts';

/** Package directories of a project, read by Salesforce's own rules. */
export function salesforcePackageSource(projectDir: string): PackageSource {
  const registry = new RegistryAccess();
  const ignore = ForceIgnore.findAndCreate(projectDir);
  const relativePath = (path: string): string => relative(projectDir, path).split(sep).join('/');

  return {
    async read(packageDirectory) {
      const directory = join(projectDir, packageDirectory);
      if (!existsSync(directory)) return [];
      const found = resolve(directory, packageDirectory);
      return Promise.all(found.map(async (component) => withBytes(component, relativePath)));
    },

    pathFor(packageDirectory, component: ComponentRef) {
      const { directoryName, suffix } = registry.getTypeByName(component.type);
      return `${packageDirectory}/main/default/${directoryName}/${component.fullName}.${suffix}-meta.xml`;
    },

    async manifest(components, apiVersion) {
      const set = new ComponentSet(components);
      // Without it the library asks a public host, and falls back to 58.0.
      set.sourceApiVersion = apiVersion;
      return set.getPackageXml();
    },

    isIgnored: (path) => ignore.denies(join(projectDir, path)),
  };
}

function resolve(directory: string, packageDirectory: string): readonly LibraryComponent[] {
  try {
    // false: also what .forceignore hides, so that nothing lies there unseen.
    return new MetadataResolver(undefined, undefined, false).getComponentsFromPath(directory);
  } catch (error) {
    throw new ReleaseError(
      'METADATA_INVALID',
      `${packageDirectory} holds a file of no known metadata type`,
      {
        found: error instanceof Error ? error.message : String(error),
        wanted: 'files as sf project retrieve start writes them',
        why: 'Salesforce tells the type by the suffix: <name>.eca-meta.xml for the app, <name>.ecaOauth-meta.xml for its OAuth settings.',
        actions: [
          'Rename or remove the file, or let eca-release retrieve it: npm run eca -- retrieve',
        ],
        cause: error,
      },
    );
  }
}

async function withBytes(
  component: LibraryComponent,
  relativePath: (path: string) => string,
): Promise<SourceComponent> {
  const files = [
    ...(component.xml === undefined ? [] : [component.xml]),
    ...component.walkContent(),
  ];
  const [first] = files;
  if (first === undefined)
    throw new ReleaseError('METADATA_INVALID', `${component.fullName} has no file`, {
      found: component.type.name,
    });
  return {
    type: component.type.name,
    fullName: component.fullName,
    path: relativePath(first),
    bytes: Buffer.concat(await Promise.all(files.map(async (file) => readFile(file)))),
  };
}
