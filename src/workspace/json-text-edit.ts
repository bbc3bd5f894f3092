import { applyEdits, type Node } from 'jsonc-parser';
import { flatObjectText, indentAt, styleOf } from './json-style.ts';
import { elementsOf, propertyNodesOf } from './syntax-node.ts';

export type Scalar = string | boolean;
export type FlatObject = Readonly<Record<string, Scalar>>;

// jsonc-parser's own modify() either formats what surrounds an edit or inserts without any white space; these insert the
// way the neighbours are written.

/** The text with one property set: in place where it is there, else after the last one. */
export function withProperty(
  text: string,
  object: Node,
  key: string,
  value: Scalar | FlatObject,
): string {
  const properties = propertyNodesOf(object);
  const present = properties.findLast((property) => property.key === key);
  if (present !== undefined)
    return present.value.value === value
      ? text
      : replaced(text, present.value.offset, present.value.length, valueText(text, object, value));

  const last = properties.at(-1);
  if (last === undefined) {
    const filled = flatObjectText(text, { [key]: value }, indentAt(text, object.offset), true);
    return replaced(text, object.offset, object.length, filled);
  }
  const { colon } = styleOf(text);
  const property = `${JSON.stringify(key)}${colon}${valueText(text, object, value)}`;
  return replaced(text, endOf(last.whole), 0, separatorAfter(text, object) + property);
}

/** The text without a property, and without the comma that belonged to it. */
export function removedProperty(text: string, object: Node, key: string): string {
  const properties = propertyNodesOf(object);
  const index = properties.findLastIndex((property) => property.key === key);
  const removed = properties[index]?.whole;
  if (removed === undefined) return text;
  const before = properties[index - 1]?.whole;
  const after = properties[index + 1]?.whole;
  if (before !== undefined) return cut(text, endOf(before), endOf(removed));
  if (after !== undefined) return cut(text, removed.offset, after.offset);
  return cut(text, object.offset + 1, endOf(object) - 1);
}

/** The text with one more object in an array, laid out like the last one. */
export function appendedElement(text: string, array: Node, element: FlatObject): string {
  const last = elementsOf(array).at(-1);
  if (last === undefined) return text;
  const sibling = text.slice(last.offset, endOf(last));
  const isMultiline = /[\n\r]/.test(sibling);
  const object = flatObjectText(text, element, indentAt(text, last.offset), isMultiline, sibling);
  return replaced(text, endOf(last), 0, separatorAfter(text, array) + object);
}

function valueText(text: string, object: Node, value: Scalar | FlatObject): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const last = propertyNodesOf(object).at(-1);
  const indent = indentAt(text, last?.whole.offset ?? object.offset);
  return flatObjectText(text, value, indent, /[\n\r]/.test(text.trimEnd()));
}

/** The comma and white space that part a new child from the last one. */
function separatorAfter(text: string, parent: Node): string {
  const children = parent.children ?? [];
  const last = children.at(-1);
  const first = children[0];
  if (last === undefined || first === undefined) return '';
  const beforeLast = whiteSpaceBefore(text, last.offset);
  if (children.length > 1) return `,${beforeLast}`;
  // The white space before an only child is padding of the brace, unless it is a line of its own.
  return /[\n\r]/.test(beforeLast) ? `,${beforeLast}` : `,${styleOf(text).gap}`;
}

/** Up to the line break before, so that a blank line between two entries is not copied. */
function whiteSpaceBefore(text: string, offset: number): string {
  return /(\r?\n)?[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? '';
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function cut(text: string, start: number, end: number): string {
  return replaced(text, start, end - start, '');
}

function replaced(text: string, offset: number, length: number, content: string): string {
  return applyEdits(text, [{ offset, length, content }]);
}
