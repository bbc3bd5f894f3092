import type { InstallLinks } from './install-links-schema.ts';
import { code, codeCell, plainText } from './markdown-text.ts';

/** Which apps the version holds, and how that was checked. */
export function insideSection(document: InstallLinks): readonly string[] {
  return [
    '## What is inside',
    document.apps
      .map(({ name, label, components }) =>
        [
          `- **${plainText(label)}** (${code(name)})`,
          ...components.map(({ type, fullName }) => `  - ${plainText(type)} ${code(fullName)}`),
        ].join('\n'),
      )
      .join('\n'),
    contentsText(document.contents),
  ];
}

function contentsText(contents: InstallLinks['contents']): string {
  switch (contents.by) {
    case 'package-zip':
      return `Checked against the package as Salesforce built it: ${counted(contents.components.length, 'component')}, and nothing else.`;
    case 'file-count':
      return `Checked against the number of files that Salesforce counted: ${String(contents.files)}.`;
    case 'nothing':
      return `Not checked against what Salesforce built: ${plainText(contents.why)}`;
  }
}

/** Ids and origin, for support and for whoever has to find this version again. */
export function detailsSection(document: InstallLinks): readonly string[] {
  const { version, source, hub } = document;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Version id', version.versionId],
    ['Version id in the hub', version.packageVersionId],
    ['Package id', document.package.id],
    ['Namespace', document.package.namespace],
    ['Version name', version.name],
    ['Upgrades from', version.ancestorVersionId],
    ['Created', version.createdAt],
    ['Commit', source.commit],
    ['SHA-256 of the contents', source.digest],
    ['Release key', source.releaseKey],
    ['Hub', `${hub.orgId}, ${hub.instanceUrl}`],
  ];
  return [
    '## Details',
    [
      '| | |',
      '| --- | --- |',
      ...rows.flatMap(([name, value]) =>
        value === undefined ? [] : [`| ${name} | ${codeCell(value)} |`],
      ),
    ].join('\n'),
  ];
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
