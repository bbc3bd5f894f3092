import { isKnownButNotBuilt, objectNamed, refusedObject } from '../objects/object-catalog.ts';
import type { ObjectDefinition, Row } from '../objects/object-definition.ts';
import { notBuilt } from '../refusal.ts';
import { aggregated } from './aggregate-rows.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { rowTest } from './filter-rows.ts';
import { ordered } from './order-rows.ts';
import { parseStatement } from './parse-statement.ts';
import { projected } from './project-rows.ts';
import type { QueryResult } from './query-result.ts';
import { malformedQuery, unknownObject } from './query-refusals.ts';
import type { Statement } from './statement.ts';
import { givenKey, refuseBroadQuery } from './restricted-queries.ts';

export function runQuery(scope: QueryScope): QueryResult {
  const statement = parseStatement(scope.soql);
  const object = queriedObject(scope, statement);
  const rows = matchingRows(scope, object, statement);
  const counts = statement.columns.filter((column) => column.kind === 'aggregate');
  if (counts.length > 0) return aggregated(scope, object, statement.columns, rows);
  const readers = statement.columns.flatMap((column) =>
    column.kind === 'field' ? [fieldReader(scope, object, column.path)] : [],
  );
  if (readers.length === 0) throw malformedQuery("unexpected token: 'FROM'");
  const records = rows.map((row) => projected(scope, object.name, readers, row));
  return { object: object.name, totalSize: records.length, records };
}

/** The object of the FROM clause; refused where this org does not show it. */
export function queriedObject(scope: QueryScope, statement: Statement): ObjectDefinition {
  const object = objectNamed(scope.org, scope.api, statement.object);
  if (object !== undefined) return object;
  if (isKnownButNotBuilt(statement.object)) throw notBuilt(`queries of ${statement.object}`);
  throw refusedObject(statement.object, unknownObject(scope.soql, statement.object));
}

function matchingRows(
  scope: QueryScope,
  object: ObjectDefinition,
  statement: Statement,
): readonly Row[] {
  const { where, orderBy, limit, offset = 0 } = statement;
  const test =
    where === undefined
      ? () => true
      : rowTest(scope, object, where, (inner) => columnValues(scope, inner));
  if (object.isByIdOnly) refuseBroadQuery(object.name, where);
  const found = object.rows(scope.org).filter(test);
  for (const row of found) object.refuseKey?.(scope.org, row, givenKey(where));
  return ordered(scope, object, found, orderBy).slice(
    offset,
    limit === undefined ? undefined : offset + limit,
  );
}

function columnValues(scope: QueryScope, statement: Statement): readonly unknown[] {
  const object = queriedObject(scope, statement);
  const [column] = statement.columns;
  if (column?.kind !== 'field' || statement.columns.length !== 1)
    throw malformedQuery('semi join sub-selects take one field');
  const reader = fieldReader(scope, object, column.path);
  return matchingRows(scope, object, statement).map((row) => reader.read(row));
}
