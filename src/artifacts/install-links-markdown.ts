import { detailsSection, insideSection } from './markdown-details.ts';
import type { InstallLinks } from './install-links-schema.ts';
import { code, plainText, webLink } from './markdown-text.ts';

/** install-links.md: the page a release manager sends to whoever installs. Says what install-links.json says. */
export function installLinksMarkdown(document: InstallLinks): string {
  const { package: packaged, version } = document;
  return [
    ...(document.rehearsalNote === undefined
      ? []
      : [`> **${document.rehearsalNote.toUpperCase()}**`]),
    `# ${plainText(packaged.name)} ${plainText(version.number)}`,
    ...(packaged.description === '' ? [] : [plainText(packaged.description)]),
    stateText(document),
    ...installSection(document),
    ...insideSection(document),
    '## After the install',
    document.afterInstall.steps
      .map((step, index) => `${String(index + 1)}. ${plainText(step)}`)
      .join('\n'),
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

function stateText({ version, rehearsal }: InstallLinks): string {
  const build = `build ${String(version.build)}`;
  if (rehearsal)
    return `**REHEARSAL, ${version.state}**, ${build}. Shows what a real release hands out.`;
  if (version.state === 'released')
    return `**Released**, ${build}. Can be installed in production orgs, sandboxes and scratch orgs, and upgraded later.`;
  return version.validation === 'skipped'
    ? `**Beta**, ${build}, built without validation: a throw-away build that can never be released. Sandboxes and scratch orgs only.`
    : `**Beta**, ${build}. For tests in sandboxes and scratch orgs only. An installed beta can never be upgraded: uninstall it before the released version comes.`;
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
