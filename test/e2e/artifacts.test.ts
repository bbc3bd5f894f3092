import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, fingerprintOf } from '../support/folder-contents.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { commitAll, git } from '../support/make-project.ts';
import { changeSeed } from '../support/project-settings.ts';

const execute = promisify(execFile);
const SCHEMAS = join(import.meta.dirname, '..', '..', 'src', 'artifacts');
const LINK = /http:\/\/127\.0\.0\.1:\d+\/packaging\/installPackage\.apexp\?p0=04t\w{15}/;

describe('a rehearsal in a fresh project', () => {
  let machine: Machine;

  beforeEach(async () => {
    machine = await makeMachine();
    await changeSeed(machine.projectDir, { buildMs: 0 });
  });

  it('ends well, prints the link, and leaves the checkout and the temporary folder clean', async () => {
    const result = await machine.run(['release']);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toMatch(LINK);
    expect(result.stdout).toContain('Nothing was released');
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
    expect(await machine.leftInTemporary()).toEqual([]);
    expect(await readdir(machine.home)).toEqual([]);
  });

  it('writes artifacts that keep to their schema and their checksums, and all say REHEARSAL', async () => {
    await machine.run(['release']);

    const folder = await artifactFolder(machine);
    const links = await documentIn(join(folder, 'install-links.json'));
    const versions = await documentIn(join(outputOf(machine), 'versions.json'));
    expect(await schemaErrors('install-links', links)).toEqual([]);
    expect(await schemaErrors('versions', versions)).toEqual([]);
    expect(links).toMatchObject({ rehearsal: true, version: { number: '1.0.0', state: 'beta' } });
    const checked = await execute('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
      cwd: folder,
    });
    const names = checked.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/: OK$/, ''));
    expect([...names, 'SHA256SUMS', 'run.json'].toSorted()).toEqual(await readdir(folder));
    expect(await filesWithoutMark(outputOf(machine))).toEqual([]);
  });

  it('writes the same bytes when it runs again, but for the record of the run', async () => {
    const withoutRecord = async () => fingerprintOf(outputOf(machine), ['run.json']);
    await machine.run(['release']);
    const first = await withoutRecord();

    const again = await machine.run(['release']);

    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('the artifacts are there already');
    expect(await withoutRecord()).toEqual(first);
  });

  it('prints one JSON document with --json, which is what run.json holds', async () => {
    const result = await machine.run(['release', '--json']);

    const record: unknown = JSON.parse(result.stdout);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(record).toMatchObject({
      kind: 'eca-release/run',
      verb: 'release',
      outcome: 'succeeded',
    });
    const kept = await documentIn(join(await artifactFolder(machine), 'run.json'));
    expect({ ...objectFrom(kept), durationMs: 0 }).toEqual({
      ...objectFrom(record),
      durationMs: 0,
    });
  });

  it('prints one JSON event a line with --events, from the start to the end', async () => {
    const result = await machine.run(['release', '--events']);

    const codes = eventsIn(result.stdout).map(({ code }) => code);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(codes.at(0)).toBe('run.started');
    expect(codes.at(-1)).toBe('run.finished');
    expect(codes).toContain('version.published');
  });

  it('retrieves without touching the checkout, in JSON too', async () => {
    const asJson = await machine.run(['retrieve', '--json']);
    const asEvents = await machine.run(['retrieve', '--events']);

    expect(asJson.exitCode).toBe(0);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ verb: 'retrieve', versions: [] });
    expect(eventsIn(asEvents.stdout).at(-1)).toMatchObject({ data: { outcome: 'succeeded' } });
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
    expect(await readdir(machine.projectDir)).not.toContain('artifacts');
    expect(await machine.leftInTemporary()).toEqual([]);
  });

  it('promotes what was released, and the artifacts say so', async () => {
    await machine.run(['release']);

    const asJson = await machine.run(['promote', '--json']);
    const asEvents = await machine.run(['promote', '--events']);

    const folder = await artifactFolder(machine);
    const document = await documentIn(join(folder, 'install-links.json'));
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      verb: 'promote',
      versions: [{ state: 'released' }],
    });
    expect(eventsIn(asEvents.stdout).at(-1)).toMatchObject({ data: { outcome: 'succeeded' } });
    expect(document).toMatchObject({ version: { state: 'released' }, rehearsal: true });
    expect(await schemaErrors('install-links', document)).toEqual([]);
    await execute('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
  });

  it('is one JSON document also where it fails, and the reason stands on stderr', async () => {
    await changeSeed(machine.projectDir, { apps: [] });

    const result = await machine.run(['release', '--json']);

    expect(result.exitCode).toBe(4);
    expect(JSON.parse(result.stdout)).toMatchObject({
      outcome: 'failed',
      failure: { code: 'APP_NOT_FOUND', exitCode: 4 },
    });
    expect(result.stderr).toContain('APP_NOT_FOUND');
  });

  it('names the tag of the commit as the number', async () => {
    await commitAll(machine.projectDir, 'Next');
    await git(machine.projectDir, 'tag', 'v2.5.0');

    const result = await machine.run(['release', '--json']);

    expect(JSON.parse(result.stdout)).toMatchObject({ versions: [{ number: '2.5.0', build: 1 }] });
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
  });
});

/** The folder of the one version that was published. */
async function artifactFolder(machine: Machine): Promise<string> {
  const output = outputOf(machine);
  const links = (await filesBelow(output)).filter(({ path }) =>
    path.endsWith('install-links.json'),
  );
  expect(links).toHaveLength(1);
  return dirname(join(output, links[0]?.path ?? ''));
}

async function filesWithoutMark(folder: string): Promise<readonly string[]> {
  const files = await filesBelow(folder);
  return files
    .filter(({ bytes }) => !/REHEARSAL|"(isRehearsal|rehearsal)": true/.test(String(bytes)))
    .map(({ path }) => path);
}

function outputOf({ projectDir }: Machine): string {
  return join(projectDir, 'artifacts', 'rehearsal');
}

async function documentIn(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** What an independent validator finds wrong with a document under the schema that is shipped for it. */
async function schemaErrors(name: string, document: unknown): Promise<unknown> {
  const validate = new Ajv2020({ formats: { uri: (text: string) => URL.canParse(text) } }).compile(
    JSON.parse(await readFile(join(SCHEMAS, `${name}.schema.json`), 'utf8')),
  );
  validate(document);
  return validate.errors ?? [];
}

function eventsIn(stdout: string): readonly { readonly code: string; readonly data: unknown }[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function objectFrom(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
