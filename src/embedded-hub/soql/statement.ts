/** A SOQL statement as the hub understands it: what the parser library found, reduced to what is served. */
export interface Statement {
  /** In a subquery of a select list: the name of the relationship. */
  readonly object: string;
  readonly columns: readonly Column[];
  readonly where: Condition | undefined;
  readonly groupBy: readonly FieldPath[];
  readonly having: Condition | undefined;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | undefined;
  readonly offset: number | undefined;
}

/** A field, reached over its parents: Package2.Name is ['Package2', 'Name']. */
export type FieldPath = readonly string[];

export type AggregateName = 'AVG' | 'COUNT' | 'COUNT_DISTINCT' | 'MAX' | 'MIN' | 'SUM';

export interface FieldOperand {
  readonly kind: 'field';
  readonly path: FieldPath;
}

export interface AggregateOperand {
  readonly kind: 'aggregate';
  readonly aggregate: AggregateName;
  /** Absent only for COUNT(). */
  readonly path: FieldPath | undefined;
}

/** What can be shown, compared and sorted by. */
export type Operand = FieldOperand | AggregateOperand;

export type FieldSet = 'ALL' | 'STANDARD' | 'CUSTOM';

export type Column =
  | (Operand & { readonly alias: string | undefined })
  | { readonly kind: 'field-set'; readonly set: FieldSet }
  | { readonly kind: 'children'; readonly statement: Statement };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly inner: Condition }
  | Comparison
  | {
      readonly kind: 'semi-join';
      readonly path: FieldPath;
      readonly isNegated: boolean;
      readonly statement: Statement;
    };

export interface Comparison {
  readonly kind: 'compare';
  /** Aggregates only in HAVING. */
  readonly of: Operand;
  readonly operator: ComparisonOperator;
  readonly literals: readonly Literal[];
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';

export interface Literal {
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'datetime' | 'date' | 'date-literal';
  readonly text: string;
}

export interface Ordering {
  /** Aggregates only where rows are grouped. */
  readonly of: Operand;
  readonly isDescending: boolean;
  readonly nullsLast: boolean;
}

export function isGrouped({ columns, groupBy }: Statement): boolean {
  return groupBy.length > 0 || columns.some(({ kind }) => kind === 'aggregate');
}

/** Names are the same in any letter case. */
export function isSamePath(left: FieldPath, right: FieldPath): boolean {
  return left.join('.').toLowerCase() === right.join('.').toLowerCase();
}
