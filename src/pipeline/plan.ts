import { currentPlan } from './current-plan.ts';
import { examine } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import { checkSpending } from './stages/check-spending.ts';
import { lintRelease, plannedLint } from './stages/lint.ts';
import { workspaceChange } from './workspace-change.ts';

/**
 * Everything of a release that reads, and nothing that writes: refuses what a release would refuse, and otherwise tells and
 * saves what it would do.
 */
export async function plan(request: ReleaseRequest, ports: ReleasePorts): Promise<void> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const examined = await examine(stages, request, ports);
  await checkSpending(request, ports, examined);
  await ports.workspace.check(await workspaceChange(request, ports, examined));
  const { hub, plans, project } = examined;
  await stages.run('lint', async () =>
    lintRelease(request, ports, plannedLint(hub, plans, project.sourceApiVersion)),
  );
  const made = await currentPlan(request, ports, examined);
  ports.emit('plan.made', { plan: made, file: await ports.plans.save(made) });
}
