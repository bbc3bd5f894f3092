import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LOCKED = join(import.meta.dirname, 'salesforce-cli');
const CACHE = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  '.cache',
  'eca-release-conformance',
);
const CLI = '@salesforce/cli';

export interface InstalledSf {
  readonly folder: string;
  /** Run it with Node.js 22 or newer. */
  readonly script: string;
  readonly version: string;
  /** Where Node.js may keep what it compiled of this installation (NODE_COMPILE_CACHE). */
  readonly compileCache: string;
}

/**
 * Installs Salesforce's own CLI, unmodified, apart from this repository's packages: the version that the lock file in
 * salesforce-cli/ names, once. Takes most of a minute and 300 MB the first time.
 */
export async function installSf(tell: (message: string) => void): Promise<InstalledSf> {
  const lock = await readFile(join(LOCKED, 'package-lock.json'));
  const folder = join(CACHE, `sf-${createHash('sha256').update(lock).digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    tell(`Installing ${CLI} (once)…`);
    await installAt(folder, async (building) => {
      for (const file of ['package.json', 'package-lock.json'])
        await copyFile(join(LOCKED, file), join(building, file));
      await npm(building, 'ci');
    });
  }
  return installedAt(folder);
}

/** Another version, by number or tag (`latest`): installed anew each time, without a lock file. */
export async function installOtherSf(
  version: string,
  tell: (message: string) => void,
): Promise<InstalledSf> {
  const folder = join(CACHE, `sf-by-hand`);
  tell(`Installing ${CLI}@${version}…`);
  await rm(folder, { recursive: true, force: true });
  await installAt(folder, async (building) => {
    await writeFile(join(building, 'package.json'), '{ "private": true }\n');
    await npm(building, 'install', `${CLI}@${version}`);
  });
  return installedAt(folder);
}

/** Built under another name: what has its name is complete. */
async function installAt(
  folder: string,
  install: (building: string) => Promise<void>,
): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const building = await mkdtemp(join(CACHE, 'building-'));
  try {
    await install(building);
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    // Somebody else was faster: theirs is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** What one of the functions above has installed. */
export async function installedAt(folder: string): Promise<InstalledSf> {
  const cli = join(folder, 'node_modules', CLI);
  const { version } = JSON.parse(await readFile(join(cli, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return {
    folder,
    script: join(cli, 'bin', 'run.js'),
    version,
    compileCache: join(folder, 'compile-cache'),
  };
}

async function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // What npm tells the scripts that it runs would lead this npm into the project it was started in.
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_local_prefix|config_prefix|package|lifecycle)/i.test(name),
  );
  const child = spawn('npm', [...args, ...flags, '--prefix', folder], {
    cwd: folder,
    env: Object.fromEntries(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (exitCode !== 0)
    throw new Error(`npm ${args.join(' ')} could not install the Salesforce CLI:\n${printed}`);
}
