import { isValidated } from '../packaging/promotion.ts';
import { updateVersion } from '../packaging/versions.ts';
import type { Org } from '../state/org.ts';
import type { VersionRecord } from '../state/hub-records.ts';
import type { ObjectDefinition, Row } from './object-definition.ts';
import { STANDARD_FIELDS, standardValues } from './standard-fields.ts';

export const packageVersionObject: ObjectDefinition = {
  name: 'Package2Version',
  keyPrefix: '05i',
  api: 'tooling',
  needs: 'packaging',
  changedWith: 'Packaging2',
  fields: [
    ...STANDARD_FIELDS,
    {
      name: 'Package2Id',
      type: 'reference',
      parent: { relationship: 'Package2', object: 'Package2' },
    },
    {
      name: 'SubscriberPackageVersionId',
      type: 'reference',
      parent: { relationship: 'SubscriberPackageVersion', object: 'SubscriberPackageVersion' },
    },
    { name: 'Tag', type: 'string', length: 240, updateable: true },
    { name: 'Branch', type: 'string', length: 240, updateable: true },
    { name: 'AncestorId', type: 'reference' },
    { name: 'ValidationSkipped', type: 'boolean' },
    { name: 'ValidatedAsync', type: 'boolean', since: 61 },
    { name: 'Name', type: 'string', length: 80, updateable: true },
    { name: 'Description', type: 'textarea', length: 1000, updateable: true },
    { name: 'MajorVersion', type: 'int' },
    { name: 'MinorVersion', type: 'int' },
    { name: 'PatchVersion', type: 'int' },
    { name: 'BuildNumber', type: 'int' },
    { name: 'IsDeprecated', type: 'boolean', updateable: true },
    { name: 'IsPasswordProtected', type: 'boolean' },
    { name: 'CodeCoverage', type: 'complexvalue' },
    { name: 'CodeCoveragePercentages', type: 'complexvalue' },
    { name: 'HasPassedCodeCoverageCheck', type: 'boolean' },
    { name: 'InstallKey', type: 'encryptedstring', updateable: true },
    {
      name: 'IsReleased',
      type: 'boolean',
      updateable: true,
      changedWith: 'Packaging2PromoteVersion',
    },
    { name: 'ConvertedFromVersionId', type: 'reference' },
    { name: 'ReleaseVersion', type: 'double' },
    { name: 'BuildDurationInSeconds', type: 'int' },
    { name: 'EndToEndBuildDurationInSeconds', type: 'int', since: 61 },
    { name: 'HasMetadataRemoved', type: 'boolean' },
    { name: 'Language', type: 'picklist', since: 57 },
    { name: 'TotalNumberOfMetadataFiles', type: 'int', since: 64 },
    { name: 'TotalSizeOfMetadataFiles', type: 'int', since: 64 },
    { name: 'DeveloperUsePkgZip', type: 'base64', since: 64 },
    { name: 'HasVpi', type: 'boolean', since: 67 },
  ],
  rows: (org) => org.hub.records.versions.map((version) => rowOf(org, version)),
  update: ({ hub }, id, values) => {
    updateVersion(hub, id, values);
  },
};

function rowOf(org: Org, version: VersionRecord): Row {
  const { hub } = org;
  const ancestor = hub.records.versions.find(({ id }) => id === version.ancestorId);
  return {
    ...standardValues(org, version),
    Package2Id: version.packageId,
    SubscriberPackageVersionId: version.subscriberVersionId,
    Tag: version.tag,
    Branch: version.branch,
    // A descriptor names the ancestor by its 05i id; the record shows the 04t id.
    AncestorId: ancestor?.subscriberVersionId ?? null,
    ValidationSkipped: version.validatedAtMs === null,
    ValidatedAsync: version.validatedAsync && isValidated(hub, version),
    Name: version.name,
    Description: version.description,
    MajorVersion: version.number.major,
    MinorVersion: version.number.minor,
    PatchVersion: version.number.patch,
    BuildNumber: version.number.build,
    IsDeprecated: version.isDeprecated,
    IsPasswordProtected: version.installKeyHash !== null,
    // Nothing here has Apex: there is nothing to measure, and the check passes when it was asked for.
    CodeCoverage: null,
    CodeCoveragePercentages: null,
    HasPassedCodeCoverageCheck: version.coverageCalculated && isValidated(hub, version),
    InstallKey: null,
    IsReleased: version.isReleased,
    ConvertedFromVersionId: null,
    ReleaseVersion: hub.seed.apiVersions.newest,
    BuildDurationInSeconds: version.buildSeconds,
    EndToEndBuildDurationInSeconds: version.buildSeconds,
    HasMetadataRemoved: version.hasMetadataRemoved,
    Language: version.language,
    TotalNumberOfMetadataFiles: version.fileCount,
    TotalSizeOfMetadataFiles: version.byteCount,
    DeveloperUsePkgZip: version.developerZipBase64,
    HasVpi: false,
  };
}
