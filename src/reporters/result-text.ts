import type { EventPayloads } from '../domain/events.ts';
import type { Look } from './look.ts';
import { printable } from './printable.ts';

/** What a published version is, and everything someone needs to pass it on. */
export function resultText(
  { version, links, artifacts }: EventPayloads['version.published'],
  { paint }: Look,
): string {
  const title = `${printable(version.package.name)} ${version.number}, build ${String(version.build)}`;
  const page = artifacts[0];
  const rows: readonly (readonly [string, string])[] = [
    ['Version id', version.versionId],
    ...links.map(
      ({ label, url, note }) =>
        [printable(label), note === undefined ? url : `${url}\n${printable(note)}`] as const,
    ),
    ...(version.needsInstallationKey
      ? [['Installation key', 'needed: send it apart from the link'] as const]
      : []),
    ...(page === undefined
      ? []
      : [[version.isRehearsal ? 'Page to look at' : 'Page to send', page] as const]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    `${paint('bold', title)}  ${stateText(version, paint)}`,
    ...rows.map(([label, value]) => {
      const text = value.replaceAll('\n', `\n${' '.repeat(width + 2)}`);
      return `  ${paint('dim', label.padEnd(width))}${text}`;
    }),
  ].join('\n');
}

function stateText(
  version: EventPayloads['version.published']['version'],
  paint: Look['paint'],
): string {
  if (version.isRehearsal) return paint('yellow', `rehearsed as ${version.state}`);
  if (version.state === 'released') return paint('green', 'released');
  return version.validation === 'skipped'
    ? paint('yellow', 'throw-away beta: only for sandboxes and scratch orgs, never to be released')
    : paint('yellow', 'beta: only for sandboxes and scratch orgs, until it is promoted');
}
