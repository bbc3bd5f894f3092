import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { Hub } from '../state/hub.ts';
import type { CreateRequestRecord, VersionRecord } from '../state/hub-records.ts';

/** What a request goes through, in equal parts of its build time. */
const STEPS = [
  'Queued',
  'Initializing',
  'VerifyingFeaturesAndSettings',
  'VerifyingDependencies',
  'VerifyingMetadata',
  'FinalizingPackageVersion',
] as const;

export type BuildStatus = (typeof STEPS)[number] | 'PerformingValidations' | 'Success' | 'Error';

/** Problems in the contents show when the metadata has been verified. */
const FAILS_AFTER = STEPS.indexOf('VerifyingMetadata') + 1;
/** With asynchronous validation the version is there when the others are being finalized. */
const VERSION_EARLY_AFTER = STEPS.indexOf('FinalizingPackageVersion');

export function createRequestStatus(request: CreateRequestRecord, nowMs: number): BuildStatus {
  if (request.problems.length > 0 && nowMs >= timeAfter(request, FAILS_AFTER)) return 'Error';
  if (nowMs >= timeAfter(request, STEPS.length)) return 'Success';
  if (request.asyncValidation && nowMs >= timeAfter(request, VERSION_EARLY_AFTER))
    return 'PerformingValidations';
  const step = Math.floor(((nowMs - request.startedAtMs) / request.buildMs) * STEPS.length);
  return STEPS[Math.max(0, step)] ?? 'FinalizingPackageVersion';
}

export function isFinished(request: CreateRequestRecord, nowMs: number): boolean {
  const status = createRequestStatus(request, nowMs);
  return status === 'Error' || status === 'Success';
}

/** Makes the versions whose time has come; called before anybody looks. */
export function settleBuilds(hub: Hub): void {
  const due = hub.records.createRequests
    .filter(({ planned, versionId }) => planned !== null && versionId === null)
    .map((request) => ({ request, atMs: versionTime(request) }))
    .filter(({ atMs }) => atMs <= hub.clock.now())
    .toSorted((left, right) => left.atMs - right.atMs);
  for (const { request } of due) finish(hub, request);
}

/** When validations end. */
export function buildEnd(startedAtMs: number, buildMs: number): number {
  return startedAtMs + buildMs;
}

function versionTime(request: CreateRequestRecord): number {
  return timeAfter(request, request.asyncValidation ? VERSION_EARLY_AFTER : STEPS.length);
}

function timeAfter(request: CreateRequestRecord, steps: number): number {
  return request.startedAtMs + (request.buildMs * steps) / STEPS.length;
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
  };
  hub.records.versions.push(version);
  request.versionId = version.id;
  request.modifiedAt = time;
  hub.isDirty = true;
}
