import type { FieldValue, Row } from '../objects/object-definition.ts';
import type { FieldReader, QueryScope, Step } from './field-reader.ts';

/** A record as REST shows it: attributes first, parents nested. */
export type RestRecord = Record<string, unknown>;

export function projected(
  scope: QueryScope,
  object: string,
  readers: readonly FieldReader[],
  row: Row,
): RestRecord {
  const record: RestRecord = { attributes: attributesOf(scope, object, row) };
  for (const reader of readers) put(scope, record, reader, row);
  return record;
}

export function attributesOf(
  scope: Pick<QueryScope, 'api' | 'apiVersion'>,
  object: string,
  row: Row,
) {
  return { type: object, url: recordUrl(scope, object, row) };
}

/** The value of a field of this row as REST shows it: a blob is a path to fetch it from. */
export function shownValue(
  scope: Pick<QueryScope, 'api' | 'apiVersion'>,
  object: string,
  field: FieldReader['field'],
  row: Row,
): FieldValue {
  const value = row[field.name] ?? null;
  return field.type === 'base64' && value !== null
    ? `${recordUrl(scope, object, row)}/${field.name}`
    : value;
}

function put(scope: QueryScope, record: RestRecord, reader: FieldReader, row: Row): void {
  let target = record;
  let current = row;
  for (const step of reader.steps) {
    const parent = step.parentOf(current);
    if (parent === undefined) {
      target[step.relationship] = null;
      return;
    }
    target = nested(scope, target, step, parent);
    current = parent;
  }
  target[reader.field.name] = shownValue(scope, reader.object.name, reader.field, current);
}

function nested(scope: QueryScope, target: RestRecord, step: Step, parent: Row): RestRecord {
  const there = target[step.relationship];
  if (isRecord(there)) return there;
  const made: RestRecord = { attributes: attributesOf(scope, step.object.name, parent) };
  target[step.relationship] = made;
  return made;
}

function recordUrl(
  { api, apiVersion }: Pick<QueryScope, 'api' | 'apiVersion'>,
  object: string,
  row: Row,
): string {
  const root = `/services/data/v${apiVersion}.0${api === 'tooling' ? '/tooling' : ''}`;
  return `${root}/sobjects/${object}/${row.Id}`;
}

function isRecord(value: unknown): value is RestRecord {
  return typeof value === 'object' && value !== null;
}
