/** How a JSON text is laid out, as far as it shows. */
export interface JsonStyle {
  readonly lineBreak: string;
  /** One step of indentation. */
  readonly indent: string;
  /** What parts a key from its value, colon included. */
  readonly colon: string;
  /** What parts two entries on one line, after the comma. */
  readonly gap: string;
}

export function styleOf(text: string): JsonStyle {
  const colon = /"(\s*:[ \t]*)/.exec(text)?.[1] ?? ': ';
  return {
    lineBreak: /\r?\n/.exec(text)?.[0] ?? '\n',
    indent: /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
    colon,
    gap: colon.endsWith(' ') ? ' ' : '',
  };
}

/** The indentation of the line on which something stands. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** An object in the style of a text; on one line with the padding of a sibling, if there is one to go by. */
export function flatObjectText(
  text: string,
  object: Readonly<Record<string, unknown>>,
  indent: string,
  isMultiline: boolean,
  sibling = '{}',
): string {
  const style = styleOf(text);
  const inner = indent + style.indent;
  const entries = Object.entries(object).map(([key, value]) => {
    const isNested = typeof value === 'object' && value !== null;
    const valueText = isNested
      ? flatObjectText(text, { ...value }, inner, isMultiline)
      : JSON.stringify(value);
    return `${JSON.stringify(key)}${style.colon}${valueText}`;
  });
  if (!isMultiline) {
    const padding = /^\{( *)/.exec(sibling)?.[1] ?? '';
    return `{${padding}${entries.join(`,${style.gap}`)}${padding}}`;
  }
  const { lineBreak } = style;
  return `{${lineBreak}${inner}${entries.join(`,${lineBreak}${inner}`)}${lineBreak}${indent}}`;
}
