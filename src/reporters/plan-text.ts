import type { EventPayloads } from '../domain/events.ts';
import type { FileChange } from '../domain/plan/file-change.ts';
import type {
  HubRecord,
  PlannedAncestor,
  PlannedPackage,
  PlannedVersion,
  ReleasePlan,
  SlotSpending,
} from '../domain/plan/release-plan.ts';
import type { Look } from './look.ts';
import { printable } from './printable.ts';

/** A plan for people: each package in four lines, then what changes, then what was read. */
export function planText({ plan, file }: EventPayloads['plan.made'], look: Look): string {
  return [
    ...plan.packages.map((planned) => packageText(planned, look)),
    filesText(plan.files, look),
    recordsText(plan.records, look),
    slotsText(plan.slots, look),
    readsText(plan, look),
    savedText(plan, file, look),
  ].join('\n\n');
}

function packageText(planned: PlannedPackage, { paint }: Look): string {
  const { number, numberOrigin, components } = planned;
  const rows: readonly (readonly [string, string])[] = [
    ['Package', packageIdText(planned)],
    ['Version', `${number} (${numberOrigin}): ${versionText(planned.version)}`],
    ['Ancestor', ancestorText(planned.ancestor)],
    ['Holds', components.map(({ key }) => key).join(', ')],
  ];
  return [
    paint('bold', `${printable(planned.name)} ${number}`),
    ...rows.map(([label, text]) => `  ${paint('dim', label.padEnd(10))}${printable(text)}`),
  ].join('\n');
}

function packageIdText({ package: planned }: PlannedPackage): string {
  return planned.action === 'reuse'
    ? `${planned.id}, which is in the hub already`
    : `new, in the namespace ${planned.namespace}: both its name and its namespace are for ever`;
}

function versionText(version: PlannedVersion): string {
  switch (version.kind) {
    case 'build':
      return 'to be built';
    case 'build-again':
      return `to be built again, after ${version.failedRequestId} failed`;
    case 'adopt':
      return `${version.because}: nothing is built`;
    case 'wait':
      return `being built already: ${version.requestId} is waited for`;
    case 'refused':
      return version.why;
  }
}

function ancestorText(ancestor: PlannedAncestor): string {
  switch (ancestor.kind) {
    case 'version':
      return `${ancestor.number} (${ancestor.versionId})`;
    case 'none':
      return 'none';
    case 'impossible':
      return ancestor.why;
  }
}

function filesText(files: readonly FileChange[], look: Look): string {
  if (files.length === 0) return block('Files: nothing to change', [], look);
  return block(
    'Files to change',
    files.map((change) => fileText(change, look)),
    look,
  );
}

function fileText({ path, action, diff }: FileChange, look: Look): string {
  const title = `${action.padEnd(7)} ${printable(path)}`;
  if (action !== 'remove' && diff === undefined)
    return `${title}\n    (what is there now holds a secret, and is not shown)`;
  return [title, ...diffLines(diff ?? '', look)].join('\n');
}

const DIFF_STYLES: Readonly<Record<string, 'green' | 'red' | 'cyan'>> = {
  '+': 'green',
  '-': 'red',
  '@': 'cyan',
};

/** Without its first two lines, which only name the file once more. Indented, so that GitHub takes no line for a command. */
function diffLines(diff: string, { paint }: Look): readonly string[] {
  return diff
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) => {
      const style = DIFF_STYLES[line.slice(0, 1)];
      const shown = `${line.slice(0, 1)}${printableKeepingIndent(line.slice(1))}`;
      return `    ${style === undefined ? shown : paint(style, shown)}`;
    });
}

function printableKeepingIndent(text: string): string {
  const [indent = ''] = /^[ \t]*/.exec(text) ?? [];
  return `${indent}${printable(text)}`;
}

function recordsText(records: readonly HubRecord[], look: Look): string {
  if (records.length === 0) return block('In the hub: nothing to change', [], look);
  return block(
    'In the hub',
    records.map(({ action, object, what, fields }) =>
      [
        `${action.padEnd(7)} ${object}: ${printable(what)}`,
        ...Object.entries(fields).map(
          ([field, value]) => `    ${look.paint('dim', field.padEnd(17))}${printable(value)}`,
        ),
      ].join('\n'),
    ),
    look,
  );
}

function slotsText(slots: readonly SlotSpending[], look: Look): string {
  if (slots.length === 0) return block('Spends nothing', [], look);
  return block(
    'Spends',
    slots.map(({ limit, spends, remaining, max }) =>
      remaining === null || max === null
        ? `${spends} of ${limit}; the hub does not tell how many are left`
        : `${spends} of the ${remaining} that are left today (${limit}, ${max} in 24 hours)`,
    ),
    look,
  );
}

function readsText({ reads }: ReleasePlan, look: Look): string {
  const width = Math.max(...reads.map(({ what }) => what.length)) + 2;
  return block(
    'Read, and nothing else done',
    reads.map(
      ({ what, found }) => `${look.paint('dim', printable(what).padEnd(width))}${printable(found)}`,
    ),
    look,
  );
}

function savedText({ rehearsal }: ReleasePlan, file: string, { paint }: Look): string {
  const command = `npm run release -- ${rehearsal ? '--rehearse ' : ''}--plan ${file}`;
  return `${paint('bold', 'To do exactly this')}, or be told what has moved since:\n  ${command}`;
}

function block(title: string, lines: readonly string[], { paint }: Look): string {
  return [paint('bold', title), ...lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`)].join(
    '\n',
  );
}
