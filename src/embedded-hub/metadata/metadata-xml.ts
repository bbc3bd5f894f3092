export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** Element name and content; a list of elements as content nests. */
export type Element = readonly [name: string, content: ElementContent];
type ElementContent = string | number | boolean | readonly Element[];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The text a real org returns for a component: four blanks of indent, LF, a final newline, elements in the order given. */
export function metadataXml(root: string, elements: readonly Element[]): string {
  return `${DECLARATION}<${root} xmlns="${METADATA_NAMESPACE}">\n${lines(elements, 1)}</${root}>\n`;
}

export function escapeXml(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Real orgs return the elements of a component in alphabetical order. */
export function alphabetically(elements: readonly Element[]): Element[] {
  return elements.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

function lines(elements: readonly Element[], depth: number): string {
  const indent = '    '.repeat(depth);
  return elements
    .map(([name, content]) =>
      Array.isArray(content)
        ? `${indent}<${name}>\n${lines(content, depth + 1)}${indent}</${name}>\n`
        : `${indent}<${name}>${escapeXml(String(content))}</${name}>\n`,
    )
    .join('');
}
