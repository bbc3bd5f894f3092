import type { InstallLinks } from './install-links-schema.ts';

export type DetailRow = readonly [name: string, value: string];

/** Ids and origin, for support and for whoever has to find this version again. */
export function detailRows({
  version,
  source,
  hub,
  ...document
}: InstallLinks): readonly DetailRow[] {
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
  return rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
}

/** How it was made sure that the version holds this, and nothing else. */
export function contentsText(contents: InstallLinks['contents']): string {
  switch (contents.by) {
    case 'package-zip':
      return `Checked against the package as Salesforce built it: ${counted(contents.components.length, 'component')}, and nothing else.`;
    case 'file-count':
      return `Checked against the number of files that Salesforce counted: ${String(contents.files)}.`;
    case 'nothing':
      return `Not checked against what Salesforce built: ${contents.why}`;
  }
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
