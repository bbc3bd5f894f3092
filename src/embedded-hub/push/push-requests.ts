import type { FieldValues } from '../objects/object-definition.ts';
import { booleanValue, requiredTexts, textValue } from '../packaging/field-values.ts';
import { versionById } from '../packaging/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import type { VersionRecord } from '../state/hub-records.ts';
import { nextId } from '../state/org.ts';
import type { PushRequestRecord } from '../state/push-records.ts';
import { normalizeId } from '../state/record-id.ts';

// The rules are those of the object reference and the packaging guide; codes and texts of the refusals are assumed.

export function createPushRequest(hub: Hub, values: FieldValues): string {
  const version = pushableVersion(hub, requiredTexts(values, 'PackageVersionId').PackageVersionId);
  const status = textValue(values, 'Status');
  if (status !== null && status !== 'Created') throw wrongStatus('Created', status);
  const time = timestamp(hub);
  const record: PushRequestRecord = {
    id: nextId(hub.devHub, '0DV'),
    createdAt: time,
    modifiedAt: time,
    versionId: version.id,
    isMigration: booleanValue(values, 'IsMigration'),
    scheduledMs: scheduledTime(values),
    status: 'Created',
    startMs: null,
    endMs: null,
  };
  hub.records.pushRequests.push(record);
  return record.id;
}

export function pushRequestById(hub: Hub, id: string): PushRequestRecord | undefined {
  const wanted = normalizeId(id);
  return hub.records.pushRequests.find((request) => request.id === wanted);
}

/** All refusals come before the first change. */
export function updatePushRequest(hub: Hub, id: string, values: FieldValues): void {
  const request = pushRequestById(hub, id);
  if (request === undefined) return;
  const status = textValue(values, 'Status');
  const isChanged = ['PackageVersionId', 'ScheduledStartTime', 'IsMigration'].some(
    (field) => field in values,
  );
  if (isChanged && request.status !== 'Created') {
    throw new Refusal(
      400,
      'INVALID_OPERATION',
      `A push request can be changed only while its status is Created, and it is ${request.status}.`,
    );
  }
  if (status !== null) refuseStatus(request, status);
  if ('PackageVersionId' in values)
    request.versionId = pushableVersion(
      hub,
      requiredTexts(values, 'PackageVersionId').PackageVersionId,
    ).id;
  if ('ScheduledStartTime' in values) request.scheduledMs = scheduledTime(values);
  if ('IsMigration' in values) request.isMigration = booleanValue(values, 'IsMigration');
  if (status === 'Pending') schedule(hub, request);
  if (status === 'Canceled') cancel(hub, request);
  request.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

export function jobsOf(hub: Hub, request: PushRequestRecord) {
  return hub.records.pushJobs.filter(({ requestId }) => requestId === request.id);
}

function schedule(hub: Hub, request: PushRequestRecord): void {
  if (request.status === 'Pending') return;
  request.status = 'Pending';
  request.startMs = Math.max(hub.clock.now(), request.scheduledMs ?? 0);
  for (const job of jobsOf(hub, request)) job.status = 'Pending';
}

function cancel(hub: Hub, request: PushRequestRecord): void {
  request.status = 'Canceled';
  request.startMs = null;
  for (const job of jobsOf(hub, request)) job.status = 'Canceled';
}

/** Created, then Pending, then whatever becomes of it; canceled at most before it starts (@salesforce/packaging). */
function refuseStatus(request: PushRequestRecord, wanted: string): void {
  if (wanted === request.status) return;
  const allowed: readonly string[] =
    request.status === 'Created'
      ? ['Pending', 'Canceled']
      : request.status === 'Pending'
        ? ['Canceled']
        : [];
  if (!allowed.includes(wanted)) throw wrongStatus(request.status, wanted);
}

function wrongStatus(from: string, to: string): Refusal {
  return new Refusal(
    400,
    'INVALID_OPERATION',
    `The status of a push request can't change from ${from} to ${to}.`,
    ['Status'],
  );
}

function pushableVersion(hub: Hub, id: string): VersionRecord {
  const version = id.startsWith('04t') ? versionById(hub, id) : undefined;
  if (version === undefined) {
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [
      'PackageVersionId',
    ]);
  }
  if (!version.isReleased || version.isDeprecated) {
    throw new Refusal(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      `Only a released package version that isn't deprecated can be pushed: PackageVersionId`,
      ['PackageVersionId'],
    );
  }
  return version;
}

function scheduledTime(values: FieldValues): number | null {
  const text = textValue(values, 'ScheduledStartTime');
  return text === null ? null : Date.parse(text);
}
