import type { FieldValue, ObjectDefinition, Row } from '../objects/object-definition.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { malformedQuery } from './query-refusals.ts';
import type { QueryResult } from './query-result.ts';
import type { AggregateName, Column } from './statement.ts';

/** COUNT() alone answers with a size; every other aggregate with one row of expr0, expr1 … or the aliases. */
export function aggregated(
  scope: QueryScope,
  object: ObjectDefinition,
  columns: readonly Column[],
  rows: readonly Row[],
): QueryResult {
  const record: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
  let unnamed = 0;
  for (const column of columns) {
    if (column.kind === 'field')
      throw malformedQuery(`Field must be grouped or aggregated: ${column.path.join('.')}`);
    if (column.path === undefined) {
      if (columns.length > 1) throw malformedQuery('Grouped query cannot use COUNT()');
      return { object: object.name, totalSize: rows.length, records: [] };
    }
    const reader = fieldReader(scope, object, column.path);
    const values = rows.map((row) => reader.read(row)).filter((value) => value !== null);
    record[column.alias ?? `expr${unnamed++}`] = aggregateOf(column.aggregate, values);
  }
  return { object: 'AggregateResult', totalSize: 1, records: [record] };
}

function aggregateOf(
  aggregate: AggregateName,
  values: readonly NonNullable<FieldValue>[],
): FieldValue {
  switch (aggregate) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values).size;
    case 'MAX':
      return values.reduce<FieldValue>(
        (best, value) => (best === null || value > best ? value : best),
        null,
      );
    case 'MIN':
      return values.reduce<FieldValue>(
        (best, value) => (best === null || value < best ? value : best),
        null,
      );
  }
}
