import { createInstallRequest, installStatus } from '../installing/install-requests.ts';
import { versionById } from '../packaging/versions.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

export const installRequestObject: ObjectDefinition = {
  name: 'PackageInstallRequest',
  keyPrefix: '0Hf',
  api: 'tooling',
  needs: 'any-org',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'SubscriberPackageVersionKey', type: 'string', createable: true },
    {
      name: 'NameConflictResolution',
      type: 'picklist',
      values: ['Block', 'RenameMetadata'],
      createable: true,
    },
    {
      name: 'SecurityType',
      type: 'picklist',
      values: ['Custom', 'Full', 'None'],
      createable: true,
    },
    { name: 'PackageInstallSource', type: 'string', createable: true },
    { name: 'ProfileMappings', type: 'complexvalue', createable: true },
    { name: 'Password', type: 'encryptedstring', createable: true },
    { name: 'EnableRss', type: 'boolean', createable: true },
    {
      name: 'UpgradeType',
      type: 'picklist',
      values: ['delete-only', 'deprecate-only', 'mixed-mode'],
      createable: true,
    },
    { name: 'ApexCompileType', type: 'picklist', values: ['all', 'package'], createable: true },
    { name: 'SkipHandlers', type: 'string', createable: true },
    { name: 'Status', type: 'picklist' },
    { name: 'Errors', type: 'complexvalue' },
  ],
  rows: (org) =>
    org.hub.records.installRequests
      .filter(({ orgId }) => orgId === org.id)
      .map((request) => ({
        ...standardValues(org, request),
        SubscriberPackageVersionKey:
          versionById(org.hub, request.versionId)?.subscriberVersionId ?? null,
        NameConflictResolution: request.nameConflictResolution,
        SecurityType: request.securityType,
        PackageInstallSource: request.source,
        ProfileMappings: null,
        Password: null,
        EnableRss: request.enableRss,
        UpgradeType: request.upgradeType,
        ApexCompileType: request.apexCompileType,
        SkipHandlers: request.skipHandlers,
        Status: installStatus(request),
        Errors:
          request.problems === null || request.problems.length === 0
            ? null
            : { errors: request.problems.map((message) => ({ message })) },
      })),
  create: createInstallRequest,
};
