import type { Seed, SeededVersion } from '../../src/embedded-hub/seed/seed-schema.ts';

export type SeededVersionLooks = Partial<SeededVersion> & Pick<SeededVersion, 'number'>;

/** A seed with one managed package more, of these versions: sound betas unless it is said. */
export function withPackage(
  name: string,
  ...versions: readonly SeededVersionLooks[]
): (seed: Seed) => Seed {
  return (seed) => ({
    ...seed,
    packages: [
      ...seed.packages,
      {
        name,
        namespace: 'acmeconnect',
        type: 'Managed',
        deprecated: false,
        versions: versions.map((version) => ({
          released: false,
          deprecated: false,
          validated: true,
          coverage: true,
          components: [],
          ...version,
        })),
      },
    ],
  });
}
