import { metadataTypeNamed } from '../metadata/metadata-types.ts';
import type { Seed } from './seed-schema.ts';

interface Contradiction {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What each value allows by itself but the whole does not. */
export function seedContradictions(seed: Seed): readonly Contradiction[] {
  return [
    ...repeated(seed.apps.map(({ name }) => name)).map((index) => ({
      path: ['apps', index, 'name'],
      message: `${seed.apps[index]?.name} is the name of an app above`,
    })),
    ...repeated(seed.packages.map(({ name, namespace }) => `${namespace}/${name}`)).map(
      (index) => ({
        path: ['packages', index, 'name'],
        message: `${seed.packages[index]?.name} is the name of a package above`,
      }),
    ),
    ...seed.metadata.flatMap((entry, index) =>
      metadataTypeNamed(entry.type) === undefined && (!entry.directory || !entry.suffix)
        ? [
            {
              path: ['metadata', index, 'type'],
              message: `${entry.type} is not a type the hub knows: say its directory and suffix`,
            },
          ]
        : [],
    ),
    ...(seed.apiVersions.oldest > seed.apiVersions.newest
      ? [{ path: ['apiVersions', 'oldest'], message: 'is newer than the newest' }]
      : []),
  ];
}

function repeated(names: readonly string[]): number[] {
  const lower = names.map((name) => name.toLowerCase());
  return lower.flatMap((name, index) => (lower.indexOf(name) < index ? [index] : []));
}
