import type { ObjectDefinition, Row } from '../objects/object-definition.ts';
import { testOf } from './compare-values.ts';
import { fieldReader } from './field-reader.ts';
import type { QueryScope } from './field-reader.ts';
import { malformedQuery } from './query-refusals.ts';
import type { Condition, Statement } from './statement.ts';

type RowTest = (row: Row) => boolean;
/** Runs an inner statement and hands back the values of its one column. */
export type ColumnValues = (statement: Statement) => readonly unknown[];

/** Compiles a WHERE clause; everything wrong with it is refused here, rows or not. */
export function rowTest(
  scope: QueryScope,
  object: ObjectDefinition,
  condition: Condition,
  columnValues: ColumnValues,
): RowTest {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map((part) => rowTest(scope, object, part, columnValues));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.parts.map((part) => rowTest(scope, object, part, columnValues));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = rowTest(scope, object, condition.inner, columnValues);
      return (row) => !test(row);
    }
    case 'semi-join': {
      const reader = fieldReader(scope, object, condition.path);
      const values = new Set(columnValues(condition.statement));
      return (row) => values.has(reader.read(row)) !== condition.isNegated;
    }
    case 'compare': {
      const { of } = condition;
      if (of.kind === 'aggregate')
        throw malformedQuery(`Aggregates are not allowed in WHERE: ${of.aggregate}`);
      const reader = fieldReader(scope, object, of.path);
      // InstallationKey is no property of a version: it is checked where it is asked for.
      if (reader.field.isHidden) return () => true;
      const test = testOf(condition, reader.field, {
        soql: scope.soql,
        nowMs: scope.org.hub.clock.now(),
      });
      return (row) => test(reader.read(row));
    }
  }
}
