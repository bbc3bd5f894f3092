import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import type { Git } from '../ports/git.ts';
import { committedFiles, contentHashes } from './git-contents.ts';
import { runGit } from './run-git.ts';

/** The repository a project lies in, asked through the git command; without git there is no repository. */
export function openGitCheckout(projectDir: string): Git {
  // Asked once: every question starts a process, and a folder does not become a repository while a run lasts.
  let asked: Promise<boolean> | undefined;
  const inRepository = async () => (asked ??= isRepository(projectDir));
  return {
    isRepository: inRepository,
    headCommit: async () => ((await inRepository()) ? headCommit(projectDir) : undefined),
    async tagsAtHead() {
      if (!(await inRepository()) || (await headCommit(projectDir)) === undefined) return [];
      const result = await runGit(projectDir, ['tag', '--points-at', 'HEAD']);
      if (result.kind !== 'done') throw gitFailed(projectDir, result);
      return result.output.split('\n').filter(Boolean).toSorted();
    },
    async subjectsBetween(after, upTo) {
      // A shallow clone, or a commit that was never pushed, is no failure: then nobody can tell.
      const result = await runGit(projectDir, ['log', '--format=%s', `${after}..${upTo}`, '--']);
      return result.kind === 'done' ? result.output.split('\n').filter(Boolean) : undefined;
    },
    async uncommitted(paths) {
      const present = await presentFiles(projectDir, paths);
      if (present.length === 0 || !(await inRepository())) return present;
      return uncommittedOf(projectDir, present);
    },
  };
}

async function isRepository(projectDir: string): Promise<boolean> {
  const result = await runGit(projectDir, ['rev-parse', '--is-inside-work-tree']);
  if (result.kind === 'done') return result.output.trim() === 'true';
  if (result.kind === 'not-installed' || /not a git repository/i.test(result.message)) return false;
  throw gitFailed(projectDir, result);
}

async function headCommit(projectDir: string): Promise<string | undefined> {
  const result = await runGit(projectDir, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return result.kind === 'done' ? result.output.trim() : undefined;
}

/**
 * Compares contents instead of asking `git status`: status trusts the index, and says nothing of files that are ignored,
 * or marked assume-unchanged or skip-worktree. A file is safe when HEAD has it, as it is or as git would commit it
 * (line endings, filters).
 */
async function uncommittedOf(
  projectDir: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const committed = await committedFiles(projectDir, await headCommit(projectDir));
  const tracked = paths.filter((path) => committed.has(path));
  const [asCommitted, asIs] = await Promise.all([
    contentHashes(projectDir, tracked, []),
    contentHashes(projectDir, tracked, ['--no-filters']),
  ]);
  return paths.filter((path) => {
    const hash = committed.get(path);
    return hash === undefined || (asCommitted.get(path) !== hash && asIs.get(path) !== hash);
  });
}

async function presentFiles(
  projectDir: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const stats = await lstat(join(projectDir, path)).catch(() => undefined);
      return stats !== undefined && !stats.isDirectory();
    }),
  );
  return paths.filter((_path, index) => found[index]);
}

function gitFailed(
  projectDir: string,
  result: { readonly kind: string; readonly message?: string },
): ReleaseError {
  const message = result.message ?? 'git is not installed';
  return new ReleaseError(
    'WORKSPACE_UNREADABLE',
    `git cannot read the repository of ${projectDir}`,
    {
      found: message.split('\n')[0] ?? message,
      why: 'Without git nobody can say which files are committed, or which version tag is meant.',
      actions: /dubious ownership/.test(message)
        ? [
            `The folder belongs to another user. If that is fine: git config --global --add safe.directory ${projectDir}`,
          ]
        : ['Run git status in the folder, mend what it says, and run again.'],
    },
  );
}
