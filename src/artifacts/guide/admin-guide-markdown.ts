import type { PublishedVersion } from '../../domain/published-version.ts';
import type { InstallLinks } from '../install-links-schema.ts';
import { plainText, webLink } from '../markdown-text.ts';
import { adminGuideOf } from './admin-guide.ts';
import { changesParts } from './changes-part.ts';
import { partsMarkdown } from './guide-markdown.ts';

/** admin-guide.md: the guide as a file of its own, to send or to put into a help centre. */
export function adminGuideMarkdown(published: PublishedVersion, document: InstallLinks): string {
  const guide = adminGuideOf(published);
  const { package: packaged, version } = document;
  return [
    ...(document.rehearsalNote === undefined
      ? []
      : [`> **${document.rehearsalNote.toUpperCase()}**`]),
    `# ${plainText(packaged.name)} ${plainText(version.number)}: guide for the admin`,
    'What to do in your Salesforce org after the package is installed. The links are in install-links.md.',
    ...partsMarkdown(changesParts(published.notes), 2),
    ...partsMarkdown(guide.steps, 2),
    ...(version.postInstallUrl === undefined
      ? []
      : [`More about the set-up, from the developer: ${webLink(version.postInstallUrl)}`]),
    '## If something goes wrong',
    ...partsMarkdown(guide.errors, 3),
  ]
    .join('\n\n')
    .concat('\n');
}
