/** A SOQL statement as the hub understands it: what the parser library found, reduced to what is served. */
export interface Statement {
  readonly object: string;
  readonly columns: readonly Column[];
  readonly where: Condition | undefined;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | undefined;
  readonly offset: number | undefined;
}

/** A field, reached over its parents: Package2.Name is ['Package2', 'Name']. */
export type FieldPath = readonly string[];

export type AggregateName = 'COUNT' | 'COUNT_DISTINCT' | 'MAX' | 'MIN';

export type Column =
  | { readonly kind: 'field'; readonly path: FieldPath }
  | {
      readonly kind: 'aggregate';
      readonly aggregate: AggregateName;
      /** Absent only for COUNT(). */
      readonly path: FieldPath | undefined;
      readonly alias: string | undefined;
    };

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
  readonly path: FieldPath;
  readonly operator: ComparisonOperator;
  readonly literals: readonly Literal[];
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';

export interface Literal {
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'datetime' | 'date' | 'date-literal';
  readonly text: string;
}

export interface Ordering {
  readonly path: FieldPath;
  readonly isDescending: boolean;
  readonly nullsLast: boolean;
}
