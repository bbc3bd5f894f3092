import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeMachine, type Machine } from '../support/machine.ts';
import { git } from '../support/make-project.ts';
import {
  changeProjectFile,
  changeSeed,
  configure,
  demoPackage,
  writeProjectFiles,
} from '../support/project-settings.ts';
import { refusalOf } from '../support/refused-run.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

const CONFIG = 'config/release.yaml';

/** What the file says, and what is wrong with it. All of them are found before a hub is reached. */
const FILES: readonly (readonly [
  title: string,
  file: string,
  text: string,
  code: string,
  says: RegExp,
])[] = [
  [
    'YAML with a bracket that is not closed',
    CONFIG,
    'namespace: acme\npackages: [\n',
    'CONFIG_INVALID',
    /release\.yaml:\d+:\d+/,
  ],
  ['an empty configuration', CONFIG, '', 'CONFIG_INVALID', /namespace and packages/],
  [
    'an unknown key',
    CONFIG,
    'namespace: acmeconnect\npackges: []\n',
    'CONFIG_INVALID',
    /release\.yaml:2:1 .*packges is not known[\s\S]*packages: did you mean that\?/,
  ],
  [
    'comments in sfdx-project.json',
    'sfdx-project.json',
    '{\n  // the app\n  "packageDirectories": [{ "path": "force-app", "default": true }],\n  "sourceApiVersion": "67.0"\n}\n',
    'PROJECT_FILE_HAS_COMMENTS',
    /sfdx-project\.json:2/,
  ],
  [
    'a broken sfdx-project.json',
    'sfdx-project.json',
    '{ "packageDirectories": [ }',
    'PROJECT_FILE_INVALID',
    /sfdx-project\.json:1/,
  ],
  [
    'no sourceApiVersion',
    'sfdx-project.json',
    '{ "packageDirectories": [{ "path": "force-app", "default": true }] }',
    'PROJECT_FILE_INVALID',
    /sourceApiVersion/,
  ],
  [
    'a broken seed of the embedded hub',
    'config/embedded-hub.yaml',
    'org: { id: nonsense }\n',
    'SEED_INVALID',
    /embedded-hub\.yaml:1[\s\S]*org id/,
  ],
];

describe('a release is refused, and nothing is changed, for', () => {
  let machine: Machine;

  beforeEach(async () => {
    machine = await makeMachine();
  });

  it.each(FILES)('%s', async (_title, file, text, code, says) => {
    await writeProjectFiles(machine.projectDir, { [file]: text });

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code, exitCode: 2 });
    expect(refusal.text).toMatch(says);
  });

  it('every problem of a configuration at once', async () => {
    await configure(machine.projectDir, {
      namespace: 'not a namespace',
      packages: [demoPackage({ version: 1.4, installationKey: undefined })],
    });

    const refusal = await refusalOf({ machine });

    expect(refusal.code).toBe('CONFIG_INVALID');
    expect(refusal.text).toMatch(/3 problems[\s\S]*namespace[\s\S]*installationKey[\s\S]*quotes/);
  });

  it.each([
    [['sfdx-project.json'], 'PROJECT_FILE_INVALID', /sfdx-project\.json/],
    [[CONFIG], 'CONFIG_NOT_FOUND', /--config FILE/],
  ])('a project without %s', async (files, code, says) => {
    for (const file of files) await rm(join(machine.projectDir, file));

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code, exitCode: 2 });
    expect(refusal.text).toMatch(says);
  });

  it('a project folder that is not there', async () => {
    const refusal = await refusalOf({ machine, args: ['release', '--project-dir', 'nowhere'] });

    expect(refusal).toMatchObject({ code: 'CONFIG_NOT_FOUND', exitCode: 2 });
  });

  it('a missing installation key, naming its variable', async () => {
    await configure(machine.projectDir, {
      packages: [demoPackage({ installationKey: { fromEnvironment: 'ACME_KEY' } })],
    });

    const refusal = await refusalOf({ machine, environment: { ACME_KEY: '' } });

    expect(refusal).toMatchObject({ code: 'INSTALLATION_KEY_MISSING', exitCode: 2 });
    expect(refusal.text).toContain('Set ACME_KEY, in CI from a secret.');
  });

  it('a flag with an impossible value', async () => {
    const refusal = await refusalOf({ machine, args: ['release', '--wait-minutes', 'soon'] });

    expect(refusal).toMatchObject({ code: 'CONFIG_INVALID', exitCode: 2 });
    expect(refusal.text).toContain('--wait-minutes is not valid');
  });

  it("a rehearsal on somebody else's hub", async () => {
    const refusal = await refusalOf({ machine, args: ['release', '--rehearse', '-v', 'MyHub'] });

    expect(refusal).toMatchObject({ code: 'USAGE', exitCode: 2 });
  });

  it('a tag build whose tag is no version', async () => {
    const refusal = await refusalOf({
      machine,
      args: ['release', '--rehearse'],
      environment: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'nightly' },
    });

    expect(refusal).toMatchObject({ code: 'VERSION_TAG_MISSING', exitCode: 2 });
    expect(refusal.text).toContain('nightly');
  });

  it('two version tags on one commit', async () => {
    await git(machine.projectDir, 'tag', 'v1.0.0');
    await git(machine.projectDir, 'tag', 'v1.1.0');

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code: 'VERSION_TAG_AMBIGUOUS', exitCode: 2 });
    expect(refusal.text).toContain('v1.0.0, v1.1.0');
  });

  it('a project that is ahead of the hub', async () => {
    await changeProjectFile(machine.projectDir, { sourceApiVersion: '99.0' });

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code: 'API_VERSION_UNSUPPORTED', exitCode: 4 });
  });

  it('a port of the embedded hub that makes no sense', async () => {
    await changeSeed(machine.projectDir, { port: 70_000 });

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code: 'SEED_INVALID', exitCode: 2 });
    expect(refusal.text).toContain('port');
  });
});

