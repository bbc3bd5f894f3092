import { fieldsOf } from './object-catalog.ts';
import type { FieldDefinition, ObjectDefinition } from './object-definition.ts';

export function describeBriefly(object: ObjectDefinition) {
  return {
    name: object.name,
    label: object.name,
    keyPrefix: object.keyPrefix,
    createable: object.create !== undefined,
    updateable: object.update !== undefined,
    deletable: false,
    queryable: true,
    retrieveable: true,
    custom: false,
  };
}

export function describe(object: ObjectDefinition, apiVersion: number) {
  return { ...describeBriefly(object), fields: fieldsOf(object, apiVersion).map(describeField) };
}

function describeField(field: FieldDefinition) {
  const isBlob = field.type === 'complexvalue' || field.type === 'base64';
  return {
    name: field.name,
    label: field.name,
    type: field.type,
    length: field.length ?? 0,
    createable: field.createable ?? false,
    updateable: field.updateable ?? false,
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
