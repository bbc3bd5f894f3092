import { installObstacle } from '../installing/install-obstacle.ts';
import { refuseInstallKey } from '../packaging/install-key.ts';
import { versionById } from '../packaging/versions.ts';
import type { Org } from '../state/org.ts';
import type { PackageRecord, VersionRecord } from '../state/hub-records.ts';
import type { FieldDefinition, ObjectDefinition, Row } from './object-definition.ts';

export const SUBSCRIBER_VERSION_FIELDS: readonly FieldDefinition[] = [
  { name: 'Id', type: 'id' },
  { name: 'SubscriberPackageId', type: 'string' },
  { name: 'Name', type: 'string' },
  { name: 'Description', type: 'textarea' },
  { name: 'PublisherName', type: 'string' },
  { name: 'MajorVersion', type: 'int' },
  { name: 'MinorVersion', type: 'int' },
  { name: 'PatchVersion', type: 'int' },
  { name: 'BuildNumber', type: 'int' },
  { name: 'ReleaseState', type: 'picklist' },
  { name: 'IsManaged', type: 'boolean' },
  { name: 'IsDeprecated', type: 'boolean' },
  { name: 'IsPasswordProtected', type: 'boolean' },
  { name: 'IsBeta', type: 'boolean' },
  { name: 'Package2ContainerOptions', type: 'picklist' },
  { name: 'IsSecurityReviewed', type: 'boolean' },
  { name: 'IsOrgDependent', type: 'boolean' },
  { name: 'AppExchangePackageName', type: 'string' },
  { name: 'AppExchangeDescription', type: 'string' },
  { name: 'AppExchangePublisherName', type: 'string' },
  { name: 'AppExchangeLogoUrl', type: 'string' },
  { name: 'ReleaseNotesUrl', type: 'string' },
  { name: 'PostInstallUrl', type: 'string' },
  { name: 'RemoteSiteSettings', type: 'complexvalue' },
  { name: 'CspTrustedSites', type: 'complexvalue' },
  { name: 'Profiles', type: 'complexvalue' },
  { name: 'Dependencies', type: 'complexvalue' },
  { name: 'InstallValidationStatus', type: 'picklist' },
  { name: 'InstallationKey', type: 'string', isHidden: true },
];

/** What a subscriber sees of a version. Rows of all versions: nobody may ask for more than those whose ids they know. */
export const subscriberVersionObject: ObjectDefinition = {
  name: 'SubscriberPackageVersion',
  keyPrefix: '04t',
  api: 'tooling',
  needs: 'any-org',
  isByIdOnly: true,
  fields: SUBSCRIBER_VERSION_FIELDS,
  rows: (org) =>
    org.hub.records.versions.flatMap((version) => {
      const owner = org.hub.records.packages.find(({ id }) => id === version.packageId);
      return owner === undefined ? [] : [subscriberVersionRow(org, version, owner)];
    }),
  refuseKey: (org, row, given) => {
    refuseInstallKey(versionById(org.hub, row.Id), given);
  },
};

export function subscriberVersionRow(org: Org, version: VersionRecord, owner: PackageRecord): Row {
  return {
    Id: version.subscriberVersionId,
    SubscriberPackageId: owner.subscriberPackageId,
    Name: version.name,
    Description: version.description,
    PublisherName: org.hub.devHub.settings.name,
    MajorVersion: version.number.major,
    MinorVersion: version.number.minor,
    PatchVersion: version.number.patch,
    BuildNumber: version.number.build,
    ReleaseState: version.isReleased ? 'Released' : 'Beta',
    IsManaged: owner.containerOptions === 'Managed',
    IsDeprecated: version.isDeprecated,
    IsPasswordProtected: version.installKeyHash !== null,
    IsBeta: !version.isReleased,
    Package2ContainerOptions: owner.containerOptions,
    IsSecurityReviewed: false,
    IsOrgDependent: owner.isOrgDependent,
    AppExchangePackageName: null,
    AppExchangeDescription: null,
    AppExchangePublisherName: null,
    AppExchangeLogoUrl: null,
    ReleaseNotesUrl: version.releaseNotesUrl,
    PostInstallUrl: version.postInstallUrl,
    RemoteSiteSettings: { settings: [] },
    CspTrustedSites: { settings: [] },
    Profiles: null,
    Dependencies:
      version.dependencies.length === 0
        ? null
        : { ids: version.dependencies.map((id) => ({ subscriberPackageVersionId: id })) },
    InstallValidationStatus: installObstacle(org, version)?.status ?? 'NO_ERRORS_DETECTED',
    InstallationKey: null,
  };
}
