import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { requireUnmoved } from '../domain/plan/plan-movements.ts';
import { currentPlan } from './current-plan.ts';
import { examine, type Examined } from './examine.ts';
import { promoteBuild, publishBuild, verifyBuild } from './build.ts';
import { prepareWorkspace } from './prepare-workspace.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import { askToSpend, checkSpending } from './stages/check-spending.ts';
import { createOrReusePackage } from './stages/package.ts';
import type { Published } from './stages/publish.ts';
import { publishIndex } from './stages/publish-index.ts';
import { obtainVersion } from './stages/version.ts';

/** From the app in the hub to install links. Every stage finds what an earlier run of it did. */
export async function release(
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<readonly Published[]> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const examined = await examine(stages, request, ports);
  if (request.agreedPlan !== undefined)
    requireUnmoved(request.agreedPlan, await currentPlan(request, ports, examined));
  await askToSpend(ports, examined, await checkSpending(request, ports, examined));
  await prepareWorkspace(stages, request, ports, examined);
  const published: Published[] = [];
  // One after the other: builds of one hub wait for one another anyway, and what failed is then told apart.
  for (const plan of examined.plans)
    published.push(await releasePackage(stages, { request, ports, examined, plan }));
  await stages.run('publish', async () => publishIndex(request, ports, examined.hub));
  return published;
}

interface PackageRelease {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly examined: Examined;
  readonly plan: PackagePlan;
}

async function releasePackage(
  stages: StageRunner,
  { request, ports, examined, plan }: PackageRelease,
): Promise<Published> {
  const { hub } = examined;
  const { name } = plan.config;
  const packageId = await stages.run(
    'package',
    async () => createOrReusePackage(ports, hub, request.config.namespace, plan),
    name,
  );
  const built = await stages.run(
    'version',
    async (progress) => obtainVersion({ request, ports, hub, plan, packageId }, progress),
    name,
  );
  const build = { plan, version: built, isCurrent: true };
  const publication = { request, ports, examined, build };
  const verified = await verifyBuild(stages, publication);
  return publishBuild(
    stages,
    publication,
    request.promote ? await promoteBuild(stages, publication, verified) : verified,
  );
}
