import type { Block, Fact, Part } from '../guide/blocks.ts';
import type { Inline, RichText } from '../guide/rich-text.ts';
import { Markup, markup, isolated } from './markup.ts';

/** Parts as HTML, their headings one below the other from this level on. */
export function partsHtml(parts: readonly Part[], level: number): readonly Markup[] {
  return parts.map((part) => partHtml(part, level));
}

function partHtml({ id, heading, blocks }: Part, level: number): Markup {
  const tag = new Markup(`h${String(level)}`);
  return markup`<section class="${level === 2 ? 'section' : 'part'}" aria-labelledby="${id}">
<${tag} id="${id}">${richHtml(heading)}</${tag}>
${blocks.map((block) => blockHtml(block, level))}</section>
`;
}

function blockHtml(block: Block, level: number): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${richHtml(block.text)}</p> `;
    case 'steps':
      return markup`<ol>
        ${itemsHtml(block.items)}
      </ol> `;
    case 'list':
      return markup`<ul>
        ${itemsHtml(block.items)}
      </ul> `;
    case 'facts':
      return markup`<dl class="facts">
        ${block.facts.map(factHtml)}
      </dl> `;
    case 'part':
      return partHtml(block, level + 1);
  }
}

function factHtml({ name, texts, isMain }: Fact): Markup {
  return markup`<div class="${isMain === true ? 'main' : 'side'}">
    <dt>${name}</dt>
    <dd>${texts.map((text) => markup`<p>${richHtml(text)}</p>`)}</dd>
  </div> `;
}

function itemsHtml(items: readonly RichText[]): readonly Markup[] {
  return items.map((item) => markup` <li>${richHtml(item)}</li>`);
}

export function richHtml(text: RichText): readonly Markup[] {
  return text.map(inlineHtml);
}

function inlineHtml(inline: Inline): Markup {
  switch (inline.kind) {
    case 'words':
      return markup`${inline.text}`;
    case 'value':
      return isolated(inline.text);
    case 'code':
      return markup`<code>${inline.text}</code>`;
    case 'strong':
      return markup`<strong>${isolated(inline.text)}</strong>`;
    case 'path':
      return markup`<span class="path">${inline.steps.map(pathStep)}</span>`;
  }
}

function pathStep(step: string, index: number): Markup {
  const arrow = index === 0 ? undefined : markup` <span aria-hidden="true">›</span> `;
  return markup`${arrow}<b>${step}</b>`;
}
