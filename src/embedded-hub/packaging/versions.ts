import type { FieldValues } from '../objects/object-definition.ts';
import { Refusal } from '../refusal.ts';
import { normalizeId } from '../state/record-id.ts';
import { timestamp } from '../state/hub.ts';
import type { Hub } from '../state/hub.ts';
import type { VersionRecord } from '../state/hub-records.ts';
import { booleanValue, textValue } from './field-values.ts';
import { installKeyHash } from './install-key.ts';
import { packageById } from './packages.ts';
import { refusePromotion } from './promotion.ts';

/** By 05i or 04t id, in 15 or 18 characters. */
export function versionById(hub: Hub, id: string): VersionRecord | undefined {
  const wanted = normalizeId(id);
  return hub.records.versions.find(
    (version) => version.id === wanted || version.subscriberVersionId === wanted,
  );
}

export function updateVersion(hub: Hub, id: string, values: FieldValues): void {
  const version = versionById(hub, id);
  if (version === undefined) return;
  refuseChange(hub, version, values);
  if ('Name' in values) version.name = textValue(values, 'Name') ?? version.name;
  if ('Description' in values) version.description = textValue(values, 'Description');
  if ('Tag' in values) version.tag = textValue(values, 'Tag');
  if ('Branch' in values) version.branch = textValue(values, 'Branch');
  if ('InstallKey' in values) {
    const key = textValue(values, 'InstallKey');
    version.installKeyHash = key === null ? null : installKeyHash(key);
  }
  if ('IsReleased' in values) version.isReleased = booleanValue(values, 'IsReleased');
  if ('IsDeprecated' in values) version.isDeprecated = booleanValue(values, 'IsDeprecated');
  version.modifiedAt = timestamp(hub);
  hub.isDirty = true;
}

/** All refusals come before the first change. */
function refuseChange(hub: Hub, version: VersionRecord, values: FieldValues): void {
  if ('IsReleased' in values) {
    if (booleanValue(values, 'IsReleased')) {
      if (!version.isReleased) refusePromotion(hub, version);
    } else if (version.isReleased) {
      throw new Refusal(
        400,
        'INVALID_INPUT',
        'The promotion of a package version can not be taken back.',
      );
    }
  }
  const owner = packageById(hub, version.packageId);
  const isManaged = owner?.containerOptions === 'Managed';
  if (booleanValue(values, 'IsDeprecated') && version.isReleased && isManaged) {
    throw new Refusal(
      400,
      'DELETE_FAILED',
      'A released version of a managed package can not be deleted.',
    );
  }
}
