import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAbsent, unwritable } from './file-failure.ts';
import { parseProjectFile } from './parse-project-file.ts';
import { PROJECT_FILE, readProjectText } from './project-file-text.ts';
import { requireInside } from './safe-path.ts';
import { makeStateDirectory, STATE_DIRECTORY } from './state-directory.ts';

const IGNORE_FILE = '.forceignore';

/** What a release reads besides the package directories. */
const OTHER_SOURCES = [PROJECT_FILE, IGNORE_FILE, 'config', 'manifest'];

/** Never part of a project's sources, wherever they lie. */
const LEFT_OUT = new Set(['node_modules', '.git', STATE_DIRECTORY, '.sf', '.sfdx']);

/**
 * Makes a fresh copy of what a release needs, below the state directory, and returns its absolute path. More files can be
 * named (relative to the project): definition files, say. The copy always has a .forceignore of its own, because the
 * Salesforce libraries ignore everything below a dot folder as soon as they find one further up.
 */
export async function copyForRehearsal(
  projectDir: string,
  moreFiles: readonly string[] = [],
): Promise<string> {
  const project = parseProjectFile(await readProjectText(projectDir));
  const stateDir = join(projectDir, STATE_DIRECTORY);
  const target = join(stateDir, 'rehearsal', 'project');
  const temporary = `${target}-${randomBytes(6).toString('hex')}`;
  const sources = new Set([
    ...OTHER_SOURCES,
    ...project.packageDirectories.map(({ path }) => path),
    ...moreFiles.map((path) => requireInside(path)),
  ]);
  await makeStateDirectory(stateDir);
  try {
    await mkdir(temporary, { recursive: true });
    for (const source of sources) await copySource(projectDir, temporary, source);
    await writeFile(join(temporary, IGNORE_FILE), '', { flag: 'a' });
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw unwritable(target, error);
  }
  return target;
}

async function copySource(from: string, to: string, source: string): Promise<void> {
  // A package directory '.' holds the state directory, and a folder cannot be copied into itself.
  if (source === '.') {
    const names = (await readdir(from)).filter(
      (name) => !LEFT_OUT.has(name) && name !== 'artifacts',
    );
    for (const name of names) await copySource(from, to, name);
    return;
  }
  await mkdir(dirname(join(to, source)), { recursive: true });
  try {
    await cp(join(from, source), join(to, source), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !LEFT_OUT.has(basename(path)),
    });
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}
