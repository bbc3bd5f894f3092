import type { RichText } from './rich-text.ts';

/** What a guide is made of, whatever it is rendered to. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: RichText }
  | { readonly kind: 'steps'; readonly items: readonly RichText[] }
  | { readonly kind: 'list'; readonly items: readonly RichText[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | Part;

/** A name and what there is to say under it, one paragraph or more. */
export interface Fact {
  readonly name: string;
  readonly texts: readonly RichText[];
  /** What the reader came for. */
  readonly isMain?: true;
}

/** A heading with what belongs to it. The id is unique in its guide and made of a-z, 0-9 and hyphens. */
export interface Part {
  readonly kind: 'part';
  readonly id: string;
  readonly heading: RichText;
  readonly blocks: readonly Block[];
}

export function paragraph(text: RichText): Block {
  return { kind: 'paragraph', text };
}

export function part(id: string, heading: RichText, blocks: readonly Block[]): Part {
  return { kind: 'part', id, heading, blocks };
}
