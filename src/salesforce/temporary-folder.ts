import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReleaseError } from '../domain/errors.ts';

/** Works with a folder of its own, which is gone afterwards, whatever happened. Throws WORKSPACE_UNWRITABLE. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeFolder();
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'eca-release-'));
  } catch (error) {
    throw new ReleaseError('WORKSPACE_UNWRITABLE', 'There is no place for temporary files', {
      found: error instanceof Error ? error.message : String(error),
      wanted: `a folder ${tmpdir()} that this user may write to`,
      actions: ['Make the folder, or set TMPDIR to one that is there. Then run again.'],
      cause: error,
    });
  }
}
