import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';

/** Works with a folder of its own, which is gone afterwards. Throws WORKSPACE_UNWRITABLE where it cannot be written to. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'eca-release-')).catch((error: unknown) => {
    throw noPlace(error);
  });
  try {
    return await work(folder);
  } catch (error) {
    throw isAboutWriting(error, folder) ? noPlace(error) : error;
  } finally {
    // What came of the work counts more than a folder that stays: the system clears it away some day.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What no write gets past; the system names no path with it where the file was open already. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE']);

/** Whether the libraries failed at their files, however they wrap it: it would look like trouble with the network. */
function isAboutWriting(error: unknown, folder: string): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    // The journal's, say: it knows its file.
    if (current instanceof ReleaseError && current.code === 'WORKSPACE_UNWRITABLE') return false;
    if ('code' in current && FULL.has(current.code)) return true;
    // Nobody else knows its name: who tells of it failed at a file in it.
    if (current.message.includes(folder)) return true;
    if ('path' in current && String(current.path).startsWith(folder)) return true;
  }
  return false;
}

function noPlace(error: unknown): ReleaseError {
  return new ReleaseError('WORKSPACE_UNWRITABLE', 'There is no place for temporary files', {
    found: error instanceof Error ? error.message : String(error),
    wanted: `a folder ${tmpdir()} that this user may write to, with room in it`,
    actions: ['Make room or the folder, or set TMPDIR to another one. Then run again.'],
    cause: error,
  });
}
