const graphemes = new Intl.Segmenter();

/** The text cut to a number of terminal columns, never within a character. Counts too much rather than too little. */
export function fitTo(text: string, columns: number, ellipsis: string): string {
  if (widthOf(text) <= columns) return text;
  const room = columns - ellipsis.length;
  let fitted = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > room) break;
    fitted += segment;
  }
  return room < 0 ? '' : `${fitted.trimEnd()}${ellipsis}`;
}

/** Columns at most: East Asian characters and emoji take two, and nothing from U+1100 on is trusted to take less. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text))
    width += (segment.codePointAt(0) ?? 0) >= 0x1100 || segment.includes('\uFE0F') ? 2 : 1;
  return width;
}
