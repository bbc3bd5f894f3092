import { createPackage, updatePackage } from '../packaging/packages.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

export const packageObject: ObjectDefinition = {
  name: 'Package2',
  keyPrefix: '0Ho',
  api: 'tooling',
  needs: 'packaging',
  changedWith: 'Packaging2',
  fields: [
    ...STANDARD_FIELDS,
    { name: 'SubscriberPackageId', type: 'string' },
    { name: 'Name', type: 'string', length: 80, createable: true, updateable: true },
    { name: 'Description', type: 'textarea', length: 255, createable: true, updateable: true },
    { name: 'NamespacePrefix', type: 'string', createable: true },
    {
      name: 'ContainerOptions',
      type: 'picklist',
      values: ['Managed', 'Unlocked'],
      createable: true,
    },
    { name: 'IsDeprecated', type: 'boolean', updateable: true },
    { name: 'IsOrgDependent', type: 'boolean', createable: true },
    { name: 'ConvertedFromPackageId', type: 'string' },
    { name: 'PackageErrorUsername', type: 'string', createable: true, updateable: true },
    { name: 'AppAnalyticsEnabled', type: 'boolean', since: 59, updateable: true },
    { name: 'RecommendedVersionId', type: 'string', since: 66, updateable: true },
  ],
  rows: (org) =>
    org.hub.records.packages.map((record) => ({
      ...standardValues(org, record),
      SubscriberPackageId: record.subscriberPackageId,
      Name: record.name,
      Description: record.description,
      NamespacePrefix: record.namespace,
      ContainerOptions: record.containerOptions,
      IsDeprecated: record.isDeprecated,
      IsOrgDependent: record.isOrgDependent,
      ConvertedFromPackageId: null,
      PackageErrorUsername: record.errorUsername,
      AppAnalyticsEnabled: record.appAnalyticsEnabled,
      RecommendedVersionId: record.recommendedVersionId,
    })),
  create: ({ hub }, values) => createPackage(hub, values),
  update: ({ hub }, id, values) => {
    updatePackage(hub, id, values);
  },
};
