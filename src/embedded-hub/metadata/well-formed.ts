const TOKENS =
  /<!--(?:(?!--)[\s\S])*-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?<close>\/)?(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[\w.:-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(?<empty>\/)?>|(?<text>[^<]+)|(?<stray><)/g;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/;

/** One root element, every element closed in turn, no bare ampersand: fast-xml-parser would read on regardless. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  let roots = 0;
  for (const { groups = {} } of xml.replace(/^\uFEFF/, '').matchAll(TOKENS)) {
    const { close, name, attributes = '', empty, text, stray } = groups;
    if (stray !== undefined) return false;
    if (text !== undefined) {
      if (open.length === 0 ? text.trim() !== '' : BARE_AMPERSAND.test(text)) return false;
    } else if (name !== undefined) {
      if (BARE_AMPERSAND.test(attributes)) return false;
      if (close !== undefined) {
        if (attributes !== '' || open.pop() !== name) return false;
      } else {
        if (open.length === 0) roots += 1;
        if (empty === undefined) open.push(name);
      }
    }
  }
  return roots === 1 && open.length === 0;
}
