import { ReleaseError } from '../errors.ts';
import type { PackageConfig } from '../release-config.ts';
import type { HubPackage } from '../version/hub-version.ts';

/** The hub's package of this name and namespace; nothing where it has to be created. Throws PACKAGE_AMBIGUOUS. */
export function choosePackage(
  config: PackageConfig,
  namespace: string,
  packages: readonly HubPackage[],
): HubPackage | undefined {
  const named = packages.filter(
    (candidate) =>
      candidate.name === config.name &&
      candidate.namespace === namespace &&
      !candidate.isDeprecated,
  );
  const [only] = named;
  if (named.length === 0 || (named.length === 1 && only?.isManaged === true)) return only;
  throw new ReleaseError('PACKAGE_AMBIGUOUS', `The hub's package ${config.name} cannot be used`, {
    found: named
      .map((candidate) => `${candidate.id} (${candidate.isManaged ? 'managed' : 'unlocked'})`)
      .join(', '),
    wanted: `one managed package ${config.name} in the namespace ${namespace}`,
    actions: [
      'Release under another name: name: in config/release.yaml.',
      'Or delete the package that is in the way.',
    ],
  });
}
