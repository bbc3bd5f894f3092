import { oneLine } from './one-line.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A value as running text, also in a table cell and a heading: it reads as it is, and formats nothing. */
export function plainText(value: string): string {
  return (
    oneLine(value)
      .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
      .replaceAll(/[\\`*[\]|~#!]/g, String.raw`\$&`)
      // Within a word an underscore is only an underscore.
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
      // GitHub makes links of bare addresses.
      .replaceAll('://', ':&#47;&#47;')
      .replaceAll(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`)
      .replaceAll('@', '&#64;')
      // At the start of a paragraph these would make a list or a ruler of it.
      .replace(/^[-+=]/, String.raw`\$&`)
      .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
  );
}

/** A value as code. */
export function code(value: string): string {
  const line = oneLine(value);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const needsSpace = line.startsWith('`') || line.endsWith('`') || line === '';
  return needsSpace ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A value as code in a table: there a vertical bar ends the cell also within code. */
export function codeCell(value: string): string {
  return code(value).replaceAll('|', String.raw`\|`);
}

/** A web address as a link; anything that is none stays text. */
export function webLink(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return code(value);
  return `<${url.href.replaceAll('|', '%7C')}>`;
}
