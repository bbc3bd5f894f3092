import type { WorkspaceChange } from '../ports/workspace.ts';
import type { Examined } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { manifestWrite } from './stages/manifest.ts';
import { projectWrite } from './stages/wire.ts';

/** Everything that a release keeps in shape in the workspace, as it has to be; much of it mostly is. */
export async function workspaceChange(
  request: Pick<ReleaseRequest, 'config'>,
  ports: Pick<ReleasePorts, 'source' | 'workspace'>,
  { project, plans }: Pick<Examined, 'project' | 'plans'>,
): Promise<WorkspaceChange> {
  return {
    writes: [
      await manifestWrite(ports, plans, project.sourceApiVersion),
      ...plans.flatMap(({ directory }) => directory.files),
      await projectWrite(request, ports, project, plans),
    ],
    removals: plans.flatMap(({ directory }) => directory.removals),
  };
}
