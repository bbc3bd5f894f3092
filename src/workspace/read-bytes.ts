import { readFile } from 'node:fs/promises';
import { isAbsent, unreadable } from './file-failure.ts';

/** The bytes of a file, or nothing where there is none. Throws WORKSPACE_UNREADABLE. */
export async function readBytes(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw unreadable(file, error);
  }
}
