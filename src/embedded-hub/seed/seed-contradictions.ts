import { metadataTypeNamed } from '../metadata/metadata-types.ts';
import type { Contradiction } from '../yaml/read-yaml.ts';
import type { OrgSeed, Seed } from './seed-schema.ts';

/** What each value allows by itself but the whole does not. */
export function seedContradictions(seed: Seed): readonly Contradiction[] {
  return [
    ...orgContradictions(seed, []),
    ...seed.orgs.flatMap((other, index) => orgContradictions(other, ['orgs', index])),
    ...twins(seed, 'id', ({ org }) => org.id.slice(0, 15)),
    ...twins(seed, 'username', ({ login }) => login.username),
    ...repeated(seed.packages.map(({ name, namespace }) => `${namespace}/${name}`)).map(
      (index) => ({
        path: ['packages', index, 'name'],
        message: `${seed.packages[index]?.name} is the name of a package above`,
      }),
    ),
    ...unknownDependencies(seed),
    ...(seed.apiVersions.oldest > seed.apiVersions.newest
      ? [{ path: ['apiVersions', 'oldest'], message: 'is newer than the newest' }]
      : []),
  ];
}

function orgContradictions(
  { apps, metadata }: OrgSeed,
  at: readonly PropertyKey[],
): readonly Contradiction[] {
  return [
    ...repeated(apps.map(({ name }) => name)).map((index) => ({
      path: [...at, 'apps', index, 'name'],
      message: `${apps[index]?.name} is the name of an app above`,
    })),
    ...metadata.flatMap((entry, index) =>
      metadataTypeNamed(entry.type) === undefined && (!entry.directory || !entry.suffix)
        ? [
            {
              path: [...at, 'metadata', index, 'type'],
              message: `${entry.type} is not a type the hub knows: say its directory and suffix`,
            },
          ]
        : [],
    ),
  ];
}

/** Two orgs that somebody could take for one another. */
function twins(
  seed: Seed,
  key: 'id' | 'username',
  valueOf: (org: OrgSeed) => string,
): readonly Contradiction[] {
  return repeated([seed, ...seed.orgs].map(valueOf)).map((index) => ({
    path: ['orgs', index - 1, key === 'id' ? 'org' : 'login', key],
    message: `is the ${key} of an org above`,
  }));
}

/** A version depends on what is there before it. */
function unknownDependencies({ packages }: Seed): readonly Contradiction[] {
  const before = new Set<string>();
  return packages.flatMap(({ name, versions }, index) => {
    const contradictions = versions.flatMap(({ dependencies = [] }, versionIndex) =>
      dependencies.flatMap((dependency, dependencyIndex) =>
        before.has(dependency)
          ? []
          : [
              {
                path: [
                  'packages',
                  index,
                  'versions',
                  versionIndex,
                  'dependencies',
                  dependencyIndex,
                ],
                message: `${dependency} is no version of a package above`,
              },
            ],
      ),
    );
    for (const { number } of versions) before.add(`${name}@${number}`);
    return contradictions;
  });
}

function repeated(names: readonly string[]): number[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const lower = name.toLowerCase();
    if (seen.has(lower)) return [index];
    seen.add(lower);
    return [];
  });
}
