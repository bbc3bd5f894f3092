import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { Hub } from '../state/hub.ts';
import type { CreateRequestRecord, VersionRecord } from '../state/hub-records.ts';
import type { Scheduled } from '../state/scheduled.ts';
import { BUILD_STEPS, stepDurations } from './build-steps.ts';
import type { BuildStep } from './build-steps.ts';

export type BuildStatus = BuildStep | 'PerformingValidations' | 'Success' | 'Error';

/** Problems in the contents show when the metadata has been verified. */
const FAILS_AFTER = BUILD_STEPS.indexOf('VerifyingMetadata') + 1;
/** With asynchronous validation the version is there when the others are being finalized. */
const VERSION_EARLY_AFTER = BUILD_STEPS.indexOf('FinalizingPackageVersion');

export function createRequestStatus(request: CreateRequestRecord, nowMs: number): BuildStatus {
  if (request.problems.length > 0 && nowMs >= timeAfter(request, FAILS_AFTER)) return 'Error';
  if (nowMs >= timeAfter(request, BUILD_STEPS.length)) return 'Success';
  if (request.asyncValidation && nowMs >= timeAfter(request, VERSION_EARLY_AFTER))
    return 'PerformingValidations';
  const step = BUILD_STEPS.findIndex((_, index) => nowMs < timeAfter(request, index + 1));
  return BUILD_STEPS[step] ?? 'FinalizingPackageVersion';
}

export function isFinished(request: CreateRequestRecord, nowMs: number): boolean {
  const status = createRequestStatus(request, nowMs);
  return status === 'Error' || status === 'Success';
}

/** The versions that are still to be made. */
export function scheduledBuilds(hub: Hub): readonly Scheduled[] {
  return hub.records.createRequests
    .filter(({ planned, versionId }) => planned !== null && versionId === null)
    .map((request) => ({
      atMs: versionTime(request),
      run: () => {
        finish(hub, request);
      },
    }));
}

function versionTime(request: CreateRequestRecord): number {
  return timeAfter(request, request.asyncValidation ? VERSION_EARLY_AFTER : BUILD_STEPS.length);
}

function timeAfter({ startedAtMs, buildMs, stepsMs }: CreateRequestRecord, steps: number): number {
  const durations = stepsMs.length > 0 ? stepsMs : stepDurations(buildMs);
  return startedAtMs + Math.round(durations.slice(0, steps).reduce((sum, ms) => sum + ms, 0));
}

function finish(hub: Hub, request: CreateRequestRecord): void {
  if (request.planned === null) return;
  const time = timestamp(hub);
  const version: VersionRecord = {
    ...request.planned,
    id: nextId(hub.devHub, '05i'),
    subscriberVersionId: nextId(hub.devHub, '04t'),
    createdAt: time,
    modifiedAt: time,
    isReleased: false,
    isDeprecated: false,
    publishedAtMs: versionTime(request) + hub.seed.publishDelayMs,
  };
  hub.records.versions.push(version);
  request.versionId = version.id;
  request.modifiedAt = time;
  hub.isDirty = true;
}
