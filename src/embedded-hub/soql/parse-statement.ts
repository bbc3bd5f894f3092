import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type {
  FieldFunctionExpression,
  FieldType,
  OrderByClause,
  Query,
} from '@jetstreamapp/soql-parser-js';
import { notBuilt } from '../refusal.ts';
import { conditionOf } from './parse-condition.ts';
import { malformedQuery } from './query-refusals.ts';
import type { AggregateName, Column, FieldPath, Ordering, Statement } from './statement.ts';

const AGGREGATES: readonly string[] = [
  'COUNT',
  'COUNT_DISTINCT',
  'MAX',
  'MIN',
] satisfies AggregateName[];

export function parseStatement(soql: string): Statement {
  return statementOf(parse(soql));
}

function parse(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    const found =
      error instanceof Error ? /found:? --> '(.*?)' <--/s.exec(error.message)?.[1] : undefined;
    throw malformedQuery(
      found === undefined || found === ''
        ? 'unexpected token: <EOF>'
        : `unexpected token: '${found}'`,
    );
  }
}

function statementOf(query: Query): Statement {
  if (query.sObject === undefined) throw malformedQuery("unexpected token: '<EOF>'");
  refuseUnbuiltClauses(query);
  const pathOf = (path: string): FieldPath => withoutAlias(path.split('.'), query);
  return {
    object: query.sObject,
    columns: (query.fields ?? []).map((field) => columnOf(field, pathOf)),
    where: query.where === undefined ? undefined : conditionOf(query.where, pathOf, statementOf),
    orderBy: listOf(query.orderBy).map((clause) => orderingOf(clause, pathOf)),
    limit: query.limit,
    offset: query.offset,
  };
}

function refuseUnbuiltClauses(query: Query): void {
  const clauses = {
    'GROUP BY': query.groupBy,
    HAVING: query.having,
    'USING SCOPE': query.usingScope,
    'WITH DATA CATEGORY': query.withDataCategory,
    'FOR VIEW': query.for,
    'UPDATE TRACKING': query.update,
  };
  for (const [name, clause] of Object.entries(clauses)) {
    if (clause !== undefined) throw notBuilt(`${name} in SOQL`);
  }
}

function columnOf(field: FieldType, pathOf: (path: string) => FieldPath): Column {
  switch (field.type) {
    case 'Field':
      return { kind: 'field', path: pathOf(field.field) };
    case 'FieldRelationship':
      return { kind: 'field', path: pathOf([...field.relationships, field.field].join('.')) };
    case 'FieldFunctionExpression':
      return aggregateOf(field, pathOf);
    case 'FieldSubquery':
      throw notBuilt('child subqueries in SOQL');
    case 'FieldTypeof':
      throw notBuilt('TYPEOF in SOQL');
  }
}

function aggregateOf(field: FieldFunctionExpression, pathOf: (path: string) => FieldPath): Column {
  const aggregate = AGGREGATES.find((name) => name === field.functionName.toUpperCase());
  const parameter = field.parameters[0];
  if (aggregate === undefined || (parameter !== undefined && typeof parameter !== 'string'))
    throw notBuilt(`${field.functionName}() in SOQL`);
  return {
    kind: 'aggregate',
    aggregate: aggregate as AggregateName,
    path: parameter === undefined ? undefined : pathOf(parameter),
    alias: field.alias,
  };
}

function orderingOf(clause: OrderByClause, pathOf: (path: string) => FieldPath): Ordering {
  if (!('field' in clause)) throw notBuilt('functions in ORDER BY');
  return {
    path: pathOf(clause.field),
    isDescending: clause.order === 'DESC',
    nullsLast: clause.nulls === undefined ? clause.order === 'DESC' : clause.nulls === 'LAST',
  };
}

/** p.Name in `SELECT p.Name FROM Package2 p`, and Package2.Name in `FROM Package2`, are both Name. */
function withoutAlias(path: FieldPath, query: Query): FieldPath {
  const first = path[0]?.toLowerCase();
  const names = [query.sObjectAlias, query.sObject].map((name) => name?.toLowerCase());
  return path.length > 1 && names.includes(first) ? path.slice(1) : path;
}

function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
