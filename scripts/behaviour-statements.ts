import { readFileSync } from 'node:fs';

const BEHAVIOUR = new URL('../src/embedded-hub/BEHAVIOUR.md', import.meta.url);

/** One sentence of the embedded hub's BEHAVIOUR.md. */
export interface BehaviourStatement {
  /** The heading above it. */
  readonly subject: string;
  readonly statement: string;
  /** What it rests on, in one line: `docs (code); text assumed`. */
  readonly evidence: string;
}

export function behaviourStatements(): readonly BehaviourStatement[] {
  return sections().flatMap(({ subject, blocks }) => {
    const items = blocks.filter((block) => block.startsWith('- '));
    return items.flatMap((item) => {
      const [, statement = '', evidence = ''] = /^- (.+?) — (.+)$/.exec(inOneLine(item)) ?? [];
      return statement === '' ? [] : [{ subject, statement, evidence }];
    });
  });
}

/** Headings below which a text says that all of it is assumed, or not known. */
export function assumedSections(): readonly { readonly subject: string; readonly text: string }[] {
  return sections().flatMap(({ subject, blocks }) =>
    blocks
      .filter((block) => !block.startsWith('- ') && /\b(?:assumed|not known)\b/.test(block))
      .map((block) => ({ subject, text: inOneLine(block) })),
  );
}

function sections() {
  const parts = readFileSync(BEHAVIOUR, 'utf8').split(/^## /m).slice(1);
  return parts.map((part) => {
    const [subject = '', ...lines] = part.split('\n');
    return {
      subject,
      blocks: lines
        .join('\n')
        .split(/\n(?=- )|\n\n/)
        .map((block) => block.trim()),
    };
  });
}

function inOneLine(block: string): string {
  return block.replaceAll(/\s*\n\s*/g, ' ');
}

export function isAssumed({ evidence }: BehaviourStatement): boolean {
  return /\bassumed\b/.test(evidence);
}
