/** What the text of a release says about one package. */
export interface ReleaseSection {
  /** Letters, digits, dots and hyphens. */
  readonly key: string;
  readonly isBeta: boolean;
  readonly markdown: string;
}

// Comments, which GitHub keeps and does not show.
const MADE = '<!-- Made by eca-release, which may change this release. -->';
const SECTION = /<!-- eca-release:begin (?<key>[\w.-]+) (?<state>beta|released) -->/g;

/** GitHub takes 125,000 characters; a text has room for two long packages. */
const LONGEST_SECTION = 60_000;

/** The text of a release that this tool makes. */
export function newText(sections: readonly ReleaseSection[]): string {
  return textWith(MADE, sections);
}

/** The text with these sections, new ones at its end; what others wrote stays as it is. */
export function textWith(text: string, sections: readonly ReleaseSection[]): string {
  let result = text;
  for (const section of sections) {
    const block = blockOf(section);
    const place = placeOf(result, section.key);
    result =
      place === undefined
        ? [result.trimEnd(), block].filter((part) => part !== '').join('\n\n')
        : `${result.slice(0, place.from)}${block}${result.slice(place.to)}`;
  }
  return result;
}

/** Whether this tool made the release, so that it may do more than write its own sections. */
export function isOurs(text: string): boolean {
  return text.includes(MADE);
}

/** Whether one of the packages in the text is a beta still. */
export function hasBeta(text: string): boolean {
  return [...text.matchAll(SECTION)].some((match) => match.groups?.['state'] === 'beta');
}

/** GitHub's own editor changes line ends: that alone is no difference. */
export function isSameText(one: string, other: string): boolean {
  return withLineFeeds(one) === withLineFeeds(other);
}

function blockOf({ key, isBeta, markdown }: ReleaseSection): string {
  const text =
    markdown.length <= LONGEST_SECTION
      ? markdown.trim()
      : `${markdown.slice(0, LONGEST_SECTION).replace(/\n[^\n]*$/, '')}\n\n(Cut here: the attached files have the whole text.)`;
  return [
    `<!-- eca-release:begin ${key} ${isBeta ? 'beta' : 'released'} -->`,
    text,
    endOf(key),
  ].join('\n');
}

function placeOf(
  text: string,
  key: string,
): { readonly from: number; readonly to: number } | undefined {
  const begin = [...text.matchAll(SECTION)].find((match) => match.groups?.['key'] === key);
  if (begin === undefined) return undefined;
  const end = text.indexOf(endOf(key), begin.index);
  // Somebody removed the end: what follows may be theirs.
  const to = end === -1 ? begin.index + begin[0].length : end + endOf(key).length;
  return { from: begin.index, to };
}

function endOf(key: string): string {
  return `<!-- eca-release:end ${key} -->`;
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
