import { constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';
import { normalizedPath, unsafePathReason } from '../domain/project-path.ts';
import { blocked, isAbsent, unwritable } from './file-failure.ts';

/** The path in its one spelling. Throws UNSAFE_PATH for one that does not stay inside the project. */
export function requireInside(path: string): string {
  const reason = unsafePathReason(path);
  if (reason !== undefined) throw unsafe(path, reason);
  return normalizedPath(path);
}

/**
 * Throws UNSAFE_PATH where a symbolic link stands on the way to the file or is the file: a write would land somewhere
 * else. Throws WORKSPACE_UNWRITABLE where the file could not be written or removed anyway.
 */
export async function requireWritable(projectDir: string, path: string): Promise<void> {
  const segments = path.split('/');
  let folder = projectDir;
  for (const [index, segment] of segments.entries()) {
    const current = join(folder, segment);
    const isLast = index === segments.length - 1;
    const stats = await lstat(current).catch((error: unknown) => {
      if (isAbsent(error)) return undefined;
      throw unwritable(path, error);
    });
    if (stats?.isSymbolicLink()) throw unsafe(path, `${segment} is a symbolic link`);
    if (stats !== undefined && stats.isDirectory() === isLast)
      throw blocked(path, isLast ? 'EISDIR' : 'ENOTDIR');
    if (stats === undefined || isLast) break;
    folder = current;
  }
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw unwritable(path, error);
  });
}

/** Throws UNSAFE_PATH where links lead a file that is to be read out of the project. */
export async function requireReadInside(projectDir: string, path: string): Promise<void> {
  const [project, target] = await Promise.all([
    realpath(projectDir),
    realpath(join(projectDir, path)),
  ]);
  const inside = relative(project, target);
  if (inside === '..' || inside.startsWith(`..${sep}`))
    throw unsafe(path, 'a symbolic link leads out of the project');
}

function unsafe(path: string, reason: string): ReleaseError {
  return new ReleaseError('UNSAFE_PATH', `${path} cannot be used: ${reason}`, {
    found: path,
    wanted: 'a path inside the project, without links on the way',
    why: 'This tool writes and removes files by these names, and must never reach outside the project.',
    actions: ['Correct the path, or replace the link by a real folder.'],
  });
}
