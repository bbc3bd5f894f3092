import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** Removes what no configured app owns, and what no package takes: policies, secrets. */
export async function prune(
  { workspace, emit }: ReleasePorts,
  plans: readonly PackagePlan[],
): Promise<StageOutcome<void>> {
  const removals = plans.flatMap(({ directory }) => directory.removals);
  const { removed } = await workspace.apply({ writes: [], removals });
  if (removed.length === 0)
    return skipped('the package directories hold nothing that does not belong there', undefined);
  emit('workspace.changed', { written: [], removed });
  return done(
    removed.length === 1 ? 'removed 1 file' : `removed ${removed.length} files`,
    undefined,
  );
}
