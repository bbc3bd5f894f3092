import { installOf } from '../installing/installs.ts';
import type { FieldValues } from '../objects/object-definition.ts';
import { requiredTexts, textValue } from '../packaging/field-values.ts';
import { versionById } from '../packaging/versions.ts';
import { Refusal } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { PushJobRecord, PushRequestRecord } from '../state/push-records.ts';
import { normalizeId } from '../state/record-id.ts';
import { pushRequestById } from './push-requests.ts';

/** One org of a push. The codes of its refusals are those that CumulusCI expects for an org; the texts are assumed. */
export function createPushJob(hub: Hub, values: FieldValues): string {
  const request = openRequest(hub, values);
  const orgKey = subscriberKey(hub, request, values);
  const isTwice = hub.records.pushJobs.some(
    (job) => job.requestId === request.id && job.orgKey === orgKey,
  );
  if (isTwice) {
    throw new Refusal(
      400,
      'DUPLICATE_VALUE',
      `The push request already has a job for the org ${orgKey}: SubscriberOrganizationKey`,
      ['SubscriberOrganizationKey'],
    );
  }
  const time = timestamp(hub);
  const record: PushJobRecord = {
    id: nextId(hub.devHub, '0DX'),
    createdAt: time,
    modifiedAt: time,
    requestId: request.id,
    orgKey,
    status: 'Created',
    problem: null,
    startMs: null,
    endMs: null,
  };
  hub.records.pushJobs.push(record);
  return record.id;
}

function openRequest(hub: Hub, values: FieldValues): PushRequestRecord {
  const { PackagePushRequestId: id } = requiredTexts(
    values,
    'PackagePushRequestId',
    'SubscriberOrganizationKey',
  );
  const request = pushRequestById(hub, id);
  if (request === undefined) {
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [
      'PackagePushRequestId',
    ]);
  }
  if (request.status !== 'Created') {
    throw new Refusal(
      400,
      'INVALID_OPERATION',
      `Jobs can be added to a push request only while its status is Created, and it is ${request.status}.`,
    );
  }
  return request;
}

function subscriberKey(hub: Hub, request: PushRequestRecord, values: FieldValues): string {
  const text = textValue(values, 'SubscriberOrganizationKey') ?? '';
  const key = normalizeId(text);
  const org = hub.orgs.find(({ id }) => id === key);
  const packageId = versionById(hub, request.versionId)?.packageId ?? '';
  if (org === undefined || installOf(org, packageId) === undefined) {
    throw new Refusal(
      400,
      'INVALID_OPERATION',
      `The package isn't installed in the org ${text}: SubscriberOrganizationKey`,
      ['SubscriberOrganizationKey'],
    );
  }
  return org.id;
}
