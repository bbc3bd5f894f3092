import { Visitor, parseSync } from 'oxc-parser';
import type {
  Argument,
  ArrayExpressionElement,
  CallExpression,
  Expression,
  ObjectExpression,
} from 'oxc-parser';

/** A place in the hub's source where it refuses, fails or complains of something. */
export interface Rule {
  /** `deploy/deploy-requests.ts:31`, with a column where a line has several. */
  readonly id: string;
  /** The source of the place, in one line. */
  readonly source: string;
}

/** The rules of a source file, and its text with a switch in front of each: `hubRuleHolds(id)` false takes the rule out. */
export interface SwitchableSource {
  readonly rules: readonly Rule[];
  readonly text: string;
}

/** What makes an answer that is a failure. */
const FAILURE_MAKERS: readonly string[] = ['failed', 'failure', 'manifestFailure', 'refused'];
/** Shorter strings are names and keys, no problem texts. */
const SHORTEST_SENTENCE = 16;
const LOWEST_ERROR_STATUS = 400;

interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly isEnd: boolean;
}

export function switchable(path: string, source: string): SwitchableSource {
  const { program } = parseSync(path, source);
  const rules: Rule[] = [];
  const insertions: Insertion[] = [];
  const holds = (node: Span): string => {
    const id = idOf(path, source, node.start, rules);
    const line = source.slice(node.start, node.end).replaceAll(/\s+/g, ' ');
    rules.push({ id, source: line });
    return `(globalThis.hubRuleHolds?.(${JSON.stringify(id)}) ?? true)`;
  };
  const around = (node: Span, before: string, after: string) => {
    insertions.push({ at: node.start, text: before, isEnd: false });
    insertions.push({ at: node.end, text: after, isEnd: true });
  };
  new Visitor({
    ThrowStatement: (node) => {
      if (isRefusal(node.argument)) around(node, `{ if ${holds(node)} `, ' }');
    },
    ReturnStatement: (node) => {
      if (node.argument !== null && isFailure(node.argument))
        around(node, `{ if ${holds(node)} `, ' }');
    },
    ArrayExpression: (node) => {
      const [only, ...others] = node.elements;
      if (only && others.length === 0 && isProblem(only))
        around(node, `(${holds(node)} ? `, ' : [])');
    },
    CallExpression: (node) => {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || !isMapOfProblems(node)) return;
      const { end } = callee.object;
      insertions.push({ at: end, text: `.filter(() => ${holds(node)})`, isEnd: true });
    },
  }).visit(program);
  return { rules, text: inserted(source, insertions) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A rethrown error is nobody's rule, and a TypeError is the hub's own mistake. */
function isRefusal(thrown: Expression): boolean {
  if (thrown.type === 'Identifier') return false;
  return !(
    thrown.type === 'NewExpression' &&
    thrown.callee.type === 'Identifier' &&
    thrown.callee.name === 'TypeError'
  );
}

function isFailure(value: Expression): boolean {
  if (value.type === 'ObjectExpression') return hasOutcomeFailed(value);
  if (value.type !== 'CallExpression') return false;
  const makesFailure =
    value.callee.type === 'Identifier' && FAILURE_MAKERS.includes(value.callee.name);
  return makesFailure || value.arguments.some(isErrorStatus);
}

function isErrorStatus(value: Argument): boolean {
  return (
    value.type === 'Literal' &&
    typeof value.value === 'number' &&
    value.value >= LOWEST_ERROR_STATUS &&
    value.value < 600
  );
}

function isProblem(value: Exclude<ArrayExpressionElement, null>): boolean {
  if (value.type === 'TemplateLiteral')
    return isSentence(value.quasis.map((part) => part.value.raw).join('x'));
  if (value.type === 'Literal') return typeof value.value === 'string' && isSentence(value.value);
  if (value.type === 'ObjectExpression')
    return hasKey(value, 'message') || hasKey(value, 'problem') || hasOutcomeFailed(value);
  return value.type === 'CallExpression' && isFailure(value);
}

function isSentence(text: string): boolean {
  return text.includes(' ') && text.length >= SHORTEST_SENTENCE && !text.includes('\n');
}

function isMapOfProblems({ callee, arguments: [first] }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  if (callee.property.name !== 'map' || first?.type !== 'ArrowFunctionExpression') return false;
  const { body } = first;
  const value = body.type === 'ParenthesizedExpression' ? body.expression : body;
  return value.type !== 'BlockStatement' && isProblem(value as Expression);
}

function hasKey(value: ObjectExpression, name: string): boolean {
  return value.properties.some(
    (property) =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.key.name === name,
  );
}

function hasOutcomeFailed(value: ObjectExpression): boolean {
  return value.properties.some((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') return false;
    const content =
      property.value.type === 'TSAsExpression' ? property.value.expression : property.value;
    return (
      property.key.name === 'outcome' && content.type === 'Literal' && content.value === 'failed'
    );
  });
}

function idOf(path: string, source: string, at: number, rules: readonly Rule[]): string {
  const lines = source.slice(0, at).split('\n');
  const id = `${path}:${lines.length}`;
  return rules.some((rule) => rule.id === id) ? `${id}:${(lines.at(-1) ?? '').length + 1}` : id;
}

/** From back to front, so that places keep meaning what they meant; at one place ends come before beginnings. */
function inserted(source: string, insertions: readonly Insertion[]): string {
  const inOrder = insertions
    .map((insertion, index) => ({ ...insertion, index }))
    .toSorted(
      (left, right) =>
        right.at - left.at ||
        Number(left.isEnd) - Number(right.isEnd) ||
        (left.isEnd ? left.index - right.index : right.index - left.index),
    );
  return inOrder.reduce(
    (text, { at, text: added }) => text.slice(0, at) + added + text.slice(at),
    source,
  );
}
