import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';

export interface ArtifactFile {
  readonly name: string;
  readonly text: string;
}

/** Writes a file, and the folders above it, so that nobody ever sees a part of it. */
export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>;

/**
 * Brings the files into the folder, in this order, each complete or not at all; files that hold these bytes already are not
 * touched. Returns the names of those that were written. Throws WORKSPACE_UNWRITABLE.
 */
export async function writeFiles(
  directory: string,
  files: readonly ArtifactFile[],
  writeFile: WriteFile,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { name, text } of files) {
    const path = join(directory, name);
    if ((await readText(path)) === text) continue;
    await refusing(path, async () => writeFile(path, Buffer.from(text)));
    changed.push(name);
  }
  return changed;
}

/** The file's text; nothing where there is no file. Throws WORKSPACE_UNWRITABLE where something else has its name. */
export async function readText(path: string): Promise<string | undefined> {
  return refusing(path, async () => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

const ACTIONS: Readonly<Record<string, string>> = {
  EACCES:
    'Give your user the right to write there, or set another folder under output: in the config.',
  EPERM: 'Close programs that have the file open, or give your user the right to write there.',
  EROFS: 'The disk is mounted read-only: set another folder under output: in the config.',
  ENOSPC: 'Free some space on this disk.',
  ENOTDIR: 'A file has the name of a folder that is needed: move it away.',
  EEXIST: 'A file has the name of a folder that is needed: move it away.',
  EISDIR: 'A folder has the name of a file that is needed: move it away.',
};

async function refusing<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (thrown) {
    const error = thrown instanceof ReleaseError ? (thrown.cause ?? thrown) : thrown;
    const code = codeOf(error);
    const action = ACTIONS[code];
    throw new ReleaseError('WORKSPACE_UNWRITABLE', 'An artifact could not be written.', {
      found: error instanceof Error ? error.message : String(error),
      why: 'The version exists in the hub; only its files are missing here.',
      location: { file: path },
      actions: [
        ...(action === undefined ? [] : [action]),
        'Run again: the version is found, not built a second time.',
      ],
      cause: error,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
