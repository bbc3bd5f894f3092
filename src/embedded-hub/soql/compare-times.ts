import type { FieldValue } from '../objects/object-definition.ts';
import { rangeOfDateLiteral } from './date-literal.ts';
import type { TimeRange } from './date-literal.ts';
import { wrongLiteral } from './query-refusals.ts';
import type { ComparisonOperator, Literal } from './statement.ts';

type RangeTest = (time: number, range: TimeRange) => boolean;

const isWithin: RangeTest = (time, { fromMs, untilMs }) => time >= fromMs && time < untilMs;

/** A date literal is a range: after it, before it, in it. */
const TESTS: ReadonlyMap<ComparisonOperator, RangeTest> = new Map([
  ['=', isWithin],
  ['IN', isWithin],
  ['!=', (time, range) => !isWithin(time, range)],
  ['NOT IN', (time, range) => !isWithin(time, range)],
  ['<', (time, { fromMs }) => time < fromMs],
  ['<=', (time, { untilMs }) => time < untilMs],
  ['>', (time, { untilMs }) => time >= untilMs],
  ['>=', (time, { fromMs }) => time >= fromMs],
]);

export function testOfTime(
  operator: ComparisonOperator,
  literal: Literal,
  field: string,
  around: { readonly soql: string; readonly nowMs: number },
): (value: FieldValue) => boolean {
  const test = TESTS.get(operator);
  const range = rangeOf(literal, around.nowMs);
  if (test === undefined || range === undefined) throw wrongLiteral(around.soql, field, 'dateTime');
  return (value) =>
    typeof value === 'string'
      ? test(Date.parse(value), range)
      : operator === '!=' || operator === 'NOT IN';
}

function rangeOf(literal: Literal, nowMs: number): TimeRange | undefined {
  if (literal.type === 'date-literal') return rangeOfDateLiteral(literal.text, nowMs);
  const time = literal.type === 'datetime' ? Date.parse(literal.text) : Number.NaN;
  return Number.isNaN(time) ? undefined : { fromMs: time, untilMs: time + 1 };
}
