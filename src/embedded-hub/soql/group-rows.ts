import type {
  FieldDefinition,
  FieldValue,
  ObjectDefinition,
  Row,
} from '../objects/object-definition.ts';
import { aggregate } from './aggregate-values.ts';
import { compareForOrder } from './order-rows.ts';
import { testOf } from './compare-values.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { malformedQuery } from './query-refusals.ts';
import type { QueryResult } from './query-result.ts';
import { isSamePath } from './statement.ts';
import type { Column, Condition, Operand, Statement } from './statement.ts';

type Group = readonly Row[];

/** How to get one value of a group. */
interface GroupReader {
  readonly field: FieldDefinition;
  read(group: Group): FieldValue;
}

/** Rows as AggregateResult: one for each group, or one for all where nothing is grouped. COUNT() alone answers with a size. */
export function grouped(
  scope: QueryScope,
  object: ObjectDefinition,
  statement: Statement,
  rows: readonly Row[],
): QueryResult {
  const { columns, groupBy, having, orderBy, limit, offset = 0 } = statement;
  const isOverall = groupBy.length === 0;
  const [first] = columns;
  if (
    isOverall &&
    columns.length === 1 &&
    first?.kind === 'aggregate' &&
    first.path === undefined
  ) {
    const totalSize = rows.slice(offset, end(offset, limit)).length;
    return { object: object.name, totalSize, records: [] };
  }
  if (isOverall && limit !== undefined) {
    throw malformedQuery(
      'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
    );
  }
  const readerOf = (operand: Operand, role: 'Field' | 'Ordered field') =>
    groupReader(scope, object, statement, operand, role);
  const shown = namedColumns(columns).map(({ name, operand }) => ({
    name,
    reader: readerOf(operand, 'Field'),
  }));
  const test = having === undefined ? () => true : groupTest(scope, having, readerOf);
  const keys = orderBy.map((ordering) => ({
    reader: readerOf(ordering.of, 'Ordered field'),
    ordering,
  }));
  const groups = (isOverall ? [rows] : groupsOf(scope, object, statement, rows))
    .filter(test)
    .toSorted((left, right) => {
      for (const { reader, ordering } of keys) {
        const order = compareForOrder(reader.read(left), reader.read(right), ordering);
        if (order !== 0) return order;
      }
      return 0;
    })
    .slice(offset, end(offset, limit));
  const records = groups.map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(shown.map(({ name, reader }) => [name, reader.read(group)])),
  }));
  return { object: 'AggregateResult', totalSize: records.length, records };
}

/** Aggregates without an alias are expr0, expr1 …; a field is called by its last name. */
export function namedColumns(
  columns: readonly Column[],
): readonly { readonly name: string; readonly operand: Operand }[] {
  let unnamed = 0;
  const names = new Set<string>();
  return columns.map((column) => {
    if (column.kind === 'children' || column.kind === 'field-set')
      throw malformedQuery('Grouped query cannot select records or sets of fields');
    const name =
      column.alias ??
      (column.kind === 'aggregate' ? `expr${unnamed++}` : (column.path.at(-1) ?? ''));
    if (names.has(name.toLowerCase())) throw malformedQuery(`duplicate alias: ${name}`);
    names.add(name.toLowerCase());
    return { name, operand: column };
  });
}

function groupReader(
  scope: QueryScope,
  object: ObjectDefinition,
  { groupBy, columns }: Statement,
  operand: Operand,
  role: 'Field' | 'Ordered field',
): GroupReader {
  if (operand.kind === 'aggregate') return aggregate(scope, object, operand);
  const aliased = columns.find(
    (column) =>
      (column.kind === 'aggregate' || column.kind === 'field') &&
      column.alias?.toLowerCase() === operand.path.join('.').toLowerCase(),
  );
  if (aliased?.kind === 'aggregate') return aggregate(scope, object, aliased);
  const path = aliased?.kind === 'field' ? aliased.path : operand.path;
  const reader = fieldReader(scope, object, path);
  if (!groupBy.some((grouping) => isSamePath(grouping, path)))
    throw malformedQuery(`${role} must be grouped or aggregated: ${path.join('.')}`);
  return {
    field: reader.field,
    read: ([row]) => (row === undefined ? null : reader.read(row)),
  };
}

function groupsOf(
  scope: QueryScope,
  object: ObjectDefinition,
  { groupBy }: Statement,
  rows: readonly Row[],
): readonly Group[] {
  const readers = groupBy.map((path) => fieldReader(scope, object, path));
  const keyOf = (row: Row) => JSON.stringify(readers.map((reader) => reader.read(row)));
  return [...Map.groupBy(rows, keyOf).values()];
}

/** Compiles a HAVING clause. */
function groupTest(
  scope: QueryScope,
  condition: Condition,
  readerOf: (operand: Operand, role: 'Field') => GroupReader,
): (group: Group) => boolean {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const tests = condition.parts.map((part) => groupTest(scope, part, readerOf));
      return condition.kind === 'and'
        ? (group) => tests.every((test) => test(group))
        : (group) => tests.some((test) => test(group));
    }
    case 'not': {
      const test = groupTest(scope, condition.inner, readerOf);
      return (group) => !test(group);
    }
    case 'semi-join':
      throw malformedQuery('Semi join sub-selects are not allowed in HAVING');
    case 'compare': {
      const reader = readerOf(condition.of, 'Field');
      const nowMs = scope.org.hub.clock.now();
      const test = testOf(condition, reader.field, { soql: scope.soql, nowMs });
      return (group) => test(reader.read(group));
    }
  }
}

function end(offset: number, limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : offset + limit;
}
