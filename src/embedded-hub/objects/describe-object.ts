import { isGranted } from '../state/user-permissions.ts';
import type { PermissionName } from '../state/user-permissions.ts';
import type { Org } from '../state/org.ts';
import { fieldsOf } from './object-catalog.ts';
import type { FieldDefinition, ObjectDefinition } from './object-definition.ts';

export function describeBriefly(org: Org, object: ObjectDefinition) {
  return {
    name: object.name,
    label: object.name,
    keyPrefix: object.keyPrefix,
    createable: object.create !== undefined && mayChange(org, object),
    updateable: object.update !== undefined && mayChange(org, object),
    deletable: false,
    queryable: true,
    retrieveable: true,
    custom: false,
  };
}

export function describe(org: Org, object: ObjectDefinition, apiVersion: number) {
  return {
    ...describeBriefly(org, object),
    fields: fieldsOf(object, apiVersion).map((field) => describeField(org, field)),
  };
}

function mayChange(org: Org, { changedWith }: { readonly changedWith?: PermissionName }): boolean {
  return changedWith === undefined || isGranted(org, changedWith);
}

function describeField(org: Org, field: FieldDefinition) {
  const isBlob = field.type === 'complexvalue' || field.type === 'base64';
  return {
    name: field.name,
    label: field.name,
    type: field.type,
    length: field.length ?? 0,
    createable: field.createable ?? false,
    updateable: (field.updateable ?? false) && mayChange(org, field),
    filterable: !isBlob,
    sortable: !isBlob,
    nillable: field.name !== 'Id' && field.type !== 'boolean',
    picklistValues: (field.values ?? []).map((value) => ({
      active: true,
      defaultValue: false,
      label: value,
      value,
    })),
    referenceTo: field.parent === undefined ? [] : [field.parent.object],
    relationshipName: field.parent?.relationship ?? null,
  };
}
