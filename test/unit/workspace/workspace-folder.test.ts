import {
  chmodSync,
  writeFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGitCheckout } from '../../../src/workspace/git-checkout.ts';
import { openWorkspace } from '../../../src/workspace/workspace-folder.ts';
import type { Workspace, WorkspaceChange } from '../../../src/ports/workspace.ts';
import { commitAll, git, PROJECT, put, temporaryProject, textOf } from './temporary-project.ts';

const APP = 'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml';

function workspaceOf(projectDir: string, force = false): Workspace {
  return openWorkspace({ projectDir, git: openGitCheckout(projectDir), force });
}

function writing(
  files: Readonly<Record<string, string>>,
  removals: readonly string[] = [],
): WorkspaceChange {
  return {
    writes: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
    removals,
  };
}

function committedProject(files: Readonly<Record<string, string>> = {}): string {
  const project = temporaryProject(files);
  commitAll(project);
  return project;
}

describe('Workspace.apply', () => {
  it('writes, makes folders, removes, and says what it did', async () => {
    const project = committedProject({ 'force-app/old.xml': 'old', [APP]: 'before' });

    const applied = await workspaceOf(project).apply(
      writing({ [APP]: 'after', 'manifest/package.xml': 'new' }, ['force-app/old.xml', 'gone.xml']),
    );

    expect(applied).toEqual({
      written: [APP, 'manifest/package.xml'],
      removed: ['force-app/old.xml'],
    });
    expect(textOf(project, APP)).toBe('after');
    expect(textOf(project, 'manifest/package.xml')).toBe('new');
    expect(textOf(project, 'force-app/old.xml')).toBeUndefined();
  });

  it('takes what another run in the same checkout removes meanwhile for removed', async () => {
    const old = Array.from({ length: 20 }, (_, index) => `force-app/old-${index}.xml`);
    const project = committedProject(Object.fromEntries(old.map((path) => [path, 'old'])));
    const remove = async () => workspaceOf(project).apply(writing({}, old));

    await Promise.all([remove(), remove()]);

    expect(old.map((path) => textOf(project, path))).toEqual(old.map(() => undefined));
  });

  it('does not touch a file that would stay the same, whoever wrote it', async () => {
    const project = temporaryProject({ [APP]: 'same' });
    const longAgo = new Date('2026-01-01T00:00:00Z');
    utimesSync(join(project, APP), longAgo, longAgo);

    const applied = await workspaceOf(project).apply(writing({ [`./${APP}`]: 'same' }));

    expect(applied).toEqual({ written: [], removed: [] });
    expect(statSync(join(project, APP)).mtime).toEqual(longAgo);
    expect(textOf(project, '.eca-release/written.json')).toBeUndefined();
  });

  it('leaves no temporary files, and keeps the mode of a file', async () => {
    const project = committedProject({ [APP]: 'before' });
    chmodSync(join(project, APP), 0o640);

    await workspaceOf(project).apply(writing({ [APP]: 'after' }));

    expect(readdirSync(join(project, APP, '..'))).toEqual(['Acme_Connector.eca-meta.xml']);
    expect(statSync(join(project, APP)).mode & 0o777).toBe(0o640);
  });

  it('keeps its own folder out of git', async () => {
    const project = committedProject();

    await workspaceOf(project).apply(writing({ [APP]: 'new' }));

    expect(git(project, 'status', '--porcelain', '--untracked-files=all')).toBe(`?? ${APP}`);
  });

  it('overwrites and removes what it wrote itself, as long as nobody changed it', async () => {
    const project = committedProject();
    const workspace = workspaceOf(project);
    await workspace.apply(writing({ [APP]: 'first', 'force-app/other.xml': 'first' }));

    await workspace.apply(writing({ [APP]: 'second' }, ['force-app/other.xml']));
    put(project, { [APP]: 'edited by hand' });
    const third = workspace.apply(writing({ [APP]: 'third' }));

    await expect(third).rejects.toMatchObject({ code: 'UNCOMMITTED_WORK' });
    expect(textOf(project, APP)).toBe('edited by hand');
    expect(textOf(project, 'force-app/other.xml')).toBeUndefined();
  });

  it('remembers across runs what it wrote, also without a repository', async () => {
    const project = temporaryProject();
    await workspaceOf(project).apply(writing({ [APP]: 'first' }));

    const applied = await workspaceOf(project).apply(writing({ [APP]: 'second' }));

    expect(applied.written).toEqual([APP]);
  });

  it('records what it wrote before it failed', async () => {
    const project = temporaryProject();
    const name = 'x'.repeat(300);

    const applying = workspaceOf(project).apply(
      writing({ [APP]: 'new', [name]: 'too long a name' }),
    );

    await expect(applying).rejects.toMatchObject({ code: 'WORKSPACE_UNWRITABLE' });
    await expect(workspaceOf(project).check(writing({ [APP]: 'newer' }))).resolves.toBeUndefined();
  });

  it('writes files of several megabytes whole', async () => {
    const project = temporaryProject();
    const text = 'metadata '.repeat(1_000_000);

    await workspaceOf(project).apply(writing({ 'force-app/large.xml': text }));

    expect(textOf(project, 'force-app/large.xml')).toBe(text);
  });
});

