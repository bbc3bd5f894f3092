import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { changeWorkspace, filesText } from '../change-workspace.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** Removes what no configured app owns, and what no package takes: policies, secrets. */
export async function prune(
  ports: ReleasePorts,
  plans: readonly PackagePlan[],
): Promise<StageOutcome<void>> {
  const removals = plans.flatMap(({ directory }) => directory.removals);
  const { removed } = await changeWorkspace(ports, { removals });
  return removed.length === 0
    ? skipped('the package directories hold nothing that does not belong there', undefined)
    : done(`removed ${filesText(removed)}`, undefined);
}
