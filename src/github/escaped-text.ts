/** A value as running text of GitHub's Markdown: every character that could format something is written as an entity. */
export function escapedText(value: string): string {
  return value
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200D ]/gu,
      (character) => `&#${String(character.codePointAt(0))};`,
    );
}

/** GitHub drops a summary of more than 1 MiB as a whole. */
const LONGEST_DIFFERENCE = 100_000;

/** A difference of files, cut where it is long. */
export function differenceBlock(difference: string): string {
  return codeBlock(
    'diff',
    difference.length <= LONGEST_DIFFERENCE
      ? difference
      : `${difference.slice(0, LONGEST_DIFFERENCE)}\n(cut here)`,
  );
}

/** Lines as they are, in a block of their own; no line of theirs can end it. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
