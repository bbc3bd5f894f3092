import type { FieldDefinition, FieldValue } from '../objects/object-definition.ts';
import { normalizeId } from '../state/record-id.ts';
import { testOfTime } from './compare-times.ts';
import { invalidIdField, notFilterable, wrongLiteral } from './query-refusals.ts';
import type { Comparison, ComparisonOperator, Literal } from './statement.ts';
import { likePattern, unescapeString } from './string-literal.ts';

interface Surroundings {
  readonly soql: string;
  readonly nowMs: number;
}

type Test = (value: FieldValue) => boolean;
type Comparable = string | number | boolean | null;

type Order = (value: NonNullable<Comparable>, wanted: NonNullable<Comparable>) => boolean;

const ORDERS: ReadonlyMap<ComparisonOperator, Order> = new Map([
  ['<', (value, wanted) => value < wanted],
  ['<=', (value, wanted) => value <= wanted],
  ['>', (value, wanted) => value > wanted],
  ['>=', (value, wanted) => value >= wanted],
]);

/** Compiles a comparison once, so that a wrong literal is refused even where there are no rows. */
export function testOf(comparison: Comparison, field: FieldDefinition, around: Surroundings): Test {
  const { operator, literals } = comparison;
  if (field.type === 'complexvalue' || field.type === 'base64')
    throw notFilterable(around.soql, field.name);
  if (operator === 'LIKE') {
    const pattern = likePattern(literals[0]?.text ?? '');
    return (value) => typeof value === 'string' && pattern.test(value);
  }
  const tests = literals.map((literal) => testOfOne(operator, literal, field, around));
  if (operator === 'NOT IN') return (value) => tests.every((test) => test(value));
  return (value) => tests.some((test) => test(value));
}

function testOfOne(
  operator: ComparisonOperator,
  literal: Literal,
  field: FieldDefinition,
  around: Surroundings,
): Test {
  if (field.type === 'datetime' && literal.type !== 'null')
    return testOfTime(operator, literal, field.name, around);
  const wanted = comparableOf(literal, field, around.soql);
  const order = ORDERS.get(operator);
  if (order !== undefined) {
    return (value) => {
      const given = comparable(value, field);
      return given !== null && wanted !== null && order(given, wanted);
    };
  }
  const isNegated = operator === '!=' || operator === 'NOT IN';
  return (value) => (comparable(value, field) === wanted) !== isNegated;
}

function comparableOf(literal: Literal, field: FieldDefinition, soql: string): Comparable {
  if (literal.type === 'null') return null;
  const wantedType = literalTypeFor(field);
  if (literal.type !== wantedType) {
    throw wrongLiteral(soql, field.name, wantedType === 'number' ? field.type : wantedType);
  }
  if (wantedType === 'boolean') return literal.text.toLowerCase() === 'true';
  if (wantedType === 'number') return Number(literal.text);
  if (!isIdField(field)) return foldText(unescapeString(literal.text));
  const id = normalizeId(literal.text);
  if (id === undefined) throw invalidIdField(literal.text);
  return id;
}

function literalTypeFor(field: FieldDefinition): 'string' | 'number' | 'boolean' {
  if (field.type === 'boolean') return 'boolean';
  return field.type === 'int' || field.type === 'double' ? 'number' : 'string';
}

function comparable(value: FieldValue, field: FieldDefinition): Comparable {
  if (typeof value === 'object') return null;
  if (typeof value !== 'string') return value;
  return isIdField(field) ? (normalizeId(value) ?? value) : foldText(value);
}

function isIdField(field: FieldDefinition): boolean {
  return field.type === 'id' || field.type === 'reference';
}

/** Text compares without letter case, and an empty text is no text. */
function foldText(text: string): string | null {
  return text === '' ? null : text.toLowerCase();
}
