import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './run-git.ts';

/** The regular files below a folder that a commit has: path relative to the folder, to the hash of its contents. */
export async function committedFiles(
  folder: string,
  commit: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  if (commit === undefined) return files;
  const result = await runGit(folder, ['ls-tree', '-r', '-z', commit]);
  if (result.kind !== 'done') return files;
  for (const entry of result.output.split('\0')) {
    const match = /^100\d{3} blob (?<hash>[0-9a-f]+)\t(?<path>.+)$/s.exec(entry);
    const { hash, path } = match?.groups ?? {};
    if (hash !== undefined && path !== undefined) files.set(path, hash);
  }
  return files;
}

/**
 * The hashes git would give the files' contents. Files it cannot hash are left out, and so count as uncommitted: links,
 * files with a line break in their name (the command reads one path a line), a filter that is not installed.
 */
export async function contentHashes(
  folder: string,
  paths: readonly string[],
  options: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hashable: string[] = [];
  for (const path of paths) {
    const stats = await lstat(join(folder, path)).catch(() => undefined);
    if (stats?.isFile() === true && !/[\n\r]/.test(path)) hashable.push(path);
  }
  if (hashable.length === 0) return new Map();
  const place = await runGit(folder, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (place.kind !== 'done') return new Map();
  const [root = folder, prefix = ''] = place.output.split('\n');
  const input = hashable.map((path) => `${pathLine(prefix + path)}\n`).join('');
  // From the root: git takes paths on its input relative to that, wherever it is started.
  const result = await runGit(root, ['hash-object', '--stdin-paths', ...options], input);
  if (result.kind !== 'done') return new Map();
  const hashes = result.output.split('\n');
  return new Map(hashable.map((path, index) => [path, hashes[index] ?? '']));
}

/** A line that starts with a quote would be taken for a quoted path. */
function pathLine(path: string): string {
  return path.startsWith('"') ? JSON.stringify(path) : path;
}
