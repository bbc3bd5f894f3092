import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** Writes the hub's components into the package directories, byte for byte as the sf CLI would. */
export async function retrieve(
  { workspace, emit }: ReleasePorts,
  plans: readonly PackagePlan[],
): Promise<StageOutcome<void>> {
  const writes = plans.flatMap(({ directory }) =>
    directory.files.map(({ path, bytes }) => ({ path, bytes })),
  );
  const { written } = await workspace.apply({ writes, removals: [] });
  if (written.length === 0)
    return skipped(`all ${writes.length} files are as in the hub`, undefined);
  emit('workspace.changed', { written, removed: [] });
  return done(`wrote ${filesText(written.length)}`, undefined);
}

function filesText(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
