import type {
  FieldFunctionExpression,
  FieldType,
  Query,
  Subquery,
} from '@jetstreamapp/soql-parser-js';
import { notBuilt } from '../refusal.ts';
import { aggregateOperand } from './parse-operand.ts';
import type { PathOf } from './parse-operand.ts';
import type { Column, FieldSet, Statement } from './statement.ts';

type StatementOf = (query: Query) => Statement;

export function columnOf(field: FieldType, pathOf: PathOf, statementOf: StatementOf): Column {
  switch (field.type) {
    case 'Field':
      return { kind: 'field', path: pathOf(field.field), alias: field.alias };
    case 'FieldRelationship':
      return {
        kind: 'field',
        path: pathOf([...field.relationships, field.field].join('.')),
        alias: 'alias' in field ? field.alias : undefined,
      };
    case 'FieldFunctionExpression':
      return functionColumn(field, pathOf);
    case 'FieldSubquery':
      return { kind: 'children', statement: statementOf(asQuery(field.subquery)) };
    case 'FieldTypeof':
      throw notBuilt('TYPEOF in SOQL');
  }
}

function functionColumn(field: FieldFunctionExpression, pathOf: PathOf): Column {
  const [first] = field.parameters;
  const parameter = typeof first === 'string' ? first : (first?.rawValue ?? '');
  switch (field.functionName.toUpperCase()) {
    case 'FIELDS':
      // The parser library takes no other set.
      return { kind: 'field-set', set: parameter.toUpperCase() as FieldSet };
    case 'TOLABEL':
      // Labels are the values here: nothing is translated.
      if (typeof first !== 'string') throw notBuilt(`${field.rawValue ?? ''} in SOQL`);
      return { kind: 'field', path: pathOf(parameter), alias: field.alias };
    default:
      return { ...aggregateOperand(field, pathOf), alias: field.alias };
  }
}

function asQuery({ relationshipName, ...subquery }: Subquery): Query {
  return { ...subquery, sObject: relationshipName };
}
