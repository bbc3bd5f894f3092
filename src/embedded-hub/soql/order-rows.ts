import type { FieldValue, ObjectDefinition, Row } from '../objects/object-definition.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { malformedQuery } from './query-refusals.ts';
import type { Ordering } from './statement.ts';

export function ordered(
  scope: QueryScope,
  object: ObjectDefinition,
  rows: readonly Row[],
  orderBy: readonly Ordering[],
): readonly Row[] {
  const keys = orderBy.map((ordering) => {
    if (ordering.of.kind === 'aggregate')
      throw malformedQuery('Aggregates can be sorted by only where rows are grouped');
    return { reader: fieldReader(scope, object, ordering.of.path), ordering };
  });
  return rows.toSorted((left, right) => {
    for (const { reader, ordering } of keys) {
      const order = compareForOrder(reader.read(left), reader.read(right), ordering);
      if (order !== 0) return order;
    }
    return 0;
  });
}

export function compareForOrder(
  left: FieldValue,
  right: FieldValue,
  { isDescending, nullsLast }: Ordering,
): number {
  if (left === null || right === null) {
    if (left === right) return 0;
    return (left === null) === nullsLast ? 1 : -1;
  }
  const [a, b] = [sortKey(left), sortKey(right)];
  const order = a < b ? -1 : a > b ? 1 : 0;
  return isDescending ? -order : order;
}

function sortKey(value: NonNullable<FieldValue>): string | number | boolean {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
