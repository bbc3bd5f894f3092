import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { GroupByClause, OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { notBuilt } from '../refusal.ts';
import { columnOf } from './parse-columns.ts';
import { conditionOf } from './parse-condition.ts';
import { aggregateOperand } from './parse-operand.ts';
import type { PathOf } from './parse-operand.ts';
import { malformedQuery } from './query-refusals.ts';
import { isGrouped } from './statement.ts';
import type { FieldPath, Ordering, Statement } from './statement.ts';

export function parseStatement(soql: string): Statement {
  return statementOf(parse(soql));
}

const STRINGS = /'(?:\\.|[^'\\])*'/gs;

function parse(soql: string): Query {
  // Of several NOTs in a row the parser library forgets some.
  if (/\bNOT\s+NOT\b/i.test(soql.replaceAll(STRINGS, "''"))) throw notBuilt('NOT NOT in SOQL');
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
  refuseUnbuiltClauses(query);
  const pathOf: PathOf = (path) => withoutAlias(path.split('.'), query);
  const statement: Statement = {
    object: query.sObject ?? '',
    columns: (query.fields ?? []).map((field) => columnOf(field, pathOf, statementOf)),
    where: query.where === undefined ? undefined : conditionOf(query.where, pathOf, statementOf),
    groupBy: listOf(query.groupBy).map((clause) => groupingOf(clause, pathOf)),
    having: query.having === undefined ? undefined : conditionOf(query.having, pathOf, statementOf),
    orderBy: listOf(query.orderBy).map((clause) => orderingOf(clause, pathOf)),
    limit: query.limit,
    offset: query.offset,
  };
  const hasAlias = statement.columns.some(
    (column) => column.kind === 'field' && column.alias !== undefined,
  );
  if (hasAlias && !isGrouped(statement))
    throw malformedQuery('only aggregate expressions use field aliasing');
  return statement;
}

/** FOR VIEW and FOR REFERENCE only touch lists of recent records, which no org here keeps. */
function refuseUnbuiltClauses(query: Query): void {
  const scope = query.usingScope?.toLowerCase();
  const clauses = {
    'USING SCOPE': scope === undefined || scope === 'everything' ? undefined : scope,
    'WITH DATA CATEGORY': query.withDataCategory,
    'WITH SECURITY_ENFORCED': query.withSecurityEnforced,
    'WITH an access level': query.withAccessLevel,
    'FOR UPDATE': query.for === 'UPDATE' ? query.for : undefined,
    'UPDATE TRACKING': query.update,
  };
  for (const [name, clause] of Object.entries(clauses)) {
    if (clause !== undefined) throw notBuilt(`${name} in SOQL`);
  }
}

function groupingOf(clause: GroupByClause, pathOf: PathOf): FieldPath {
  if (!('field' in clause)) throw notBuilt(`GROUP BY ${clause.fn.rawValue ?? ''} in SOQL`);
  return pathOf(clause.field);
}

function orderingOf(clause: OrderByClause, pathOf: PathOf): Ordering {
  return {
    of:
      'field' in clause
        ? { kind: 'field', path: pathOf(clause.field) }
        : aggregateOperand(clause.fn, pathOf),
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
