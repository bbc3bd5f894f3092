import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf, unwritable } from './file-failure.ts';

/** Where the tool keeps what is of no use to people, below the project. */
export const STATE_DIRECTORY = '.eca-release';

/** Makes the folder, and lets git ignore it in repositories that do not say so themselves. */
export async function makeStateDirectory(stateDir: string): Promise<void> {
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
    await writeFile(join(stateDir, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw unwritable(stateDir, error);
  }
}
