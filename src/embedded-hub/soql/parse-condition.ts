import type {
  ConditionWithValueQuery,
  HavingClause,
  LiteralType,
  NegationCondition,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { notBuilt } from '../refusal.ts';
import type { Undeclared } from '../refusal.ts';
import { aggregateOperand } from './parse-operand.ts';
import type { PathOf } from './parse-operand.ts';
import { malformedQuery } from './query-refusals.ts';
import type { Comparison, ComparisonOperator, Condition, Literal, Statement } from './statement.ts';

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;
type StatementOf = (query: Query) => Statement;

const OPERATORS: readonly string[] = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'LIKE',
  'IN',
  'NOT IN',
] satisfies ComparisonOperator[];

/** The parser library hands out a flat chain with counted parentheses; this gives it back its structure. */
export function conditionOf(
  where: WhereClause | HavingClause,
  pathOf: PathOf,
  statementOf: StatementOf,
): Condition {
  const tokens = tokensOf(where, pathOf, statementOf);
  const condition = readChain(tokens);
  if (tokens.length > 0) throw garbled();
  return condition;
}

function tokensOf(
  where: WhereClause | HavingClause,
  pathOf: PathOf,
  statementOf: StatementOf,
): Token[] {
  const tokens: Token[] = [];
  let clause: WhereClause | HavingClause | undefined = where;
  while (clause !== undefined) {
    const { left } = clause;
    const parentheses = left === null ? 0 : (left.openParen ?? 0);
    tokens.push(...repeat('(', parentheses));
    if (left !== null && 'operator' in left) {
      tokens.push(leafOf(left, pathOf, statementOf), ...repeat(')', left.closeParen ?? 0));
    }
    if (!('operator' in clause)) break;
    tokens.push(clause.operator);
    clause = clause.right;
  }
  return tokens;
}

function readChain(tokens: Token[]): Condition {
  const parts = [readOne(tokens)];
  let joint: 'AND' | 'OR' | undefined;
  for (;;) {
    const next = tokens[0];
    if (next !== 'AND' && next !== 'OR') break;
    // SOQL refuses a mixture without parentheses.
    if (joint !== undefined && joint !== next) throw malformedQuery(`unexpected token: '${next}'`);
    joint = next;
    tokens.shift();
    parts.push(readOne(tokens));
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return { kind: joint === 'OR' ? 'or' : 'and', parts };
}

function readOne(tokens: Token[]): Condition {
  const token = tokens.shift();
  if (token === 'NOT') return { kind: 'not', inner: readOne(tokens) };
  if (token === '(') {
    const inner = readChain(tokens);
    if (tokens.shift() === ')') return inner;
  }
  if (typeof token === 'object') return token;
  throw garbled();
}

/** What is no SOQL the parser library refuses, but of some conditions with NOT it loses parts: the x of `HAVING NOT x AND y`. */
function garbled(): Undeclared {
  return notBuilt('NOT in this place of a condition in SOQL');
}

function leafOf(
  leaf: Exclude<ConditionWithValueQuery, NegationCondition>,
  pathOf: PathOf,
  statementOf: StatementOf,
): Condition {
  const operator = OPERATORS.find((known) => known === leaf.operator.toUpperCase());
  if (operator === undefined) throw notBuilt(`${leaf.operator} in SOQL`);
  if ('valueQuery' in leaf) {
    return {
      kind: 'semi-join',
      path: pathOf(leaf.field),
      isNegated: operator === 'NOT IN',
      statement: statementOf(leaf.valueQuery),
    };
  }
  const texts = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const types = Array.isArray(leaf.literalType)
    ? leaf.literalType
    : texts.map(() => leaf.literalType);
  const comparison: Comparison = {
    kind: 'compare',
    of:
      'fn' in leaf
        ? aggregateOperand(leaf.fn, pathOf)
        : { kind: 'field', path: pathOf(leaf.field) },
    operator: operator as ComparisonOperator,
    literals: texts.map((text, index) => literalOf(text, types[index] as LiteralType | undefined)),
  };
  return comparison;
}

const LITERAL_TYPES: ReadonlyMap<LiteralType, Literal['type']> = new Map([
  ['STRING', 'string'],
  ['INTEGER', 'number'],
  ['DECIMAL', 'number'],
  ['BOOLEAN', 'boolean'],
  ['NULL', 'null'],
  ['DATETIME', 'datetime'],
  ['DATE', 'date'],
  ['DATE_LITERAL', 'date-literal'],
  ['DATE_N_LITERAL', 'date-literal'],
]);

function literalOf(text: string, parsedType: LiteralType | undefined): Literal {
  const type = parsedType && LITERAL_TYPES.get(parsedType);
  if (type === undefined) throw notBuilt(`the literal ${text} in SOQL`);
  return { type, text: type === 'string' ? text.slice(1, -1) : text };
}

function repeat(token: '(' | ')', count: number): Token[] {
  return Array.from({ length: count }, () => token);
}
