import type { ReleaseConfig } from '../release-config.ts';
import { isBuilt, type PlannedPackage, type SlotSpending } from './release-plan.ts';

interface Slot {
  readonly max: number;
  readonly remaining: number;
}

/** What is left of today's limits; nothing where the hub does not tell. */
export interface Slots {
  readonly validated: Slot | undefined;
  readonly withoutValidation: Slot | undefined;
}

/** What the builds of a plan take of today's limits. */
export function slotSpendings(
  packages: readonly PlannedPackage[],
  { packages: configs }: ReleaseConfig,
  slots: Slots,
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

function spending(limit: string, spends: number, slot: Slot | undefined): SlotSpending {
  return { limit, spends, remaining: slot?.remaining ?? null, max: slot?.max ?? null };
}
