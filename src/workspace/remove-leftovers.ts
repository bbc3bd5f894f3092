import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbandoned } from './temporary-name.ts';

/** Where a run writes: whole folders, and those of which only the files directly in them are its own. */
export interface WrittenPlaces {
  readonly folders: readonly string[];
  readonly flat: readonly string[];
}

/**
 * Removes what runs that were killed in the middle of a write have left of it. Above all in package directories, where it
 * would pass for metadata. What cannot be looked at or removed stays: whoever needs the place will say so.
 */
export async function removeLeftovers({ folders, flat }: WrittenPlaces): Promise<void> {
  await Promise.all([
    ...folders.map(async (folder) => removeIn(folder, true)),
    ...flat.map(async (folder) => removeIn(folder, false)),
  ]);
}

async function removeIn(folder: string, recursive: boolean): Promise<void> {
  const entries = await readdir(folder, { recursive, withFileTypes: true }).catch(() => []);
  const temporary = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.tmp'));
  for (const { parentPath, name } of temporary) {
    const file = join(parentPath, name);
    const stats = await stat(file).catch(() => undefined);
    if (stats !== undefined && isAbandoned(name, Date.now() - stats.mtimeMs))
      await rm(file, { force: true }).catch(() => undefined);
  }
}
