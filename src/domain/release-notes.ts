import { settingsOf } from './eca/read-app-settings.ts';
import type { AppClosure } from './eca/closure.ts';
import { componentKey } from './eca/component.ts';
import type { TrustedIpRange } from './eca/app-settings.ts';
import { componentRows } from './version/release-key.ts';
import type { SubscriberVersionId } from './version/ids.ts';

/** What is new in a version, against the released version that it descends from. */
export interface ReleaseNotes {
  readonly since: {
    readonly versionId: SubscriberVersionId;
    /** major.minor.patch */
    readonly number: string;
  };
  /** Subjects, newest first; absent where the history here does not reach back to that version. */
  readonly commits?: readonly string[];
  /** Absent where the hub does not hand out what that version holds. */
  readonly changes?: readonly AppChange[];
}

export type AppChangeKind =
  | 'scope-added'
  | 'scope-removed'
  | 'trusted-range-added'
  | 'trusted-range-removed'
  | 'label-changed'
  | 'component-added'
  | 'component-removed'
  | 'component-changed';

export interface AppChange {
  /** API name. */
  readonly app: string;
  readonly kind: AppChangeKind;
  /** What was added, removed or changed; a changed label as it is now. */
  readonly value: string;
}

/** Scope changes first: they are what a customer's admin has to look at. */
export function changesBetween(
  before: readonly AppClosure[],
  after: readonly AppClosure[],
): readonly AppChange[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  return names
    .flatMap((name) =>
      appChanges(
        name,
        before.find((app) => app.name === name),
        after.find((app) => app.name === name),
      ),
    )
    .toSorted((a, b) => Number(isScopeChange(b)) - Number(isScopeChange(a)));
}

export function isScopeChange({ kind }: AppChange): boolean {
  return kind === 'scope-added' || kind === 'scope-removed';
}

/** The notes in one line, for the version's description; empty where there is nothing to tell. */
export function notesLine({ since, changes = [], commits = [] }: ReleaseNotes): string {
  const scopes = changes
    .filter(isScopeChange)
    .map(({ kind, value }) => `${kind === 'scope-added' ? '+' : '-'}${value}`);
  const others = changes.length - scopes.length;
  const parts = [
    scopes.length > 0 ? [`OAuth scopes ${scopes.join(' ')}`] : [],
    others > 0 ? [`${others} other ${others === 1 ? 'change' : 'changes'}`] : [],
    commits.length > 0 ? [`${commits.length} ${commits.length === 1 ? 'commit' : 'commits'}`] : [],
  ].flat();
  return parts.length === 0 ? '' : `Since ${since.number}: ${parts.join(', ')}`;
}

function appChanges(
  app: string,
  before: AppClosure | undefined,
  after: AppClosure | undefined,
): readonly AppChange[] {
  const old = before === undefined ? undefined : settingsOf(before);
  const now = after === undefined ? undefined : settingsOf(after);
  const scopes = difference(old?.scopes ?? [], now?.scopes ?? []);
  const ranges = difference(
    (old?.trustedIpRanges ?? []).map(rangeText),
    (now?.trustedIpRanges ?? []).map(rangeText),
  );
  const components = difference(
    (before?.components ?? []).map(componentKey),
    (after?.components ?? []).map(componentKey),
  );
  const found: readonly (readonly [AppChangeKind, readonly string[]])[] = [
    ['scope-added', scopes.added],
    ['scope-removed', scopes.removed],
    ['trusted-range-added', ranges.added],
    ['trusted-range-removed', ranges.removed],
    [
      'label-changed',
      before !== undefined && after !== undefined && before.label !== after.label
        ? [after.label]
        : [],
    ],
    ['component-added', components.added],
    ['component-removed', components.removed],
  ];
  const told = found.flatMap(([kind, values]) => values.map((value) => ({ app, kind, value })));
  // What changed without any of the above still changed.
  return told.length > 0
    ? told
    : changedComponents(before, after).map((value) => ({ app, kind: 'component-changed', value }));
}

function changedComponents(
  before: AppClosure | undefined,
  after: AppClosure | undefined,
): readonly string[] {
  const rows = new Set(componentRows(before?.components ?? []));
  return (after?.components ?? [])
    .filter((component) => componentRows([component]).some((row) => !rows.has(row)))
    .map(componentKey);
}

function difference(
  before: readonly string[],
  after: readonly string[],
): { added: readonly string[]; removed: readonly string[] } {
  return {
    added: after.filter((entry) => !before.includes(entry)),
    removed: before.filter((entry) => !after.includes(entry)),
  };
}

function rangeText({ start, end }: TrustedIpRange): string {
  return start === end ? start : `${start}–${end}`;
}
