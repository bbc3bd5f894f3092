import { packageById } from '../packaging/packages.ts';
import { versionById } from '../packaging/versions.ts';
import { makeId } from '../state/record-id.ts';
import type { ObjectDefinition } from './object-definition.ts';

/** The packages of the org that asks, as the objects of first-generation packaging show them too. */
export const metadataPackageObject: ObjectDefinition = {
  name: 'MetadataPackage',
  keyPrefix: '033',
  api: 'both',
  needs: 'packaging',
  fields: [
    { name: 'Id', type: 'id' },
    { name: 'Name', type: 'string' },
    { name: 'NamespacePrefix', type: 'string' },
    { name: 'PackageCategory', type: 'picklist' },
  ],
  rows: (org) =>
    org.hub.records.packages.map((record) => ({
      Id: record.subscriberPackageId,
      Name: record.name,
      NamespacePrefix: record.namespace,
      PackageCategory: 'Package2',
    })),
};

export const metadataPackageVersionObject: ObjectDefinition = {
  name: 'MetadataPackageVersion',
  keyPrefix: '04t',
  api: 'both',
  needs: 'packaging',
  fields: [
    { name: 'Id', type: 'id' },
    {
      name: 'MetadataPackageId',
      type: 'reference',
      parent: { relationship: 'MetadataPackage', object: 'MetadataPackage' },
      children: 'MetadataPackageVersions',
    },
    { name: 'Name', type: 'string' },
    { name: 'ReleaseState', type: 'picklist' },
    { name: 'MajorVersion', type: 'int' },
    { name: 'MinorVersion', type: 'int' },
    { name: 'PatchVersion', type: 'int' },
    { name: 'BuildNumber', type: 'int' },
    { name: 'IsDeprecated', type: 'boolean', since: 46 },
  ],
  rows: ({ hub }) =>
    hub.records.versions.map((version) => ({
      Id: version.subscriberVersionId,
      MetadataPackageId: packageById(hub, version.packageId)?.subscriberPackageId ?? null,
      Name: version.name,
      ReleaseState: version.isReleased ? 'Released' : 'Beta',
      MajorVersion: version.number.major,
      MinorVersion: version.number.minor,
      PatchVersion: version.number.patch,
      BuildNumber: version.number.build,
      IsDeprecated: version.isDeprecated,
    })),
};

/** Who has the packages of the org that asks. Key prefix and the value for an uninstalled package are assumed. */
export const packageSubscriberObject: ObjectDefinition = {
  name: 'PackageSubscriber',
  keyPrefix: '0Hb',
  api: 'data',
  needs: 'packaging',
  fields: [
    { name: 'Id', type: 'id' },
    {
      name: 'MetadataPackageId',
      type: 'reference',
      since: 49,
      parent: { relationship: 'MetadataPackage', object: 'MetadataPackage' },
    },
    {
      name: 'MetadataPackageVersionId',
      type: 'reference',
      parent: { relationship: 'MetadataPackageVersion', object: 'MetadataPackageVersion' },
    },
    { name: 'OrgKey', type: 'string' },
    { name: 'OrgName', type: 'string' },
    { name: 'OrgStatus', type: 'picklist' },
    { name: 'OrgType', type: 'picklist' },
    { name: 'ParentOrg', type: 'string' },
    { name: 'InstanceName', type: 'string' },
    { name: 'InstalledStatus', type: 'picklist' },
    { name: 'CustomUpgradeType', type: 'picklist' },
    { name: 'HasRestrictionEnabled', type: 'boolean' },
  ],
  rows: ({ hub, id: hubId }) =>
    hub.records.installs.flatMap((install, index) => {
      const org = hub.orgs.find(({ id }) => id === install.orgId);
      const version = versionById(hub, install.versionId);
      if (org === undefined || version === undefined) return [];
      return [
        {
          Id: makeId('0Hb', hubId, index + 1),
          MetadataPackageId: packageById(hub, install.packageId)?.subscriberPackageId ?? null,
          MetadataPackageVersionId: version.subscriberVersionId,
          OrgKey: org.id,
          OrgName: org.settings.name,
          OrgStatus: 'Active',
          OrgType: org.settings.isSandbox ? 'Sandbox' : 'Production',
          ParentOrg: null,
          InstanceName: org.settings.instance,
          InstalledStatus: install.isInstalled ? 'i' : 'u',
          CustomUpgradeType: 'None',
          HasRestrictionEnabled: false,
        },
      ];
    }),
};
