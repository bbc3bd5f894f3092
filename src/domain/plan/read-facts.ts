import type { Slots } from '../hub-facts.ts';
import { formatVersionNumber } from '../version/version-number.ts';
import type { PackagePlan } from './package-plan.ts';
import type { PlanFacts } from './plan-release.ts';
import type { ReadFact } from './release-plan.ts';

/** What was asked for the plan, and what came. */
export function readFacts(facts: PlanFacts): readonly ReadFact[] {
  const { hub, linkedNamespaces, slots, project, commit, plans } = facts;
  return [
    { what: 'Dev Hub', found: `${hub.username} (${hub.orgId}), API ${hub.apiVersion}` },
    { what: 'linked namespaces', found: listed(linkedNamespaces) },
    {
      what: 'version builds left today',
      found: `${left(slots.validated)} validated, ${left(slots.withoutValidation)} without validation`,
    },
    {
      what: 'sfdx-project.json',
      found: `API ${project.sourceApiVersion}, ${listed(project.packageDirectories.map(({ path }) => path))}`,
    },
    { what: 'git', found: commit === undefined ? 'no commit' : `commit ${commit}` },
    ...plans.flatMap(packageFacts),
  ];
}

function packageFacts(plan: PackagePlan): readonly ReadFact[] {
  const { config, hubPackage, versions, apps, directory } = plan;
  const numbers = versions.map(
    ({ number, build, isReleased }) =>
      `${formatVersionNumber(number)}-${build}${isReleased ? ' released' : ''}`,
  );
  return [
    { what: `package ${config.name}`, found: hubPackage?.id ?? 'not in the hub yet' },
    { what: `versions of ${config.name}`, found: listed(numbers) },
    ...apps.map((app) => ({
      what: `app ${app.name}`,
      found: `${app.components.length} components that are packaged`,
    })),
    {
      what: config.path,
      found:
        directory.drift.length === 0
          ? 'nothing that the hub has otherwise'
          : `other than the hub: ${listed(directory.drift)}`,
    },
  ];
}

function left(slot: Slots | undefined): string {
  return slot === undefined ? 'an unknown number' : `${slot.remaining} of ${slot.max}`;
}

function listed(values: readonly string[]): string {
  return values.join(', ') || 'none';
}
