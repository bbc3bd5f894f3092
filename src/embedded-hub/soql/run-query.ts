import { isKnownButNotBuilt, objectNamed, refusedObject } from '../objects/object-catalog.ts';
import type { ObjectDefinition, Row } from '../objects/object-definition.ts';
import { notBuilt } from '../refusal.ts';
import { describeColumns } from './describe-columns.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { rowTest } from './filter-rows.ts';
import { grouped } from './group-rows.ts';
import { ordered } from './order-rows.ts';
import { parseStatement } from './parse-statement.ts';
import { projected } from './project-rows.ts';
import type { RestRecord } from './project-rows.ts';
import type { QueryResult } from './query-result.ts';
import { malformedQuery, unknownObject } from './query-refusals.ts';
import { givenKey, refuseBroadQuery } from './restricted-queries.ts';
import { selectionOf } from './select-columns.ts';
import type { Children } from './select-columns.ts';
import { isGrouped } from './statement.ts';
import type { Statement } from './statement.ts';

export function runQuery(scope: QueryScope): QueryResult {
  const statement = parseStatement(scope.soql);
  const object = objectOf(scope, statement);
  if (isGrouped(statement))
    return grouped(scope, object, statement, matchingRows(scope, object, statement));
  const records = recordsOf(scope, object, statement, (row) => row);
  return { object: object.name, totalSize: records.length, records };
}

export function columnsOfQuery(scope: QueryScope) {
  const statement = parseStatement(scope.soql);
  return describeColumns(scope, objectOf(scope, statement), statement);
}

function objectOf(scope: QueryScope, statement: Statement): ObjectDefinition {
  const object = objectNamed(scope.org, scope.api, statement.object);
  if (object !== undefined) return object;
  if (isKnownButNotBuilt(statement.object)) throw notBuilt(`queries of ${statement.object}`);
  throw refusedObject(statement.object, unknownObject(scope.soql, statement.object));
}

/** The selected records; `wanted` leaves out rows that are none of this query's business. */
function recordsOf(
  scope: QueryScope,
  object: ObjectDefinition,
  statement: Statement,
  wanted: (row: Row) => unknown,
): readonly RestRecord[] {
  const { readers, children } = selectionOf(scope, object, statement);
  const rows = matchingRows(scope, object, statement, wanted);
  return page(statement, ordered(scope, object, rows, statement.orderBy)).map((row) => ({
    ...projected(scope, object.name, readers, row),
    ...Object.fromEntries(
      children.map((child) => [child.relationship, childRecords(scope, child, row)]),
    ),
  }));
}

/** A result of its own in the record of the parent; null where there are none. */
function childRecords(scope: QueryScope, { object, field, statement }: Children, parent: Row) {
  if (isGrouped(statement)) throw malformedQuery('aggregates are not allowed in a subquery');
  const records = recordsOf(scope, object, statement, (row) => row[field.name] === parent.Id);
  return records.length === 0 ? null : { totalSize: records.length, done: true, records };
}

function matchingRows(
  scope: QueryScope,
  object: ObjectDefinition,
  { where }: Statement,
  wanted: (row: Row) => unknown = () => true,
): readonly Row[] {
  const test =
    where === undefined
      ? () => true
      : rowTest(scope, object, where, (inner) => columnValues(scope, inner));
  if (object.isByIdOnly) refuseBroadQuery(object.name, where);
  const found = object.rows(scope.org).filter((row) => wanted(row) && test(row));
  for (const row of found) object.refuseKey?.(scope.org, row, givenKey(where));
  return found;
}

function columnValues(scope: QueryScope, statement: Statement): readonly unknown[] {
  const object = objectOf(scope, statement);
  const [column] = statement.columns;
  if (column?.kind !== 'field' || statement.columns.length !== 1)
    throw malformedQuery('semi join sub-selects take one field');
  const reader = fieldReader(scope, object, column.path);
  const rows = matchingRows(scope, object, statement);
  return page(statement, ordered(scope, object, rows, statement.orderBy)).map((row) =>
    reader.read(row),
  );
}

function page({ limit, offset = 0 }: Statement, rows: readonly Row[]): readonly Row[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}
