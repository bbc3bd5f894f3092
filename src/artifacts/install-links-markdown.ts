import { detailsSection, insideSection } from './markdown-details.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { code, plainText, webLink } from './markdown-text.ts';
import { stateText } from './state-text.ts';

/** install-links.md: the page a release manager sends to whoever installs. Says what install-links.json says. */
export function installLinksMarkdown(document: InstallLinks): string {
  const { package: packaged, version } = document;
  return [
    ...(document.rehearsalNote === undefined
      ? []
      : [`> **${document.rehearsalNote.toUpperCase()}**`]),
    `# ${plainText(packaged.name)} ${plainText(version.number)}`,
    ...(packaged.description === '' ? [] : [plainText(packaged.description)]),
    stateLine(document),
    ...installSection(document),
    ...insideSection(document),
    '## After the install',
    document.afterInstall.steps
      .map((step, index) => `${String(index + 1)}. ${plainText(step)}`)
      .join('\n'),
    'What to choose, and what to do about errors: see admin-guide.md.',
    ...(version.postInstallUrl === undefined
      ? []
      : [`More about the set-up: ${webLink(version.postInstallUrl)}`]),
    ...detailsSection(document),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function stateLine({ version, rehearsal }: InstallLinks): string {
  const word = version.state === 'released' ? 'Released' : 'Beta';
  const mark = rehearsal ? `REHEARSAL, ${version.state}` : word;
  return `**${mark}**, build ${String(version.build)}. ${stateText({ version, rehearsal })}`;
}

function installSection(document: InstallLinks): readonly string[] {
  const { installationKey, command, links } = document;
  return [
    '## Install',
    [
      '| Where | Link |',
      '| --- | --- |',
      ...links.map(
        ({ label, url, why }) =>
          `| ${plainText(label)} | ${[url === null ? '**No.**' : webLink(url), ...(why === undefined ? [] : [plainText(why)])].join(' ')} |`,
      ),
    ].join('\n'),
    `**Installation key:** ${installationKey.needed ? `needed. ${plainText(installationKey.note ?? '')}` : 'none needed.'}`,
    `It cannot be installed in the org that owns the namespace ${code(document.package.namespace)}.`,
    'With the Salesforce CLI:',
    `\`\`\`sh\n${command.line}\n\`\`\``,
    ...command.notes.map(plainText),
    ...(document.version.releaseNotesUrl === undefined
      ? []
      : [`Release notes: ${webLink(document.version.releaseNotesUrl)}`]),
  ];
}
