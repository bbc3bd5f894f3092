import type { FileState } from '../domain/plan/file-change.ts';
import { planRelease } from '../domain/plan/plan-release.ts';
import type { ReleasePlan } from '../domain/plan/release-plan.ts';
import type { Workspace, WorkspaceChange } from '../ports/workspace.ts';
import type { Examined } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { workspaceChange } from './workspace-change.ts';

/** The plan of a release, from what was examined and what lies in the workspace. Reads only. */
export async function currentPlan(
  request: ReleaseRequest,
  ports: ReleasePorts,
  examined: Examined,
): Promise<ReleasePlan> {
  const { hub, facts, project, plans } = examined;
  const [change, commit] = await Promise.all([
    workspaceChange(request, ports, examined),
    ports.git.headCommit(),
  ]);
  const { promote, retryFailed, acceptRemovedMetadata } = request;
  return planRelease({
    now: ports.clock.now(),
    isRehearsal: request.isRehearsal,
    hub: hub.identity,
    linkedNamespaces: facts.linkedNamespaces,
    slots: facts.versionSlots,
    config: request.config,
    asked: { promote, retryFailed, acceptRemovedMetadata },
    project,
    commit,
    plans,
    files: await fileStates(ports.workspace, change),
  });
}

async function fileStates(
  workspace: Workspace,
  { writes, removals }: WorkspaceChange,
): Promise<readonly FileState[]> {
  return Promise.all([
    ...writes.map(async ({ path, bytes }) => ({
      path,
      before: await workspace.read(path),
      after: bytes,
    })),
    ...removals.map(async (path) => ({
      path,
      before: await workspace.read(path),
      after: undefined,
    })),
  ]);
}
