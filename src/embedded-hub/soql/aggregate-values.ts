import type {
  FieldDefinition,
  FieldValue,
  ObjectDefinition,
  Row,
} from '../objects/object-definition.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { malformedQuery, unsuitableAggregate } from './query-refusals.ts';
import type { AggregateName, AggregateOperand } from './statement.ts';

export interface Aggregate {
  /** What kind of value comes out, for comparisons. */
  readonly field: FieldDefinition;
  read(rows: readonly Row[]): FieldValue;
}

const NUMBERS: readonly AggregateName[] = ['SUM', 'AVG'];
const COUNTS: readonly AggregateName[] = ['COUNT', 'COUNT_DISTINCT'];

/** Compiles an aggregate; one that does not suit its field is refused here, rows or not. */
export function aggregate(
  scope: QueryScope,
  object: ObjectDefinition,
  { aggregate: name, path }: AggregateOperand,
): Aggregate {
  if (path === undefined) throw malformedQuery('Grouped query cannot use COUNT()');
  const reader = fieldReader(scope, object, path);
  const isNumber = reader.field.type === 'int' || reader.field.type === 'double';
  const isBlob = reader.field.type === 'complexvalue' || reader.field.type === 'base64';
  if (isBlob || (NUMBERS.includes(name) && !isNumber))
    throw unsuitableAggregate(scope.soql, reader.field.name, name);
  return {
    field: resultField(name, reader.field),
    read: (rows) =>
      aggregateOf(
        name,
        rows.map((row) => reader.read(row)).filter((value) => value !== null),
      ),
  };
}

function resultField(name: AggregateName, field: FieldDefinition): FieldDefinition {
  if (COUNTS.includes(name)) return { name: field.name, type: 'int' };
  return NUMBERS.includes(name) ? { name: field.name, type: 'double' } : field;
}

function aggregateOf(name: AggregateName, values: readonly NonNullable<FieldValue>[]): FieldValue {
  const best = (isBetter: (left: FieldValue, right: FieldValue) => boolean) =>
    values.reduce<FieldValue>(
      (kept, value) => (kept === null || isBetter(value, kept) ? value : kept),
      null,
    );
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  switch (name) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values).size;
    case 'MAX':
      return best((left, right) => left !== null && right !== null && left > right);
    case 'MIN':
      return best((left, right) => left !== null && right !== null && left < right);
    case 'SUM':
      return values.length === 0 ? null : sum;
    case 'AVG':
      return values.length === 0 ? null : sum / values.length;
  }
}
