import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const REGISTRY = createRequire(import.meta.url).resolve(
  '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json',
);
const TARGET = new URL('../src/embedded-hub/metadata/metadata-registry.json', import.meta.url);

interface RegistryType {
  readonly name: string;
  readonly directoryName: string;
  readonly suffix?: string;
  readonly folderType?: string;
  readonly folderContentType?: string;
  readonly aliasFor?: string;
  readonly strategies?: { readonly adapter: string };
  readonly children?: { readonly types: Readonly<Record<string, RegistryType>> };
}

/**
 * metadata-registry.json: the metadata types of Salesforce's own registry (Apache-2.0), with what an org says of each.
 * The hub reads this file, because it shares no library with the tool it tests; a test fails where it is stale.
 */
export function metadataRegistry(): string {
  const { types } = JSON.parse(readFileSync(REGISTRY, 'utf8')) as {
    readonly types: Readonly<Record<string, RegistryType>>;
  };
  const rows = Object.values(types)
    .filter(({ aliasFor }) => aliasFor === undefined)
    .map((type) => ({
      name: type.name,
      directory: type.directoryName,
      ...(type.suffix === undefined ? {} : { suffix: type.suffix }),
      ...(type.folderType === undefined ? {} : { folderType: types[type.folderType]?.name }),
      ...(type.folderContentType === undefined ? {} : { isFolder: true }),
      ...(hasMetaFile(type) ? { hasMetaFile: true } : {}),
      ...(type.children === undefined
        ? {}
        : { children: Object.values(type.children.types).map(({ name }) => name) }),
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

/** Content in one file, what describes it in another beside it. */
function hasMetaFile({ strategies }: RegistryType): boolean {
  return strategies?.adapter === 'matchingContentFile' || strategies?.adapter === 'mixedContent';
}

if (import.meta.main) writeFileSync(TARGET, metadataRegistry());
