import { createPushJob } from '../push/push-jobs.ts';
import { createPushRequest, updatePushRequest } from '../push/push-requests.ts';
import { versionById } from '../packaging/versions.ts';
import { makeId } from '../state/record-id.ts';
import type { FieldDefinition, ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, restTime, standardValues } from './standard-fields.ts';

const STATUSES = ['Canceled', 'Created', 'Failed', 'In Progress', 'Pending', 'Succeeded'];

/** The reference lets clients write them; what it is for is not known, so that nobody may here. */
const TIMES: readonly FieldDefinition[] = [
  { name: 'StartTime', type: 'datetime', since: 51 },
  { name: 'EndTime', type: 'datetime', since: 51 },
  { name: 'DurationSeconds', type: 'int', since: 51 },
];

/** A version that is pushed into orgs that have the package. */
export const pushRequestObject: ObjectDefinition = {
  name: 'PackagePushRequest',
  keyPrefix: '0DV',
  api: 'data',
  needs: 'packaging',
  changedWith: 'Packaging2',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'PackageVersionId',
      type: 'reference',
      createable: true,
      updateable: true,
      parent: { relationship: 'PackageVersion', object: 'MetadataPackageVersion' },
    },
    {
      name: 'ScheduledStartTime',
      type: 'datetime',
      createable: true,
      updateable: true,
    },
    ...TIMES,
    {
      name: 'Status',
      type: 'picklist',
      values: STATUSES,
      createable: true,
      updateable: true,
    },
    { name: 'IsMigration', type: 'boolean', createable: true, updateable: true },
  ],
  rows: (org) =>
    org.hub.records.pushRequests.map((request) => ({
      ...standardValues(org, request),
      PackageVersionId: versionById(org.hub, request.versionId)?.subscriberVersionId ?? null,
      ScheduledStartTime: timeOf(request.scheduledMs),
      ...timesOf(request.status === 'Pending' ? { startMs: null, endMs: null } : request),
      Status: request.status,
      IsMigration: request.isMigration,
    })),
  create: ({ hub }, values) => createPushRequest(hub, values),
  update: ({ hub }, id, values) => {
    updatePushRequest(hub, id, values);
  },
};

/** One org of a push. */
export const pushJobObject: ObjectDefinition = {
  name: 'PackagePushJob',
  keyPrefix: '0DX',
  api: 'data',
  needs: 'packaging',
  changedWith: 'Packaging2',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'PackagePushRequestId',
      type: 'reference',
      createable: true,
      parent: { relationship: 'PackagePushRequest', object: 'PackagePushRequest' },
      children: 'PackagePushJobs',
    },
    { name: 'SubscriberOrganizationKey', type: 'string', createable: true },
    { name: 'Status', type: 'picklist', values: STATUSES },
    ...TIMES,
  ],
  rows: (org) =>
    org.hub.records.pushJobs.map((job) => ({
      ...standardValues(org, job),
      PackagePushRequestId: job.requestId,
      SubscriberOrganizationKey: job.orgKey,
      Status: job.status,
      ...timesOf(job),
    })),
  create: ({ hub }, values) => createPushJob(hub, values),
};

/** Why an org did not get the version. Key prefix, type and title are assumed. */
export const pushErrorObject: ObjectDefinition = {
  name: 'PackagePushError',
  keyPrefix: '0DY',
  api: 'data',
  needs: 'packaging',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'PackagePushJobId',
      type: 'reference',
      parent: { relationship: 'PackagePushJob', object: 'PackagePushJob' },
      children: 'PackagePushErrors',
    },
    { name: 'ErrorMessage', type: 'string' },
    { name: 'ErrorDetails', type: 'string' },
    { name: 'ErrorTitle', type: 'string' },
    { name: 'ErrorSeverity', type: 'picklist', values: ['Error', 'Warning'] },
    {
      name: 'ErrorType',
      type: 'picklist',
      values: [
        'ApexTestFailure',
        'DeployError',
        'FeatureMissing',
        'IneligibleUpgrade',
        'LimitExceeded',
        'LockingFailure',
        'PACError',
        'UnclassifiedError',
      ],
    },
  ],
  rows: (org) =>
    org.hub.records.pushJobs.flatMap((job, index) =>
      job.problem === null
        ? []
        : [
            {
              ...standardValues(org, { ...job, id: makeId('0DY', org.id, index + 1) }),
              PackagePushJobId: job.id,
              ErrorMessage: job.problem,
              ErrorDetails: job.problem,
              ErrorTitle: 'Package Upgrade Error',
              ErrorSeverity: 'Error',
              ErrorType: 'IneligibleUpgrade',
            },
          ],
    ),
};

function timesOf({ startMs, endMs }: { startMs: number | null; endMs: number | null }) {
  return {
    StartTime: timeOf(startMs),
    EndTime: timeOf(endMs),
    DurationSeconds:
      startMs === null || endMs === null ? null : Math.round((endMs - startMs) / 1000),
  };
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : restTime(new Date(ms).toISOString());
}
