import { tryInstall } from '../installing/install-requests.ts';
import { installOf } from '../installing/installs.ts';
import { versionById } from '../packaging/versions.ts';
import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import type { PushJobRecord, PushRequestRecord } from '../state/push-records.ts';
import type { Scheduled } from '../state/scheduled.ts';
import { jobsOf } from './push-requests.ts';

/** A push starts at its time, upgrades its orgs side by side, and is over when the last of them is. */
export function scheduledPushes(hub: Hub): readonly Scheduled[] {
  return hub.records.pushRequests.flatMap((request) => {
    const { status, startMs } = request;
    if (startMs === null) return [];
    if (status === 'Pending') return [{ atMs: startMs, run: () => start(hub, request, startMs) }];
    if (status !== 'In Progress') return [];
    const endMs = startMs + hub.seed.pushMs;
    return [{ atMs: endMs, run: () => finish(hub, request, endMs) }];
  });
}

function start(hub: Hub, request: PushRequestRecord, startMs: number): void {
  request.status = 'In Progress';
  for (const job of jobsOf(hub, request)) {
    job.status = 'In Progress';
    job.startMs = startMs;
  }
  request.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

/** That one org that fails makes the request fail is assumed. */
function finish(hub: Hub, request: PushRequestRecord, endMs: number): void {
  const jobs = jobsOf(hub, request);
  for (const job of jobs) {
    job.problem = pushInto(hub, request, job);
    job.status = job.problem === null ? 'Succeeded' : 'Failed';
    job.endMs = endMs;
    job.modifiedAt = timestamp(hub);
  }
  request.status = jobs.every(({ status }) => status === 'Succeeded') ? 'Succeeded' : 'Failed';
  request.endMs = endMs;
  request.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

/** Null when the org has the version afterwards. */
function pushInto(hub: Hub, request: PushRequestRecord, { orgKey }: PushJobRecord): string | null {
  const org = hub.orgs.find(({ id }) => id === orgKey);
  const version = versionById(hub, request.versionId);
  if (org === undefined || version === undefined) return 'The org is not there any more.';
  if (installOf(org, version.packageId) === undefined)
    return 'The package is not installed in the org any more.';
  return tryInstall(org, version)[0] ?? null;
}
