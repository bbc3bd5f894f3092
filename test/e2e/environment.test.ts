import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../support/folder-contents.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { git } from '../support/make-project.ts';
import { changeSeed } from '../support/project-settings.ts';
import type { RunResult } from '../support/run-eca-release.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const NOWHERE = 'http://127.0.0.1:9';
const ESCAPE = '\u001b[';

describe('a rehearsal works', () => {
  it('behind proxies that lead nowhere', async () => {
    const machine = await rehearsingMachine();
    const names = [
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'ALL_PROXY',
      'http_proxy',
      'https_proxy',
      'all_proxy',
      'npm_config_proxy',
    ];

    const result = await machine.run(['release'], {
      environment: {
        ...Object.fromEntries(names.map((name) => [name, NOWHERE])),
        NO_PROXY: 'example.com',
      },
    });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('behind a proxy setting that makes no sense', async () => {
    const machine = await rehearsingMachine();

    const result = await machine.run(['release'], {
      environment: { HTTPS_PROXY: 'http://user:pass%ZZ@:1', HTTP_PROXY: 'nonsense' },
    });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('with a HOME that does not exist, and does not make it', async () => {
    const machine = await rehearsingMachine();
    const home = join(machine.home, 'not', 'there');

    const result = await machine.run(['release'], { environment: { HOME: home } });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(machine.home)).toEqual([]);
  });

  it('with a HOME in which nothing can be made', async () => {
    const machine = await rehearsingMachine();
    const file = join(machine.home, 'a-file');
    await writeFile(file, '');

    const result = await machine.run(['release'], { environment: { HOME: join(file, 'home') } });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('in a folder with blanks, quotes and other letters in its name', async () => {
    const machine = await rehearsingMachine("Müllers 'App' & Söhne 日本 (kopie)");

    const result = await machine.run(['release', '--json']);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({
      outcome: 'succeeded',
      versions: [{ build: 1 }],
    });
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
  });

  it('from another folder that is a project of its own', async () => {
    const machine = await rehearsingMachine();
    const other = await makeMachine();
    const before = await fingerprintOf(other.projectDir);

    const result = await machine.run(['release', '--project-dir', machine.projectDir], {
      cwd: other.projectDir,
    });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(join(machine.projectDir, 'artifacts', 'rehearsal'))).toContain(
      'Acme-Connector',
    );
    expect(await fingerprintOf(other.projectDir)).toEqual(before);
  });

  it('with a relative --project-dir and --config', async () => {
    const machine = await rehearsingMachine();
    const folder = basename(machine.projectDir);

    const result = await machine.run(
      ['release', '--project-dir', folder, '--config', `${folder}/config/release.yaml`],
      { cwd: dirname(machine.projectDir) },
    );

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(dirname(machine.projectDir))).toEqual([folder]);
  });

  it('through npm run, with what npm puts into the environment', async () => {
    const machine = await rehearsingMachine();

    const result = await inShell(
      machine,
      `npm --silent --prefix '${REPOSITORY}' run release -- --project-dir '${machine.projectDir}' --json`,
      {
        npm_config_loglevel: 'silly',
        npm_config_yes: 'true',
        npm_config_package: 'other',
        npm_config_force: 'true',
      },
    );

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({ outcome: 'succeeded' });
  });

  it('where git is not installed', async () => {
    const machine = await rehearsingMachine();
    const empty = join(machine.home, 'bin');
    await mkdir(empty);

    const result = await machine.run(['release', '--json'], { environment: { PATH: empty } });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({ versions: [{ number: '1.0.0' }] });
  });
});

describe('the output', () => {
  it('has no colours where NO_COLOR asks for none, nor in a pipe', async () => {
    const machine = await makeMachine();
    const fail = async (environment: Readonly<Record<string, string>>) =>
      machine.run(['release', '--config', 'nowhere.yaml'], { environment });

    const runs = [await fail({}), await fail({ FORCE_COLOR: '1' }), await fail({ NO_COLOR: '1' })];

    const coloured = [false, true, false];
    expect(runs.map(({ stdout }) => stdout.includes(ESCAPE))).toEqual(coloured);
    expect(runs.map(({ stderr }) => stderr.includes(ESCAPE))).toEqual(coloured);
  });

  it('may be read to its end by another program, which changes nothing', async () => {
    const machine = await rehearsingMachine();

    const result = await inShell(machine, `set -o pipefail; ${command('release --events')} | cat`);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toContain('"outcome":"succeeded"');
  });

  it('may be left unread: the release goes on to its end', async () => {
    const machine = await rehearsingMachine();

    const result = await inShell(
      machine,
      `${command('release')} | head -1; echo "exit \${PIPESTATUS[0]}"`,
    );

    expect(result).toMatchObject({ stderr: '' });
    expect(result.stdout.split('\n')).toEqual(['eca-release 0.1.0: release', 'exit 0', '']);
    expect(await readdir(join(machine.projectDir, 'artifacts', 'rehearsal'))).toContain(
      'Acme-Connector',
    );
  });

  it('may be closed from the start', async () => {
    const machine = await rehearsingMachine();

    const result = await inShell(machine, `${command('release --json')} >&- 2>&-; echo "exit $?"`);

    expect(result.stdout).toBe('exit 0\n');
  });
});

describe('a real release works', () => {
  it('behind proxies that lead nowhere, with a HOME that does not exist and stays like that', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();
    const home = join(machine.home, 'not', 'there');

    const result = await machine.run(['release', '--yes'], {
      environment: {
        ...hub.tokenLogin,
        HTTP_PROXY: NOWHERE,
        HTTPS_PROXY: NOWHERE,
        http_proxy: NOWHERE,
        https_proxy: NOWHERE,
        HOME: home,
      },
    });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(machine.home)).toEqual([]);
    expect((await hub.records()).versions).toHaveLength(1);
  });

  it('with settings of the sf CLI that mean another org and another API version', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();

    const result = await machine.run(['release', '--yes'], {
      environment: {
        ...hub.tokenLogin,
        SF_TARGET_ORG: 'somebody-else',
        SF_ORG_API_VERSION: '58.0',
        SFDX_DEFAULTDEVHUBUSERNAME: 'another@hub.example',
        SF_LOG_LEVEL: 'trace',
        DEBUG: '*',
      },
    });

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('API 68.0');
    expect((await hub.records()).versions).toHaveLength(1);
  });
});

async function rehearsingMachine(folderName?: string): Promise<Machine> {
  const machine = await makeMachine(folderName);
  await changeSeed(machine.projectDir, { buildMs: 0 });
  return machine;
}

function command(args: string): string {
  return `'${process.execPath}' '${join(REPOSITORY, 'bin', 'eca-release.js')}' ${args}`;
}

async function inShell(
  machine: Machine,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const child = spawn('bash', ['-c', script], {
    cwd: machine.projectDir,
    env: { PATH: process.env['PATH'] ?? '', ...machine.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
