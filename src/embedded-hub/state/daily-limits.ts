import type { Hub } from './hub.ts';

export type DailyLimit = 'Package2VersionCreates' | 'Package2VersionCreatesWithoutValidation';

/** A limit's two numbers as the limits resource shows them. */
export interface LimitUsage {
  readonly Max: number;
  readonly Remaining: number;
}

export function limitUsage(hub: Hub, limit: DailyLimit): LimitUsage {
  const max = hub.seed.limits[limit];
  return { Max: max, Remaining: Math.max(0, max - usedToday(hub, limit)) };
}

/** Takes one; requests that fail later took theirs all the same. */
export function spend(hub: Hub, limit: DailyLimit): void {
  const used = usedToday(hub, limit) + 1;
  const { limitsUsed } = hub.records;
  if (limitsUsed.day !== today(hub)) {
    limitsUsed.day = today(hub);
    limitsUsed.used = {};
  }
  limitsUsed.used[limit] = used;
  hub.isDirty = true;
}

function usedToday(hub: Hub, limit: DailyLimit): number {
  const { day, used } = hub.records.limitsUsed;
  return day === today(hub) ? (used[limit] ?? 0) : 0;
}

/** The UTC day. */
function today(hub: Hub): string {
  return new Date(hub.clock.now()).toISOString().slice(0, 10);
}