describe('Workspace.check', () => {
  it('names every file with work that no commit has, and nothing is written', async () => {
    const project = committedProject({
      [APP]: 'committed',
      'force-app/b.xml': 'b',
      'force-app/c.xml': 'c',
    });
    put(project, { [APP]: 'edited', 'force-app/b.xml': 'edited', 'force-app/new.xml': 'mine' });

    const applying = workspaceOf(project).apply(
      writing({ [APP]: 'x', 'force-app/c.xml': 'x', 'force-app/new.xml': 'x', 'free.xml': 'x' }, [
        'force-app/b.xml',
      ]),
    );

    await expect(applying).rejects.toMatchObject({
      code: 'UNCOMMITTED_WORK',
      detail: {
        problems: [
          { message: 'would be overwritten', location: { file: APP } },
          { message: 'would be overwritten', location: { file: 'force-app/new.xml' } },
          { message: 'would be removed', location: { file: 'force-app/b.xml' } },
        ],
        actions: expect.arrayContaining([expect.stringContaining('--force')]),
      },
    });
    expect(textOf(project, 'force-app/c.xml')).toBe('c');
    expect(textOf(project, 'free.xml')).toBeUndefined();
  });

  it('lets --force through', async () => {
    const project = committedProject({ [APP]: 'committed' });
    put(project, { [APP]: 'edited' });

    await workspaceOf(project, true).apply(writing({ [APP]: 'from the hub' }));

    expect(textOf(project, APP)).toBe('from the hub');
  });

  it('takes all files for the user’s where there is no repository', async () => {
    const project = temporaryProject({ [APP]: 'mine' });

    await expect(workspaceOf(project).check(writing({ [APP]: 'x' }))).rejects.toMatchObject({
      code: 'UNCOMMITTED_WORK',
      detail: { actions: expect.arrayContaining([expect.stringContaining('git init')]) },
    });
  });

  it.each([
    '../outside.xml',
    '/etc/cron.d/x',
    'a/../../x',
    'C:\\x',
    'a:b',
    'a\0b',
    '.git/hooks/pre-commit',
    '',
  ])('refuses the path %j, whatever --force says', async (path) => {
    const project = committedProject();

    const checks = [
      workspaceOf(project, true).check(writing({ [path]: 'x' })),
      workspaceOf(project, true).check(writing({}, [path])),
      workspaceOf(project).read(path),
    ];

    for (const check of checks) await expect(check).rejects.toMatchObject({ code: 'UNSAFE_PATH' });
  });

  it('does not write through links, to files or below folders', async () => {
    const elsewhere = temporaryProject({ 'target.xml': 'theirs' });
    const project = committedProject({ 'force-app/real.xml': 'x' });
    symlinkSync(join(elsewhere, 'target.xml'), join(project, 'force-app/link.xml'));
    symlinkSync(elsewhere, join(project, 'linked'));
    const workspace = workspaceOf(project, true);

    for (const path of ['force-app/link.xml', 'linked/new.xml', 'linked/target.xml'])
      await expect(workspace.apply(writing({ [path]: 'x' }))).rejects.toMatchObject({
        code: 'UNSAFE_PATH',
      });
    await expect(workspace.apply(writing({}, ['linked/target.xml']))).rejects.toMatchObject({
      code: 'UNSAFE_PATH',
    });
    expect(textOf(elsewhere, 'target.xml')).toBe('theirs');
  });

  it('works in a project that is itself reached through a link', async () => {
    const project = committedProject();
    const link = join(temporaryProject(), 'project');
    symlinkSync(project, link);

    await workspaceOf(link).apply(writing({ [APP]: 'new' }));

    expect(textOf(project, APP)).toBe('new');
  });

  it('sees beforehand that a folder or a file is in the way', async () => {
    const project = committedProject({ 'force-app/file': 'x', 'folder/x': 'x' });
    const workspace = workspaceOf(project);

    await expect(workspace.check(writing({ 'force-app/file/new.xml': 'x' }))).rejects.toMatchObject(
      {
        code: 'WORKSPACE_UNWRITABLE',
        detail: { found: 'a file where a folder is needed' },
      },
    );
    await expect(workspace.check(writing({ folder: 'x' }))).rejects.toMatchObject({
      code: 'WORKSPACE_UNWRITABLE',
      detail: { found: 'a folder of that name' },
    });
  });

  it('asks the original about a rehearsal’s copy, and leaves the original’s ledger alone', async () => {
    const original = committedProject({ [APP]: 'committed', 'force-app/b.xml': 'b' });
    const copy = temporaryProject({ [APP]: 'edited', 'force-app/b.xml': 'b' });
    put(original, { [APP]: 'edited' });
    const workspace = openWorkspace({
      projectDir: copy,
      git: openGitCheckout(copy),
      original: { projectDir: original, git: openGitCheckout(original) },
    });

    await expect(workspace.apply(writing({ [APP]: 'x' }))).rejects.toMatchObject({
      code: 'UNCOMMITTED_WORK',
      detail: { why: expect.stringContaining('rehearsal') },
    });
    const applied = await workspace.apply(writing({ 'force-app/b.xml': 'x', 'new.xml': 'x' }));

    expect(applied.written).toEqual(['force-app/b.xml', 'new.xml']);
    expect(textOf(original, 'force-app/b.xml')).toBe('b');
    expect(textOf(original, '.eca-release/written.json')).toBeUndefined();
  });

  it('lets a rehearsal go on in a project without a repository: only its copy is written', async () => {
    const original = temporaryProject({ [APP]: 'mine' });
    const copy = temporaryProject({ [APP]: 'mine' });
    const workspace = openWorkspace({
      projectDir: copy,
      git: openGitCheckout(copy),
      original: { projectDir: original, git: openGitCheckout(original) },
    });

    await workspace.apply(writing({ [APP]: 'from the hub' }));

    expect(textOf(copy, APP)).toBe('from the hub');
    expect(textOf(original, APP)).toBe('mine');
  });

  it('does not guess about a damaged ledger', async () => {
    const project = committedProject({ [APP]: 'committed' });
    put(project, { [APP]: 'edited', '.eca-release/written.json': '{"formatVersion": 1' });

    await expect(workspaceOf(project).check(writing({ [APP]: 'x' }))).rejects.toMatchObject({
      code: 'WORKSPACE_UNREADABLE',
      detail: { actions: expect.arrayContaining([expect.stringContaining('delete the file')]) },
    });
  });
});

