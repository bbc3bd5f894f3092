import type { FieldDefinition, FieldValue } from '../objects/object-definition.ts';
import { normalizeId } from '../state/record-id.ts';
import { rangeOfDateLiteral } from './date-literal.ts';
import { invalidIdField, notFilterable, wrongLiteral } from './query-refusals.ts';
import type { Comparison, Literal } from './statement.ts';
import { likePattern, unescapeString } from './string-literal.ts';

interface Surroundings {
  readonly soql: string;
  readonly nowMs: number;
}

type Test = (value: FieldValue) => boolean;
type Comparable = string | number | boolean | null;

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
  operator: Comparison['operator'],
  literal: Literal,
  field: FieldDefinition,
  around: Surroundings,
): Test {
  if (field.type === 'datetime' && literal.type !== 'null')
    return testOfTime(operator, literal, field, around);
  const wanted = comparableOf(literal, field, around.soql);
  switch (operator) {
    case '=':
    case 'IN':
      return (value) => comparable(value, field) === wanted;
    case '!=':
    case 'NOT IN':
      return (value) => comparable(value, field) !== wanted;
    default:
      return (value) => isOrdered(comparable(value, field), wanted, operator);
  }
}

function testOfTime(
  operator: Comparison['operator'],
  literal: Literal,
  field: FieldDefinition,
  around: Surroundings,
): Test {
  const { fromMs, untilMs } = rangeOf(literal, field, around);
  return (value) => {
    if (typeof value !== 'string') return operator === '!=';
    const time = Date.parse(value);
    switch (operator) {
      case '=':
      case 'IN':
        return time >= fromMs && time < untilMs;
      case '!=':
      case 'NOT IN':
        return time < fromMs || time >= untilMs;
      case '<':
        return time < fromMs;
      case '<=':
        return time < untilMs;
      case '>':
        return time >= untilMs;
      default:
        return time >= fromMs;
    }
  };
}

function rangeOf(literal: Literal, field: FieldDefinition, around: Surroundings) {
  if (literal.type === 'date-literal') return rangeOfDateLiteral(literal.text, around.nowMs);
  const time = literal.type === 'datetime' ? Date.parse(literal.text) : Number.NaN;
  if (Number.isNaN(time)) throw wrongLiteral(around.soql, field.name, 'dateTime');
  return { fromMs: time, untilMs: time + 1 };
}

function comparableOf(literal: Literal, field: FieldDefinition, soql: string): Comparable {
  if (literal.type === 'null') return null;
  switch (field.type) {
    case 'boolean':
      if (literal.type !== 'boolean') throw wrongLiteral(soql, field.name, 'boolean');
      return literal.text === 'true';
    case 'int':
    case 'double':
      if (literal.type !== 'number') throw wrongLiteral(soql, field.name, field.type);
      return Number(literal.text);
    case 'id':
    case 'reference': {
      if (literal.type !== 'string') throw wrongLiteral(soql, field.name, 'string');
      const id = normalizeId(literal.text);
      if (id === undefined) throw invalidIdField(literal.text);
      return id;
    }
    default:
      if (literal.type !== 'string') throw wrongLiteral(soql, field.name, 'string');
      return foldText(unescapeString(literal.text));
  }
}

function comparable(value: FieldValue, field: FieldDefinition): Comparable {
  if (typeof value === 'object') return null;
  if (typeof value !== 'string') return value;
  return field.type === 'id' || field.type === 'reference'
    ? (normalizeId(value) ?? value)
    : foldText(value);
}

/** Text compares without letter case, and an empty text is no text. */
function foldText(text: string): string | null {
  return text === '' ? null : text.toLowerCase();
}

function isOrdered(
  value: Comparable,
  wanted: Comparable,
  operator: '<' | '<=' | '>' | '>=' | 'LIKE',
): boolean {
  if (value === null || wanted === null) return false;
  switch (operator) {
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    default:
      return value >= wanted;
  }
}
