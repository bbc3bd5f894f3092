/** The commit in a version's description, where this tool puts it last; nothing for versions of other tools. */
export function commitOf(description: string): string | undefined {
  return /(?:^| )commit ([0-9a-f]{40,64})$/.exec(description.trim())?.[1];
}

/** No limit is documented for a version's description; what is longer than a text field of Salesforce's usual size is cut. */
const LONGEST_DESCRIPTION = 255;

/** A version's description: what the vendor says, what is new, and the commit, which is never cut off. */
export function descriptionFor(parts: {
  readonly said: string | undefined;
  readonly news: string;
  readonly commit: string | undefined;
}): string {
  const tail = parts.commit === undefined ? '' : `commit ${parts.commit}`;
  const head = [parts.said ?? '', parts.news].filter((part) => part !== '').join(' · ');
  if (head === '' || tail === '') return shortened(head + tail, LONGEST_DESCRIPTION);
  return `${shortened(head, LONGEST_DESCRIPTION - tail.length - ' · '.length)} · ${tail}`;
}

function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  // Not through the middle of a character that takes two places.
  return `${text.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
