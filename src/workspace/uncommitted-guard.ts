import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import type { Git } from '../ports/git.ts';
import type { WorkspaceChange } from '../ports/workspace.ts';
import { readBytes } from './read-bytes.ts';
import { readWrittenFiles, sha256 } from './written-ledger.ts';

/** The checkout whose files are protected: always the user's own, also where the run writes to a copy of it. */
export interface GuardedCheckout {
  readonly projectDir: string;
  readonly git: Git;
  /**
   * The run writes to a copy. Nothing of the original can be lost then; the guard stops a rehearsal only where the real
   * release would stop, and has nothing to say where there is no repository to commit to.
   */
  readonly isCopied: boolean;
}

/**
 * Throws UNCOMMITTED_WORK for files of the change that hold something no commit has, unless they would stay as they are or
 * the tool itself wrote them last.
 */
export async function guardUncommittedWork(
  change: WorkspaceChange,
  checkout: GuardedCheckout,
): Promise<void> {
  const hasRepository = await checkout.git.isRepository();
  if (checkout.isCopied && !hasRepository) return;
  const wanted = new Map(change.writes.map(({ path, bytes }) => [path, bytes]));
  const uncommitted = await checkout.git.uncommitted([...wanted.keys(), ...change.removals]);
  if (uncommitted.length === 0) return;

  const ownFiles = await readWrittenFiles(checkout.projectDir);
  const lost: string[] = [];
  for (const path of uncommitted) {
    const bytes = await readBytes(join(checkout.projectDir, path));
    if (bytes === undefined) continue;
    const replacement = wanted.get(path);
    const staysEqual = replacement !== undefined && bytes.equals(replacement);
    if (!staysEqual && ownFiles[path] !== sha256(bytes)) lost.push(path);
  }
  if (lost.length > 0) throw uncommittedWork(lost, change, checkout.isCopied, hasRepository);
}

function uncommittedWork(
  lost: readonly string[],
  change: WorkspaceChange,
  isCopied: boolean,
  hasRepository: boolean,
): ReleaseError {
  return new ReleaseError(
    'UNCOMMITTED_WORK',
    `${lost.length === 1 ? 'A file holds' : `${lost.length} files hold`} work that is not committed and would be lost`,
    {
      found: lost.join(', '),
      wanted: hasRepository
        ? 'committed files'
        : 'a git repository in which the files are committed',
      why: isCopied
        ? 'A rehearsal stops where the release itself would stop; your files are untouched.'
        : 'What no commit has cannot be brought back.',
      actions: [
        hasRepository
          ? 'Commit them (git add, git commit) or put them away (git stash), and run again.'
          : 'Keep the project in git: git init, git add --all, git commit.',
        'If they may be overwritten: --force.',
      ],
      problems: lost.map((path) => ({
        message: change.removals.includes(path) ? 'would be removed' : 'would be overwritten',
        location: { file: path },
      })),
    },
  );
}
