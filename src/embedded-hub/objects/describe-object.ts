import { isGranted } from '../state/user-permissions.ts';
import type { PermissionName } from '../state/user-permissions.ts';
import type { Org } from '../state/org.ts';
import { fieldsOf, objectsOf } from './object-catalog.ts';
import type { Api } from './object-catalog.ts';
import type { FieldDefinition, ObjectDefinition } from './object-definition.ts';

/** Where the request came in, for the addresses in the answer. */
export interface DescribeScope {
  readonly org: Org;
  readonly api: Api;
  readonly apiVersion: number;
}

export function describeBriefly({ org, api, apiVersion }: DescribeScope, object: ObjectDefinition) {
  const root = `/services/data/v${apiVersion}.0${api === 'tooling' ? '/tooling' : ''}/sobjects`;
  const sobject = `${root}/${object.name}`;
  return {
    name: object.name,
    label: object.name,
    labelPlural: object.name,
    keyPrefix: object.keyPrefix,
    createable: object.create !== undefined && mayChange(org, object),
    updateable: object.update !== undefined && mayChange(org, object),
    deletable: false,
    undeletable: false,
    queryable: true,
    retrieveable: true,
    searchable: false,
    custom: false,
    customSetting: false,
    urls: { sobject, describe: `${sobject}/describe`, rowTemplate: `${sobject}/{ID}` },
  };
}

export function describe(scope: DescribeScope, object: ObjectDefinition) {
  return {
    ...describeBriefly(scope, object),
    fields: fieldsOf(object, scope.apiVersion)
      .filter(({ isHidden }) => isHidden !== true)
      .map((field) => describeField(scope.org, field)),
    childRelationships: objectsOf(scope.org, scope.api).flatMap((child) =>
      fieldsOf(child, scope.apiVersion)
        .filter(({ parent }) => parent?.object === object.name)
        .map(({ name, children }) => ({
          childSObject: child.name,
          field: name,
          relationshipName: children ?? null,
          cascadeDelete: false,
          deprecatedAndHidden: false,
        })),
    ),
    recordTypeInfos: [],
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
    custom: false,
    unique: field.name === 'Id',
    referenceTo: field.parent === undefined ? [] : [field.parent.object],
    relationshipName: field.parent?.relationship ?? null,
  };
}
