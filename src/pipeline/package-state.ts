import { choosePackage } from '../domain/plan/choose-package.ts';
import type { PackageState } from '../domain/plan/package-plan.ts';
import type { ProjectFile } from '../domain/project-file.ts';
import type { PackageConfig } from '../domain/release-config.ts';
import type { HubPackage } from '../domain/version/hub-version.ts';
import { resolveNumber, type TagFacts } from '../domain/version/resolve-number.ts';
import type { DevHub } from '../ports/dev-hub.ts';

/** A configured package with its number, and what the hub has of it. Throws PACKAGE_AMBIGUOUS, and what resolveNumber throws. */
export async function packageState(
  config: PackageConfig,
  namespace: string,
  hubPackages: readonly HubPackage[],
  { project, tags, hub }: { project: ProjectFile; tags: TagFacts; hub: DevHub },
): Promise<PackageState> {
  const { number, origin } = resolveNumber(config, project, tags);
  const hubPackage = choosePackage(config, namespace, hubPackages);
  const versions = hubPackage === undefined ? [] : await hub.readVersions(hubPackage.id);
  return { config, number, numberOrigin: origin, hubPackage, versions };
}
