import { choosePackage } from '../../domain/plan/choose-package.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { PackageId } from '../../domain/version/ids.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';
import { wireAlias } from './wire.ts';

/** The package to make a version of: the hub's, or a new one. */
export async function createOrReusePackage(
  ports: ReleasePorts,
  hub: DevHub,
  namespace: string,
  { config, hubPackage }: PackagePlan,
): Promise<StageOutcome<PackageId>> {
  if (hubPackage !== undefined)
    return skipped(`${hubPackage.id} is in the hub already`, hubPackage.id);
  // Looked up again: another runner may have created it since preflight.
  const meanwhile = choosePackage(config, namespace, await hub.readPackages());
  const id =
    meanwhile?.id ??
    (await hub.createPackage({
      name: config.name,
      description: config.description,
      namespace,
      path: config.path,
    }));
  await wireAlias(ports, config.name, id);
  return meanwhile === undefined
    ? done(`created ${id} in the namespace ${namespace}`, id)
    : skipped(`${id} was created by somebody else just now`, id);
}
