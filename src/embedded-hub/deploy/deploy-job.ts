import type { DraftMetadata } from '../metadata/draft-metadata.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import type { Hub } from '../state/hub.ts';
import type { Scheduled } from '../state/scheduled.ts';
import { asyncJobMs } from '../state/async-job.ts';
import type { DeployMessage } from './deploy-message.ts';
import type { DeployOptions } from './deploy-options.ts';
import type { DeployFolder } from './deploy-zip.ts';
import { evaluateDeploy } from './evaluate-deploy.ts';

/** A deploy, as long as the process lives. Times are epoch milliseconds on the hub's clock. */
export interface DeployJob {
  readonly id: string;
  readonly options: DeployOptions;
  readonly createdMs: number;
  /** Deploys of an org run one after the other. */
  readonly startMs: number;
  readonly endMs: number;
  /** Undefined: what was sent is no zip. */
  readonly folders: readonly DeployFolder[] | undefined;
  cancel: { readonly askedMs: number; readonly doneMs: number } | undefined;
  /** What came out, once it has ended. */
  outcome: DeployOutcome | undefined;
}

export interface DeployOutcome {
  readonly messages: readonly DeployMessage[];
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
}

export type DeployStatus =
  | DeployOutcome['status']
  | 'Pending'
  | 'InProgress'
  | 'Canceling'
  | 'Canceled';

/** Of the time a deploy takes, the part in which it waits for its turn. */
const PENDING_PART = 1 / 4;

export function startDeploy(
  org: Org,
  folders: readonly DeployFolder[] | undefined,
  options: DeployOptions,
): DeployJob {
  const now = org.hub.clock.now();
  const lengthMs = asyncJobMs(org.hub);
  const others = [...org.deploys.values()];
  const freeMs = Math.max(now, ...others.map(({ endMs, cancel }) => cancel?.doneMs ?? endMs));
  const job: DeployJob = {
    id: nextId(org, '0Af'),
    options,
    createdMs: now,
    startMs: freeMs + lengthMs * PENDING_PART,
    endMs: freeMs + lengthMs,
    folders,
    cancel: undefined,
    outcome: undefined,
  };
  org.deploys.set(job.id, job);
  return job;
}

export function deployStatus(job: DeployJob, nowMs: number): DeployStatus {
  if (job.cancel !== undefined) return nowMs >= job.cancel.doneMs ? 'Canceled' : 'Canceling';
  if (job.outcome !== undefined) return job.outcome.status;
  return nowMs >= job.startMs ? 'InProgress' : 'Pending';
}

export function isDone(status: DeployStatus): boolean {
  return !['Pending', 'InProgress', 'Canceling'].includes(status);
}

/** The deploys that have still to take effect. */
export function scheduledDeploys(hub: Hub): readonly Scheduled[] {
  return hub.orgs.flatMap((org) =>
    [...org.deploys.values()]
      .filter(({ outcome, cancel }) => outcome === undefined && cancel === undefined)
      .map((job) => ({
        atMs: job.endMs,
        run: () => {
          finish(org, job);
        },
      })),
  );
}

/** One that has not begun is gone at once; one under way is stopped, and changes nothing. */
export function cancelDeploy(org: Org, job: DeployJob): void {
  const askedMs = org.hub.clock.now();
  const hasBegun = askedMs >= job.startMs;
  const stopMs = hasBegun ? (job.endMs - job.startMs) / 2 : 0;
  job.cancel = { askedMs, doneMs: askedMs + stopMs };
}

function finish(org: Org, job: DeployJob): void {
  if (job.folders === undefined) {
    job.outcome = { messages: [], status: 'Failed' };
    return;
  }
  const { messages, draft } = evaluateDeploy(org, job.folders, job.options);
  const status = statusOf(messages, job.options);
  job.outcome = { messages, status };
  if (status !== 'Failed' && !job.options.checkOnly) commit(draft, job);
}

function commit(draft: DraftMetadata, job: DeployJob): void {
  draft.commit(new Date(job.endMs).toISOString());
}

function statusOf(
  messages: readonly DeployMessage[],
  { rollbackOnError }: DeployOptions,
): DeployOutcome['status'] {
  const failed = messages.some(({ outcome }) => outcome === 'failed');
  if (!failed) return 'Succeeded';
  const worked = messages.some(
    ({ outcome, componentType }) => outcome !== 'failed' && componentType !== '',
  );
  return worked && !rollbackOnError ? 'SucceededPartial' : 'Failed';
}
