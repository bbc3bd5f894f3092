import { createHash } from 'node:crypto';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { holdsSecret } from './firewall.ts';

/** A file that is to be made, changed or removed. */
export interface FileChange {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly action: 'create' | 'update' | 'remove';
  /** SHA-256 of what is there now; null where there is nothing. */
  readonly before: string | null;
  /** SHA-256 of what will be there; null where nothing will be. */
  readonly after: string | null;
  /** Unified; absent for what is removed, and where what is there now holds a secret. */
  readonly diff?: string;
}

/** A file as it is, and as a release wants it; nothing where there is none, or should be none. */
export interface FileState {
  readonly path: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** What has to happen to a file; nothing where it is already as it should be. */
export function fileChange({ path, before, after }: FileState): FileChange | undefined {
  const digests = { before: digestOf(before), after: digestOf(after) };
  if (digests.before === digests.after) return undefined;
  const action = before === undefined ? 'create' : after === undefined ? 'remove' : 'update';
  const diff = after === undefined ? undefined : diffOf(path, before, after);
  return { path, action, ...digests, ...(diff !== undefined && { diff }) };
}

/** Nothing where what is taken away must not be shown. */
function diffOf(
  path: string,
  before: Uint8Array | undefined,
  after: Uint8Array,
): string | undefined {
  const old = textOf(before);
  if (holdsSecret(old)) return undefined;
  return createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    old,
    textOf(after),
    undefined,
    undefined,
    { headerOptions: FILE_HEADERS_ONLY },
  );
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}

/** SHA-256 in hex; null where there is no file. */
export function digestOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');
}
