import type { PackagePlan } from '../domain/plan/package-plan.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import type { StageRunner } from './stage.ts';
import { connect } from './stages/connect.ts';
import { discover } from './stages/discover.ts';
import { preflight, type Preflight } from './stages/preflight.ts';

export interface Examined extends Preflight {
  readonly hub: DevHub;
  readonly plans: readonly PackagePlan[];
}

/** The stages that only read: after them everything is known, and nothing is changed. */
export async function examine(
  stages: StageRunner,
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<Examined> {
  const hub = await stages.run('connect', async () => connect(ports.openHub));
  const found = await stages.run('preflight', async () => preflight(request, ports, hub));
  const plans = await stages.run('discover', async (progress) =>
    discover(request, ports, { ...found, hub }, progress),
  );
  return { ...found, hub, plans };
}
