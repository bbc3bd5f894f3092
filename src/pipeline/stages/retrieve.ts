import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { changeWorkspace, filesText } from '../change-workspace.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** Writes the hub's components into the package directories, byte for byte as the sf CLI would. */
export async function retrieve(
  ports: ReleasePorts,
  plans: readonly PackagePlan[],
): Promise<StageOutcome<void>> {
  const writes = plans.flatMap(({ directory }) =>
    directory.files.map(({ path, bytes }) => ({ path, bytes })),
  );
  const { written } = await changeWorkspace(ports, { writes });
  return written.length === 0
    ? skipped(`all ${writes.length} files are as in the hub`, undefined)
    : done(`wrote ${filesText(written)}`, undefined);
}
