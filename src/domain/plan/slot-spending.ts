import type { Slots, VersionSlots } from '../hub-facts.ts';
import type { ReleaseConfig } from '../release-config.ts';
import { isBuilt, type PlannedPackage, type SlotSpending } from './release-plan.ts';

/** What the builds of a plan take of today's limits. */
export function slotSpendings(
  packages: readonly PlannedPackage[],
  { packages: configs }: ReleaseConfig,
  slots: VersionSlots,
): readonly SlotSpending[] {
  const built = new Set(packages.filter(isBuilt).map(({ name }) => name));
  const buildsWith = (validation: 'full' | 'skipped'): number =>
    configs.filter((config) => built.has(config.name) && config.validation === validation).length;
  return [
    spending('Package2VersionCreates', buildsWith('full'), slots.validated),
    spending(
      'Package2VersionCreatesWithoutValidation',
      buildsWith('skipped'),
      slots.withoutValidation,
    ),
  ].filter(({ spends }) => spends > 0);
}

function spending(limit: string, spends: number, slot: Slots | undefined): SlotSpending {
  return { limit, spends, remaining: slot?.remaining ?? null, max: slot?.max ?? null };
}
