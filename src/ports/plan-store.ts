import type { ReleasePlan } from '../domain/plan/release-plan.ts';

export interface PlanStore {
  /** Writes the plan where the user wants it. Returns the absolute path. */
  save(plan: ReleasePlan): Promise<string>;
}
