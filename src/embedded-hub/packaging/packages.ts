import type { FieldValues } from '../objects/object-definition.ts';
import { Refusal } from '../refusal.ts';
import { normalizeId } from '../state/record-id.ts';
import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { Hub } from '../state/hub.ts';
import type { PackageRecord } from '../state/hub-records.ts';
import { booleanValue, requiredTexts, textValue } from './field-values.ts';

export function packageById(hub: Hub, id: string): PackageRecord | undefined {
  const wanted = normalizeId(id);
  return hub.records.packages.find((record) => record.id === wanted);
}

export function createPackage(hub: Hub, values: FieldValues): string {
  const { Name: name } = requiredTexts(values, 'Name');
  const containerOptions = containerOptionsOf(values);
  const namespace = textValue(values, 'NamespacePrefix');
  if (containerOptions === 'Managed' && booleanValue(values, 'IsOrgDependent')) {
    throw new Refusal(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      'Only an unlocked package can depend on an org: IsOrgDependent',
      ['IsOrgDependent'],
    );
  }
  refuseNamespace(hub, namespace, containerOptions);
  refuseTakenName(hub, name, namespace);
  const time = timestamp(hub);
  const record: PackageRecord = {
    id: nextId(hub.devHub, '0Ho'),
    subscriberPackageId: nextId(hub.devHub, '033'),
    createdAt: time,
    modifiedAt: time,
    name,
    description: textValue(values, 'Description'),
    namespace: namespace === null ? null : linkedSpelling(hub, namespace),
    containerOptions,
    isOrgDependent: booleanValue(values, 'IsOrgDependent'),
    errorUsername: textValue(values, 'PackageErrorUsername'),
    isDeprecated: false,
    appAnalyticsEnabled: false,
    recommendedVersionId: null,
  };
  hub.records.packages.push(record);
  return record.id;
}

/** All refusals come before the first change. */
export function updatePackage(hub: Hub, id: string, values: FieldValues): void {
  const record = packageById(hub, id);
  if (record === undefined) return;
  const name = textValue(values, 'Name');
  if (name !== null && name.toLowerCase() !== record.name.toLowerCase())
    refuseTakenName(hub, name, record.namespace);
  const isDeletion = booleanValue(values, 'IsDeprecated');
  if (isDeletion) refuseDeletion(hub, record);
  const recommended = textValue(values, 'RecommendedVersionId');
  const recommendedId = recommended === null ? null : recommendableId(hub, record, recommended);
  if (name !== null) record.name = name;
  if ('Description' in values) record.description = textValue(values, 'Description');
  if ('PackageErrorUsername' in values)
    record.errorUsername = textValue(values, 'PackageErrorUsername');
  if ('AppAnalyticsEnabled' in values)
    record.appAnalyticsEnabled = booleanValue(values, 'AppAnalyticsEnabled');
  if ('RecommendedVersionId' in values) record.recommendedVersionId = recommendedId;
  if ('IsDeprecated' in values) record.isDeprecated = isDeletion;
  record.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

/** Which values there are, the field says. */
function containerOptionsOf(values: FieldValues): PackageRecord['containerOptions'] {
  const given = textValue(values, 'ContainerOptions');
  if (given !== null) return given === 'Unlocked' ? 'Unlocked' : 'Managed';
  throw new Refusal(
    400,
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Container Options: bad value for restricted picklist field: ',
    ['ContainerOptions'],
  );
}

// Codes and texts of the refusals below are assumed: no recording of them was found.

function refuseNamespace(
  hub: Hub,
  namespace: string | null,
  type: PackageRecord['containerOptions'],
): void {
  if (namespace === null) {
    if (type === 'Unlocked') return;
    throw new Refusal(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      'A managed package needs a namespace: NamespacePrefix',
      ['NamespacePrefix'],
    );
  }
  if (linkedSpelling(hub, namespace) === null) {
    throw new Refusal(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      `The namespace ${namespace} isn't linked to this Dev Hub: NamespacePrefix`,
      ['NamespacePrefix'],
    );
  }
}

function linkedSpelling(hub: Hub, namespace: string): string | null {
  const linked = hub.seed.namespaces.find(
    ({ prefix }) => prefix.toLowerCase() === namespace.toLowerCase(),
  );
  return linked?.prefix ?? null;
}

function refuseTakenName(hub: Hub, name: string, namespace: string | null): void {
  const isTaken = hub.records.packages.some(
    (record) =>
      !record.isDeprecated &&
      record.name.toLowerCase() === name.toLowerCase() &&
      record.namespace?.toLowerCase() === namespace?.toLowerCase(),
  );
  if (isTaken) {
    throw new Refusal(
      400,
      'DUPLICATE_VALUE',
      `A package named ${name} already exists in this namespace: Name`,
      ['Name'],
    );
  }
}

function refuseDeletion(hub: Hub, record: PackageRecord): void {
  if (
    hub.records.versions.some((version) => version.packageId === record.id && !version.isDeprecated)
  ) {
    throw new Refusal(
      400,
      'DELETE_FAILED',
      'Delete the versions of this package before the package itself.',
    );
  }
}

/** The 04t id of a version that new customers may be told to install. */
function recommendableId(hub: Hub, record: PackageRecord, text: string): string {
  const wanted = normalizeId(text);
  const version = hub.records.versions.find(
    ({ subscriberVersionId, packageId }) =>
      subscriberVersionId === wanted && packageId === record.id,
  );
  if (version === undefined || !version.isReleased || version.isDeprecated) {
    throw new Refusal(
      400,
      'FIELD_INTEGRITY_EXCEPTION',
      `The recommended version must be a released version of the package ${record.name}: RecommendedVersionId`,
      ['RecommendedVersionId'],
    );
  }
  return version.subscriberVersionId;
}
