import { createRequestStatus, isFinished } from '../packaging/build-progress.ts';
import { createVersionRequest } from '../packaging/create-version-request.ts';
import { makeId } from '../state/record-id.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

export const versionCreateRequestObject: ObjectDefinition = {
  name: 'Package2VersionCreateRequest',
  keyPrefix: '08c',
  api: 'tooling',
  needs: 'packaging',
  changedWith: 'Packaging2',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'Package2Id',
      type: 'reference',
      createable: true,
      parent: { relationship: 'Package2', object: 'Package2' },
    },
    {
      name: 'Package2VersionId',
      type: 'reference',
      parent: { relationship: 'Package2Version', object: 'Package2Version' },
    },
    { name: 'Tag', type: 'string', length: 240, createable: true },
    { name: 'Branch', type: 'string', length: 240, createable: true },
    { name: 'Status', type: 'picklist' },
    { name: 'IsPasswordProtected', type: 'boolean' },
    { name: 'InstallKey', type: 'encryptedstring', createable: true },
    { name: 'CalculateCodeCoverage', type: 'boolean', createable: true },
    { name: 'SkipValidation', type: 'boolean', createable: true },
    { name: 'IsConversionRequest', type: 'boolean' },
    { name: 'Language', type: 'picklist', since: 57, createable: true },
    { name: 'AsyncValidation', type: 'boolean', since: 60, createable: true },
    { name: 'IsDevUsePkgZipRequested', type: 'boolean', createable: true },
    { name: 'CalcTransitiveDependencies', type: 'boolean', since: 65, createable: true },
    { name: 'DependencyGraphJson', type: 'textarea', since: 65 },
    { name: 'VersionInfo', type: 'base64', createable: true, isHidden: true },
  ],
  rows: (org) =>
    org.hub.records.createRequests.map((request) => ({
      ...standardValues(org, request),
      Package2Id: request.packageId,
      Package2VersionId: request.versionId,
      Tag: request.tag,
      Branch: request.branch,
      Status: createRequestStatus(request, org.hub.clock.now()),
      IsPasswordProtected: request.hasInstallKey,
      InstallKey: null,
      CalculateCodeCoverage: request.calculateCodeCoverage,
      SkipValidation: request.skipValidation,
      IsConversionRequest: false,
      Language: request.language,
      AsyncValidation: request.asyncValidation,
      IsDevUsePkgZipRequested: request.wantsDeveloperZip,
      CalcTransitiveDependencies: request.calcTransitiveDependencies,
      DependencyGraphJson: request.dependencyGraph,
    })),
  create: async ({ hub }, values) => createVersionRequest(hub, values),
};

/** Enough for the problems of one request, so that each row's id stays what it was. */
const ROWS_PER_REQUEST = 1000;

export const versionCreateErrorObject: ObjectDefinition = {
  name: 'Package2VersionCreateRequestError',
  keyPrefix: '0Gt',
  api: 'tooling',
  needs: 'packaging',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'ParentRequestId',
      type: 'reference',
      parent: { relationship: 'ParentRequest', object: 'Package2VersionCreateRequest' },
    },
    { name: 'Message', type: 'textarea' },
  ],
  rows: (org) =>
    org.hub.records.createRequests.flatMap((request, requestIndex) =>
      isFinished(request, org.hub.clock.now())
        ? request.problems.map((message, index) => ({
            ...standardValues(org, {
              ...request,
              id: makeId('0Gt', org.id, requestIndex * ROWS_PER_REQUEST + index + 1),
            }),
            ParentRequestId: request.id,
            Message: message,
          }))
        : [],
    ),
};
