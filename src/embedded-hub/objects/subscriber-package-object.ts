import type { ObjectDefinition } from './object-definition.ts';

/** A package as any org may look at it that knows its id. That the id must be named is assumed. */
export const subscriberPackageObject: ObjectDefinition = {
  name: 'SubscriberPackage',
  keyPrefix: '033',
  api: 'tooling',
  needs: 'any-org',
  isByIdOnly: true,
  fields: [
    { name: 'Id', type: 'id' },
    { name: 'Name', type: 'string' },
    { name: 'NamespacePrefix', type: 'string' },
    { name: 'Description', type: 'string' },
    { name: 'IsPackageValid', type: 'boolean' },
  ],
  rows: (org) =>
    org.hub.records.packages.map((record) => ({
      Id: record.subscriberPackageId,
      Name: record.name,
      NamespacePrefix: record.namespace,
      Description: record.description,
      IsPackageValid: !record.isDeprecated,
    })),
};
