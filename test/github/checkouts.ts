import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { commitAll, git, makeProject } from '../support/make-project.ts';
import { REPOSITORY } from './workflow-files.ts';

const run = promisify(execFile);

/** What is committed, as actions/checkout would bring it. */
export async function cloneOfHead(): Promise<string> {
  const clone = join(await temporaryFolder(), 'eca-release');
  await run('git', ['clone', '--quiet', '--no-hardlinks', REPOSITORY, clone]);
  return clone;
}

/** This repository with what is being worked on, committed in a repository of its own. */
export async function cloneOfWork(): Promise<string> {
  const clone = join(await temporaryFolder(), 'eca-release');
  const { stdout } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: REPOSITORY, maxBuffer: 16 * 1024 * 1024 },
  );
  for (const path of stdout.split('\0').filter(Boolean)) await copyFile(path, clone);
  await git(clone, 'init', '--quiet', '--initial-branch=main');
  await commitAll(clone, 'The repository as it is now');
  return clone;
}

/** Another checkout of the same commit: what the next run of a workflow gets. */
export async function anotherCheckout(of: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'eca-release');
  await run('git', ['clone', '--quiet', of, copy]);
  return copy;
}

/** A repository of somebody who uses the action: their project is a folder of it. */
export async function secondRepository(projectFolder: string): Promise<string> {
  const repository = join(await temporaryFolder(), 'connector');
  await cp(await makeProject(), join(repository, projectFolder), {
    recursive: true,
    filter: (path) => !path.endsWith('.git'),
  });
  await git(repository, 'init', '--quiet', '--initial-branch=main');
  await commitAll(repository, 'A project with an app');
  return repository;
}

export async function tag(repository: string, name: string): Promise<void> {
  await git(repository, 'tag', name);
}

async function copyFile(path: string, clone: string): Promise<void> {
  const target = join(clone, path);
  await mkdir(dirname(target), { recursive: true });
  // What is deleted and not committed yet is listed, too.
  await cp(join(REPOSITORY, path), target).catch(() => undefined);
}

async function temporaryFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'eca-release-github-')));
}
