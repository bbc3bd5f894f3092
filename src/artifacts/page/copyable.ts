import { type Markup, markup } from './markup.ts';

/** A command to copy, with its button beside it. */
export function copyable(id: string, text: string, what: string): Markup {
  return markup`<div class="copyable">
    <code id="${id}">${text}</code>
    ${copyButton(id, 'Copy', what)}
  </div>`;
}

/** Copies the text of the element with this id. Hidden until the script is there to serve it. */
export function copyButton(id: string, word: string, what: string): Markup {
  return markup`<button type="button" class="button copy" data-copies="${id}" hidden>
    <span data-word>${word}</span><span class="visually-hidden"> ${what}</span>
  </button>`;
}

/** An address with places to break a line at, which a copy does not contain. */
export function breakable(url: string): readonly Markup[] {
  return url
    .split(/(?<=[/?])(?=[^/])/)
    .map((piece, index) => (index === 0 ? markup`${piece}` : markup`<wbr />${piece}`));
}
