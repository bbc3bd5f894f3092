import { installsIn } from '../installing/installs.ts';
import type { ObjectDefinition } from './object-definition.ts';
import { SUBSCRIBER_VERSION_FIELDS, subscriberVersionRow } from './subscriber-version-object.ts';

/** What is installed in the org that asks. */
export const installedPackageObject: ObjectDefinition = {
  name: 'InstalledSubscriberPackage',
  keyPrefix: '0A3',
  api: 'tooling',
  needs: 'any-org',
  fields: [
    { name: 'Id', type: 'id' },
    {
      name: 'SubscriberPackageId',
      type: 'reference',
      parent: { relationship: 'SubscriberPackage', object: 'SubscriberPackage' },
    },
    {
      name: 'SubscriberPackageVersionId',
      type: 'reference',
      parent: { relationship: 'SubscriberPackageVersion', object: 'SubscriberPackageVersion' },
    },
    { name: 'MinPackageVersionId', type: 'reference' },
  ],
  rows: (org) =>
    installsIn(org).map(({ record, version, owner }) => ({
      Id: record.id,
      SubscriberPackageId: owner.subscriberPackageId,
      SubscriberPackageVersionId: version.subscriberVersionId,
      MinPackageVersionId: version.subscriberVersionId,
    })),
};

export const installedVersionObject: ObjectDefinition = {
  name: 'InstalledSubscriberPackageVersion',
  keyPrefix: '04t',
  api: 'tooling',
  needs: 'any-org',
  fields: SUBSCRIBER_VERSION_FIELDS,
  rows: (org) =>
    installsIn(org).map(({ version, owner }) => subscriberVersionRow(org, version, owner)),
};
