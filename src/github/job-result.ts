import type { Failure } from '../domain/errors.ts';
import type { EventPayloads, RunEvent } from '../domain/events.ts';
import type { ReleasePlan } from '../domain/plan/release-plan.ts';

/** What GitHub's pages and later steps are told of a run. */
export interface JobResult {
  readonly verb: string;
  readonly isRehearsal: boolean;
  readonly outcome: 'succeeded' | 'failed' | 'aborted';
  readonly failure?: Failure;
  readonly versions: readonly EventPayloads['version.published'][];
  /** What a release would do, of the verb that plans. */
  readonly plan?: ReleasePlan;
  readonly warnings: readonly EventPayloads['warning.raised'][];
  /** The release on GitHub, where one was written. */
  readonly releaseUrl?: string;
  /** What the run changed in sfdx-project.json, as git shows it. */
  readonly projectDifference?: string;
}

/** Folded from the run's events, so that no page can disagree with the log. */
export function jobResultOf(
  events: readonly RunEvent[],
  more: Pick<JobResult, 'releaseUrl' | 'projectDifference'> = {},
): JobResult {
  const versions: EventPayloads['version.published'][] = [];
  const warnings: EventPayloads['warning.raised'][] = [];
  let plan: ReleasePlan | undefined;
  let verb = '';
  let isRehearsal = false;
  let end: EventPayloads['run.finished'] = { outcome: 'failed', durationMs: 0 };
  for (const event of events) {
    if (event.code === 'run.started') {
      verb = event.data.verb;
      isRehearsal = event.data.rehearsal;
    }
    if (event.code === 'plan.made') plan = event.data.plan;
    if (event.code === 'version.published') versions.push(event.data);
    if (event.code === 'warning.raised') warnings.push(event.data);
    if (event.code === 'run.finished') end = event.data;
  }
  return {
    verb,
    isRehearsal: isRehearsal || versions.some(({ version }) => version.isRehearsal),
    outcome: end.outcome,
    ...(end.failure !== undefined && { failure: end.failure }),
    versions,
    ...(plan !== undefined && { plan }),
    warnings,
    ...more,
  };
}
