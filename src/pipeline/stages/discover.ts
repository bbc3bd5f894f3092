import { typesToDiscover } from '../../domain/eca/metadata-types.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import { planPackage } from '../plan-package.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, type Progress, type StageOutcome } from '../stage.ts';
import type { Preflight } from './preflight.ts';

/**
 * Finds the apps in the hub and everything that belongs to them, and what an earlier run made of the same contents.
 * Reads only: after it, all that can be refused has been refused, and nothing has been written.
 */
export async function discover(
  request: ReleaseRequest,
  ports: ReleasePorts,
  { hub, project, packages }: Preflight & { readonly hub: DevHub },
  progress: Progress,
): Promise<StageOutcome<readonly PackagePlan[]>> {
  const types = typesToDiscover(project.sourceApiVersion);
  const refs = await hub.listComponents(types);
  progress(`reading ${refs.length} components`);
  const inHub = refs.length === 0 ? [] : await hub.retrieve(refs, project.sourceApiVersion);
  const plans = await Promise.all(
    packages.map(async (state) =>
      planPackage(state, { request, ports, hub, inHub, apiVersion: project.sourceApiVersion }),
    ),
  );
  return done(plans.map(summaryOf).join('; '), plans);
}

function summaryOf(plan: PackagePlan): string {
  const components = plan.apps.flatMap((app) => app.components).length;
  return `${components} components of ${plan.apps.map((app) => app.name).join(', ')}; ${stateOf(plan)}`;
}

function stateOf({ decision, number }: PackagePlan): string {
  switch (decision.kind) {
    case 'adopt':
      return decision.because;
    case 'wait':
      return `${formatVersionNumber(number)} is being built already`;
    case 'failed-before':
      return `${formatVersionNumber(number)} failed to build before`;
    case 'taken':
      return `${formatVersionNumber(number)} is released already, with other contents`;
    case 'build':
      return `${formatVersionNumber(number)} is to be built`;
  }
}