describe('the embedded hub does not start', () => {
  it('without its seed', async () => {
    const machine = await makeMachine();
    await rm(join(machine.projectDir, 'config', 'embedded-hub.yaml'));

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code: 'EMBEDDED_HUB_NOT_STARTED', exitCode: 2 });
    expect(refusal.text).toContain('git checkout config/embedded-hub.yaml');
  });

  it('with the state of another org', async () => {
    const machine = await makeMachine();
    await machine.run(['retrieve']);
    await changeSeed(machine.projectDir, {
      org: { id: '00DHu00000Other', name: 'Another hub' },
    });

    const refusal = await refusalOf({ machine });

    expect(refusal).toMatchObject({ code: 'EMBEDDED_HUB_NOT_STARTED', exitCode: 2 });
    expect(refusal.text).toContain('--fresh');
  });

  it.each([
    [['--port', '99999'], 'a number from 0 (any free one) to 65535'],
    [['--seed', 'nowhere.yaml'], 'nowhere.yaml'],
    [['--state', '/proc/nowhere/hub', '--port', '0'], '/proc/nowhere/hub'],
  ])('by hand with %j', async (flags, says) => {
    const machine = await makeMachine();

    const result = await machine.run(['hub', ...flags]);

    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(result.stderr).toContain('What to do next:');
  });

  it('by hand on a port that somebody else has', async () => {
    const machine = await makeMachine();
    const { url } = await startSeededHub();

    const result = await machine.run(['hub', '--port', new URL(url).port]);

    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('--port 0 is any free one');
  });
});

describe('arguments that cannot be understood', () => {
  it.each([
    [['release', '--frobnicate'], "USAGE  Unknown option '--frobnicate'"],
    [['release', '--jsn'], '--json'],
    [['relase'], 'release'],
    [['release', 'now'], 'Too many arguments'],
    [['release', '--project-dir'], 'argument missing'],
  ])('%j ends with 2, one sentence, and where to read on', async (args, says) => {
    const machine = await makeMachine();
    await writeFile(join(machine.projectDir, 'note.txt'), 'mine');

    const result = await machine.run(args);

    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(result.stderr).toContain('--help');
    expect(result.stderr).not.toMatch(/^\s+at \S/m);
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('?? note.txt\n');
  });
});
