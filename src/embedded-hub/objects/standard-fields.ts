import type { Org } from '../state/org.ts';
import type { FieldDefinition, Row } from './object-definition.ts';

/** The fields every record has. */
export const STANDARD_FIELDS: readonly FieldDefinition[] = [
  { name: 'Id', type: 'id' },
  { name: 'IsDeleted', type: 'boolean' },
  { name: 'CreatedDate', type: 'datetime' },
  { name: 'CreatedById', type: 'reference', parent: { relationship: 'CreatedBy', object: 'User' } },
  { name: 'LastModifiedDate', type: 'datetime' },
  {
    name: 'LastModifiedById',
    type: 'reference',
    parent: { relationship: 'LastModifiedBy', object: 'User' },
  },
  { name: 'SystemModstamp', type: 'datetime' },
];

interface Audited {
  readonly id: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export function standardValues(org: Org, record: Audited): Row {
  return {
    Id: record.id,
    IsDeleted: false,
    CreatedDate: restTime(record.createdAt),
    CreatedById: org.userId,
    LastModifiedDate: restTime(record.modifiedAt),
    LastModifiedById: org.userId,
    SystemModstamp: restTime(record.modifiedAt),
  };
}

/** 2026-01-31T10:00:00.000+0000, as REST writes times. */
export function restTime(iso: string): string {
  return iso.replace(/Z$/, '+0000');
}