describe('Workspace.read and the project file', () => {
  it('gives bytes as they are, and nothing for what is not there', async () => {
    const project = temporaryProject({ 'a.xml': '\uFEFFa\r\n' });
    const workspace = workspaceOf(project);

    expect(Buffer.from((await workspace.read('a.xml')) ?? []).toString()).toBe('\uFEFFa\r\n');
    expect(await workspace.read('b.xml')).toBeUndefined();
    expect(await workspace.read('a.xml/b.xml')).toBeUndefined();
  });

  it('does not read through a link out of the project', async () => {
    const elsewhere = temporaryProject({ 'secret.txt': 'x' });
    const project = temporaryProject({ 'real.xml': 'x' });
    symlinkSync(join(elsewhere, 'secret.txt'), join(project, 'out.txt'));
    symlinkSync('real.xml', join(project, 'in.xml'));
    const workspace = workspaceOf(project);

    await expect(workspace.read('out.txt')).rejects.toMatchObject({ code: 'UNSAFE_PATH' });
    expect(await workspace.read('in.xml')).toBeDefined();
  });

  it('says what to do about a folder where a file is expected', async () => {
    const project = temporaryProject({ 'folder/x': 'x' });

    await expect(workspaceOf(project).read('folder')).rejects.toMatchObject({
      code: 'WORKSPACE_UNREADABLE',
    });
  });

  it('reads the project, and shows an edit without writing it', async () => {
    const project = temporaryProject();
    const workspace = workspaceOf(project);

    const edited = await workspace.editedProject({ namespace: 'acmeconnect' });

    expect((await workspace.readProject()).sourceApiVersion).toBe('67.0');
    expect(edited.path).toBe('sfdx-project.json');
    expect(Buffer.from(edited.bytes).toString()).toContain('"namespace": "acmeconnect"');
    expect(textOf(project, 'sfdx-project.json')).toBe(PROJECT);
  });

  it('says that a folder is no project', async () => {
    const project = temporaryProject();
    rmSync(join(project, 'sfdx-project.json'));

    await expect(workspaceOf(project).readProject()).rejects.toMatchObject({
      code: 'PROJECT_FILE_INVALID',
      message: 'This folder is no Salesforce DX project',
    });
  });

  it('tells what cannot be written, before anything is', async () => {
    const project = realpathSync(temporaryProject());
    writeFileSync(join(project, 'locked'), 'a file where a folder has to be');

    await expect(workspaceOf(project).check(writing({ 'locked/x': 'x' }))).rejects.toMatchObject({
      code: expect.stringMatching(/^WORKSPACE_UN(WRITABLE|READABLE)$/),
    });
  });
});
