import type { AppliedChange, WorkspaceChange } from '../ports/workspace.ts';
import type { ReleasePorts } from './release-context.ts';

/** Changes files of the workspace, and tells which. */
export async function changeWorkspace(
  { workspace, emit }: Pick<ReleasePorts, 'workspace' | 'emit'>,
  { writes = [], removals = [] }: Partial<WorkspaceChange>,
): Promise<AppliedChange> {
  const { written, removed } = await workspace.apply({ writes, removals });
  if (written.length + removed.length > 0) emit('workspace.changed', { written, removed });
  return { written, removed };
}

export function filesText(paths: readonly string[]): string {
  return paths.length === 1 ? '1 file' : `${paths.length} files`;
}
