import type { Examined } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import type { StageRunner } from './stage.ts';
import { lintRelease, plannedLint } from './stages/lint.ts';
import { writeManifest } from './stages/manifest.ts';
import { prune } from './stages/prune.ts';
import { retrieve } from './stages/retrieve.ts';
import { wire } from './stages/wire.ts';
import { workspaceChange } from './workspace-change.ts';

/** The stages that bring the workspace into shape; all of it is checked before the first file is written. */
export async function prepareWorkspace(
  stages: StageRunner,
  request: ReleaseRequest,
  ports: ReleasePorts,
  { hub, project, plans }: Examined,
): Promise<void> {
  await ports.workspace.check(await workspaceChange(request, ports, { project, plans }));
  await stages.run('manifest', async () => writeManifest(ports, plans, project.sourceApiVersion));
  await stages.run('retrieve', async () => retrieve(ports, plans));
  await stages.run('prune', async () => prune(ports, plans));
  await stages.run('lint', async () =>
    lintRelease(request, ports, plannedLint(hub, plans, project.sourceApiVersion)),
  );
  await stages.run('wire', async () => wire(request, ports, project, plans));
}
