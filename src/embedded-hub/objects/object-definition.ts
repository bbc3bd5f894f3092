import type { Org } from '../state/org.ts';
import type { PermissionName } from '../state/user-permissions.ts';

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | { readonly [key: string]: unknown }
  | readonly unknown[];

/** One record under Salesforce's field names. */
export interface Row {
  readonly Id: string;
  readonly [field: string]: FieldValue;
}

export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'datetime'
  | 'encryptedstring'
  | 'complexvalue'
  | 'base64';

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  /** First API version that has the field. */
  readonly since?: number;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  /** Needed besides that of the object. */
  readonly changedWith?: PermissionName;
  readonly length?: number;
  readonly values?: readonly string[];
  /** How SOQL walks to the parent, and the parent's object. */
  readonly parent?: { readonly relationship: string; readonly object: string };
  /** How a subquery of the parent calls the records that refer to it by this field. */
  readonly children?: string;
  /** Only for filters and creates: cannot be selected. */
  readonly isHidden?: boolean;
}

export type FieldValues = Readonly<Record<string, unknown>>;

export interface ObjectDefinition {
  readonly name: string;
  readonly keyPrefix: string;
  readonly api: 'data' | 'tooling' | 'both';
  /** What the org must be for the object to exist. */
  readonly needs: 'any-org' | 'dev-hub' | 'packaging';
  readonly fields: readonly FieldDefinition[];
  /** Queries have to name the ids they want. */
  readonly isByIdOnly?: true;
  /** Whoever lacks it can look, and change nothing. */
  readonly changedWith?: PermissionName;
  rows(org: Org): readonly Row[];
  /** Throws when this row is not for whoever does not give the right installation key. */
  refuseKey?(org: Org, row: Row, given: string | undefined): void;
  /** Returns the new id. Absent: the API cannot create it. */
  create?(org: Org, values: FieldValues, apiVersion: number): Promise<string> | string;
  update?(org: Org, id: string, values: FieldValues): void;
}
