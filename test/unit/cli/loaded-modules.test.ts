import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const ENTRY = join(REPOSITORY, 'bin', 'eca-release.js');

/** Preloaded into a process: writes the names of all modules that it loaded, in the end, to a file. */
const RECORDER = `
  import { writeFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({
    load(url, context, nextLoad) {
      loaded.push(url);
      return nextLoad(url, context);
    },
  });
  process.on('exit', () => writeFileSync(process.env.LOADED_MODULES_FILE, loaded.join('\\n')));
`;

/** What a process loaded from packages, by the packages' names. */
async function packagesLoadedBy(...args: readonly string[]): Promise<ReadonlySet<string>> {
  const folder = await temporaryFolder('loads');
  const file = join(folder, 'loaded');
  const preload = `data:text/javascript,${encodeURIComponent(RECORDER)}`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: folder,
    env: { ...process.env, LOADED_MODULES_FILE: file, NO_COLOR: '1' },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.on('close', resolve));
  const urls = (await readFile(file, 'utf8')).split('\n');
  return new Set(
    urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []),
  );
}

function salesforceAmong(packages: ReadonlySet<string>): readonly string[] {
  return [...packages].filter((name) => /^@(salesforce|jsforce)\//.test(name));
}

describe("Salesforce's libraries, a third of a second each,", () => {
  it.each([
    '--help',
    '--version',
    'release --help',
    'promote --help',
    'hub --help',
    'release --no-such-flag',
    // There is no configuration in the folder.
    'release --rehearse',
  ])('are not loaded for %s', async (command) => {
    const packages = await packagesLoadedBy(ENTRY, ...command.split(' '));

    expect([...packages]).toContain('commander');
    expect(salesforceAmong(packages)).toEqual([]);
  });

  it('would be noticed if they were', async () => {
    const packages = await packagesLoadedBy(join(REPOSITORY, 'src', 'salesforce', 'connect.ts'));

    expect(salesforceAmong(packages)).toEqual(
      expect.arrayContaining(['@salesforce/core', '@jsforce/jsforce-node']),
    );
  });
});
