/** A piece of a sentence. A path is a way through Salesforce's menus, a value comes from the app or its org. */
export type Inline =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'path'; readonly steps: readonly string[] };

export type RichText = readonly Inline[];

/** A sentence: what is put into it is a piece of its own, and bare strings are values that may hold anything. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Inline | RichText)[]
): RichText {
  return words.flatMap((text, index) => {
    const value = values[index];
    return [
      ...(text === '' ? [] : [{ kind: 'words' as const, text }]),
      ...(value === undefined ? [] : pieces(value)),
    ];
  });
}

export function code(text: string): Inline {
  return { kind: 'code', text };
}

export function strong(text: string): Inline {
  return { kind: 'strong', text };
}

/** menu('Setup', 'Installed Packages') */
export function menu(...steps: readonly string[]): Inline {
  return { kind: 'path', steps };
}

/** The same with nothing but its letters, for JSON. */
export function lettersOf(text: RichText): string {
  return text.map(inlineLetters).join('');
}

function inlineLetters(inline: Inline): string {
  if (inline.kind === 'path') return inline.steps.join(' › ');
  return inline.kind === 'strong' ? `“${inline.text}”` : inline.text;
}

function pieces(value: string | number | Inline | RichText): RichText {
  if (typeof value === 'string' || typeof value === 'number')
    return [{ kind: 'value', text: String(value) }];
  return 'kind' in value ? [value] : value;
}
