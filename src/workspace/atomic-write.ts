import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unwritable } from './file-failure.ts';
import { temporaryNameFor } from './temporary-name.ts';

/**
 * Writes a file so that whoever reads it, also after a crash, sees the old bytes or the new ones, never a part: into a
 * hidden neighbour first, synced, then renamed. Keeps the mode of a file that is replaced.
 *
 * Not write-file-atomic: version 7.0.1 writes once without looking how much the system took, and so renames a cut-off file
 * into place when the disk is nearly full; its temporary names repeat between containers that share a folder.
 */
export async function writeAtomically(
  file: string,
  bytes: Uint8Array,
  mode?: number,
): Promise<void> {
  const folder = dirname(file);
  const temporary = temporaryNameFor(file);
  try {
    await mkdir(folder, { recursive: true });
    const keptMode = mode ?? (await modeOf(file));
    const handle = await open(temporary, 'wx', keptMode ?? 0o666);
    try {
      await handle.writeFile(bytes);
      // open() masks the mode with the umask; a replaced file keeps its own exactly.
      if (keptMode !== undefined) await handle.chmod(keptMode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

async function modeOf(file: string): Promise<number | undefined> {
  const stats = await stat(file).catch(() => undefined);
  return stats === undefined ? undefined : stats.mode & 0o777;
}

/** Without it the name can be lost in a power cut although the bytes are on disk. Windows cannot sync folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
