import type { PublishedVersion } from '../domain/published-version.ts';
import { changesParts } from './guide/changes-part.ts';
import { partsMarkdown } from './guide/guide-markdown.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { plainText } from './markdown-text.ts';

/** A longer history is in git. */
const MOST_COMMITS = 50;

/** release-notes.md: what is new since the last release, the rights that the app asks for first; nothing for a first one. */
export function releaseNotesMarkdown(
  { notes }: PublishedVersion,
  { package: packaged, version, rehearsalNote }: InstallLinks,
): string | undefined {
  if (notes === undefined) return undefined;
  const changes = partsMarkdown(changesParts(notes), 2);
  const { commits = [] } = notes;
  const shown = commits.slice(0, MOST_COMMITS).map((subject) => `- ${plainText(subject)}`);
  const left = commits.length - shown.length;
  return [
    ...(rehearsalNote === undefined ? [] : [`> **${rehearsalNote.toUpperCase()}**`]),
    `# ${plainText(packaged.name)} ${plainText(version.number)}: what is new`,
    ...(changes.length > 0
      ? changes
      : [
          notes.changes === undefined
            ? `The hub does not hand out what ${notes.since.number} holds, so that nothing can be compared.`
            : `The app is as it was in ${notes.since.number}.`,
        ]),
    ...(shown.length > 0 ? [`## Commits since ${notes.since.number}`, shown.join('\n')] : []),
    ...(left > 0 ? [`And ${left} more.`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}
