import { printable } from '../one-line.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is HTML already: only `markup` makes it, so that no value gets into a page without being escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/**
 * Markup with values in it; whatever is no markup itself stays text, also within quoted attributes.
 * Not called html, which formatters take as leave to move what is between the tags: the hashes of style and script would not hold.
 */
export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(pieces.map((piece, index) => `${piece}${markupOf(values[index])}`).join(''));
}

/** A name from elsewhere: its direction of reading does not turn the text around it. */
export function isolated(value: string): Markup {
  return markup`<bdi>${value}</bdi>`;
}

function markupOf(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(({ text }) => text).join('');
}

function escaped(value: string): string {
  return printable(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
