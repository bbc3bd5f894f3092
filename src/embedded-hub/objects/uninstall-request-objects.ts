import { createUninstallRequest, uninstallStatus } from '../installing/uninstall-requests.ts';
import { versionById } from '../packaging/versions.ts';
import { makeId } from '../state/record-id.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

export const uninstallRequestObject: ObjectDefinition = {
  name: 'SubscriberPackageVersionUninstallRequest',
  keyPrefix: '06y',
  api: 'tooling',
  needs: 'any-org',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'SubscriberPackageVersionId',
      type: 'reference',
      createable: true,
      parent: { relationship: 'SubscriberPackageVersion', object: 'SubscriberPackageVersion' },
    },
    { name: 'Status', type: 'picklist' },
  ],
  rows: (org) =>
    org.hub.records.uninstallRequests
      .filter(({ orgId }) => orgId === org.id)
      .map((request) => ({
        ...standardValues(org, request),
        SubscriberPackageVersionId:
          versionById(org.hub, request.versionId)?.subscriberVersionId ?? null,
        Status: uninstallStatus(request),
      })),
  create: createUninstallRequest,
};

/** Enough for the problems of one request, so that each row's id stays what it was. */
const ROWS_PER_REQUEST = 1000;

/** The key prefix is assumed. */
export const uninstallErrorObject: ObjectDefinition = {
  name: 'PackageVersionUninstallRequestError',
  keyPrefix: '07a',
  api: 'tooling',
  needs: 'any-org',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'ParentRequestId',
      type: 'reference',
      parent: { relationship: 'ParentRequest', object: 'SubscriberPackageVersionUninstallRequest' },
    },
    { name: 'Message', type: 'textarea' },
  ],
  rows: (org) =>
    org.hub.records.uninstallRequests.flatMap((request, requestIndex) =>
      request.orgId === org.id
        ? (request.problems ?? []).map((message, index) => ({
            ...standardValues(org, {
              ...request,
              id: makeId('07a', org.id, requestIndex * ROWS_PER_REQUEST + index + 1),
            }),
            ParentRequestId: request.id,
            Message: message,
          }))
        : [],
    ),
};
