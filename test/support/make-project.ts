import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** The files a vendor's project consists of. */
const PROJECT_FILES = [
  'sfdx-project.json',
  '.forceignore',
  '.gitignore',
  'config',
  'force-app',
  'manifest',
];

/** A copy of the demo project in a folder and a git repository of its own, committed. Never inside this repository. */
export async function makeProject(folderName = 'project'): Promise<string> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'eca-release-test-')));
  const projectDir = join(parent, folderName);
  for (const file of PROJECT_FILES)
    await cp(join(REPOSITORY, file), join(projectDir, file), { recursive: true });
  await git(projectDir, 'init', '--quiet', '--initial-branch=main');
  await commitAll(projectDir, 'The project as it is shipped');
  return projectDir;
}

export async function commitAll(projectDir: string, message: string): Promise<void> {
  await git(projectDir, 'add', '--all');
  await git(projectDir, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
}

/** Runs git with an identity of its own; resolves to what it printed. */
export async function git(projectDir: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(
    'git',
    [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      '-c',
      'commit.gpgsign=false',
      ...args,
    ],
    { cwd: projectDir },
  );
  return stdout;
}
