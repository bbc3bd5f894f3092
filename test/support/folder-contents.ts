import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface FolderFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Every file below a folder, sorted; folders of these names are left out. */
export async function filesBelow(
  folder: string,
  leftOut: readonly string[] = [],
): Promise<readonly FolderFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((name) => leftOut.includes(name)),
    );
  return Promise.all(
    files.toSorted().map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      bytes: await bytesOf(path),
    })),
  );
}

/** Names, kinds and contents of everything below a folder: equal where nothing was changed. */
export async function fingerprintOf(
  folder: string,
  leftOut: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const files = await filesBelow(folder, leftOut);
  return Object.fromEntries(
    files.map(({ path, bytes }) => [path, createHash('sha256').update(bytes).digest('hex')]),
  );
}

/** A project as its owner sees it: without the tool's own state, and without git's. */
export async function fingerprintOfProject(
  projectDir: string,
): Promise<Readonly<Record<string, string>>> {
  return fingerprintOf(projectDir, ['.eca-release', '.git']);
}

async function bytesOf(path: string): Promise<Buffer> {
  return (await lstat(path)).isSymbolicLink()
    ? Buffer.from(`link to ${await readlink(path)}`)
    : readFile(path);
}
