import { code, plainText } from '../markdown-text.ts';
import type { Block, Part } from './blocks.ts';
import type { Inline, RichText } from './rich-text.ts';

/** Parts as Markdown paragraphs, their headings one below the other from this level on. */
export function partsMarkdown(parts: readonly Part[], level: number): readonly string[] {
  return parts.flatMap((part) => partMarkdown(part, level));
}

function partMarkdown({ heading, blocks }: Part, level: number): readonly string[] {
  return [
    `${'#'.repeat(level)} ${richMarkdown(heading)}`,
    ...blocks.flatMap((block) => blockMarkdown(block, level)),
  ];
}

function blockMarkdown(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [richMarkdown(block.text)];
    case 'steps':
      return [
        block.items.map((item, index) => `${String(index + 1)}. ${richMarkdown(item)}`).join('\n'),
      ];
    case 'list':
      return [block.items.map((item) => `- ${richMarkdown(item)}`).join('\n')];
    case 'facts':
      return [
        block.facts
          .map(({ name, texts }) => `- **${name}:** ${texts.map(richMarkdown).join(' ')}`)
          .join('\n'),
      ];
    case 'part':
      return partMarkdown(block, level + 1);
  }
}

function richMarkdown(text: RichText): string {
  return text.map(inlineMarkdown).join('');
}

function inlineMarkdown(inline: Inline): string {
  switch (inline.kind) {
    // Our own words hold nothing that Markdown reads as a sign.
    case 'words':
      return inline.text;
    case 'value':
      return plainText(inline.text);
    case 'code':
      return code(inline.text);
    case 'strong':
      return `**${plainText(inline.text)}**`;
    case 'path':
      return inline.steps.map((step) => `**${plainText(step)}**`).join(' › ');
  }
}
