import { examine } from './examine.ts';
import { prepareWorkspace } from './prepare-workspace.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';

/** The workspace half of a release: what an engineer looks at and commits. Nothing of the hub is changed. */
export async function retrieveWorkspace(
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<void> {
  const stages = new StageRunner(ports.emit, ports.clock);
  await prepareWorkspace(stages, request, ports, await examine(stages, request, ports));
}
