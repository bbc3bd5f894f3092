import { malformedQuery } from './query-refusals.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** What the quoted text of a literal stands for. */
export function unescapeString(text: string): string {
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    const character = ESCAPES[escaped];
    if (character === undefined)
      throw malformedQuery(`Illegal character sequence in string literal: \\${escaped}`);
    return character;
  });
}

/** A LIKE pattern: % any run, _ any one character, both escapable; letter case does not count. */
export function likePattern(text: string): RegExp {
  const source = [...text.matchAll(/\\([\s\S])|([\s\S])/g)]
    .map(([, escaped, plain]) => {
      if (plain === '%') return '[\\s\\S]*';
      if (plain === '_') return '[\\s\\S]';
      const literal =
        escaped === undefined
          ? (plain ?? '')
          : escaped === '%' || escaped === '_'
            ? escaped
            : unescapeString(`\\${escaped}`);
      return literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join('');
  return new RegExp(`^${source}$`, 'i');
}
