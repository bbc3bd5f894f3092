import { ReleaseError } from '../../domain/errors.ts';
import { choosePackage } from '../../domain/plan/choose-package.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { PackageConfig } from '../../domain/release-config.ts';
import type { PackageId } from '../../domain/version/ids.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import { untilShown } from '../lookup-pauses.ts';
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
  const find = async (): Promise<PackageId | undefined> =>
    choosePackage(config, namespace, await hub.readPackages())?.id;
  // Looked up again: another runner may have created it since preflight.
  const meanwhile = await find();
  const { id, by } =
    meanwhile === undefined
      ? await create(ports, hub, namespace, config, find)
      : { id: meanwhile, by: 'somebody-else' };
  await wireAlias(ports, config.name, id);
  return by === 'us'
    ? done(`created ${id} in the namespace ${namespace}`, id)
    : skipped(`${id} was created by somebody else just now`, id);
}

/**
 * A package's name is unique in its namespace: where the answer was lost, or another runner was faster by a moment, the
 * package is there under its name.
 */
async function create(
  { clock }: ReleasePorts,
  hub: DevHub,
  namespace: string,
  { name, description, path }: PackageConfig,
  find: () => Promise<PackageId | undefined>,
): Promise<{ readonly id: PackageId; readonly by: 'us' | 'somebody-else' }> {
  try {
    return { id: await hub.createPackage({ name, description, namespace, path }), by: 'us' };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const isLost = error.code === 'ANSWER_LOST';
    if (!isLost && error.code !== 'PACKAGE_REFUSED') throw error;
    const id = isLost ? await untilShown(clock, find) : await find();
    if (id === undefined) throw error;
    return { id, by: isLost ? 'us' : 'somebody-else' };
  }
}
