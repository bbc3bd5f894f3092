import type { FunctionExp } from '@jetstreamapp/soql-parser-js';
import { notBuilt } from '../refusal.ts';
import type { AggregateName, AggregateOperand, FieldPath } from './statement.ts';

const AGGREGATES: readonly AggregateName[] = [
  'AVG',
  'COUNT',
  'COUNT_DISTINCT',
  'MAX',
  'MIN',
  'SUM',
];

export type PathOf = (path: string) => FieldPath;

export function aggregateOperand(
  { functionName = '', parameters = [] }: FunctionExp,
  pathOf: PathOf,
): AggregateOperand {
  const aggregate = AGGREGATES.find((name) => name === functionName.toUpperCase());
  const [parameter] = parameters;
  if (aggregate === undefined || (parameter !== undefined && typeof parameter !== 'string'))
    throw notBuilt(`${functionName}() in SOQL`);
  return {
    kind: 'aggregate',
    aggregate,
    path: parameter === undefined ? undefined : pathOf(parameter),
  };
}
