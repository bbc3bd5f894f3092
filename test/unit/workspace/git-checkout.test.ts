import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openGitCheckout } from '../../../src/workspace/git-checkout.ts';
import { commitAll, git, put, temporaryProject } from './temporary-project.ts';

const APP = 'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('openGitCheckout', () => {
  it('says that a folder without git is no repository, and has every file uncommitted', async () => {
    const checkout = openGitCheckout(temporaryProject({ [APP]: '<a/>' }));

    expect(await checkout.isRepository()).toBe(false);
    expect(await checkout.headCommit()).toBeUndefined();
    expect(await checkout.tagsAtHead()).toEqual([]);
    expect(await checkout.uncommitted([APP, 'missing.xml', 'force-app'])).toEqual([APP]);
  });

  it('takes a machine without git for one without repositories', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);
    vi.stubEnv('PATH', join(project, 'nothing-here'));
    const checkout = openGitCheckout(project);

    expect(await checkout.isRepository()).toBe(false);
    expect(await checkout.uncommitted([APP])).toEqual([APP]);
  });

  it('reads a repository without a first commit', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    git(project, 'init', '--quiet');
    git(project, 'add', '--all');
    const checkout = openGitCheckout(project);

    expect(await checkout.isRepository()).toBe(true);
    expect(await checkout.headCommit()).toBeUndefined();
    expect(await checkout.tagsAtHead()).toEqual([]);
    expect(await checkout.uncommitted([APP])).toEqual([APP]);
  });

  it('tells commit and tags of HEAD, sorted, annotated ones too', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);
    git(project, 'tag', 'v1.4.0');
    git(project, 'tag', '--annotate', '--message=Second', 'v1.3.9');
    const checkout = openGitCheckout(project);

    expect(await checkout.headCommit()).toBe(git(project, 'rev-parse', 'HEAD'));
    expect(await checkout.tagsAtHead()).toEqual(['v1.3.9', 'v1.4.0']);
  });

  it('has no tags where they are on another commit', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);
    git(project, 'tag', 'v1.4.0');
    put(project, { [APP]: '<b/>' });
    git(project, 'commit', '--quiet', '--all', '--message=More');

    expect(await openGitCheckout(project).tagsAtHead()).toEqual([]);
  });

  it('finds what is modified, staged, untracked and ignored, and leaves the rest', async () => {
    const files = ['clean.xml', 'modified.xml', 'staged.xml', 'deleted.xml'];
    const project = temporaryProject(Object.fromEntries(files.map((path) => [path, 'old'])));
    put(project, { '.gitignore': 'ignored.xml\n' });
    commitAll(project);
    put(project, {
      'modified.xml': 'new',
      'staged.xml': 'new',
      'added.xml': 'new',
      'untracked.xml': 'new',
      'ignored.xml': 'new',
    });
    git(project, 'add', 'staged.xml', 'added.xml');
    rmSync(join(project, 'deleted.xml'));

    const uncommitted = await openGitCheckout(project).uncommitted([
      ...files,
      'added.xml',
      'untracked.xml',
      'ignored.xml',
    ]);

    expect(uncommitted).toEqual([
      'modified.xml',
      'staged.xml',
      'added.xml',
      'untracked.xml',
      'ignored.xml',
    ]);
  });

  it('sees changes that git was told to overlook', async () => {
    const project = temporaryProject({ 'assumed.xml': 'old', 'skipped.xml': 'old' });
    commitAll(project);
    git(project, 'update-index', '--assume-unchanged', 'assumed.xml');
    git(project, 'update-index', '--skip-worktree', 'skipped.xml');
    put(project, { 'assumed.xml': 'new', 'skipped.xml': 'new' });

    const uncommitted = await openGitCheckout(project).uncommitted(['assumed.xml', 'skipped.xml']);

    expect(uncommitted).toEqual(['assumed.xml', 'skipped.xml']);
  });

  it('works below the root of a repository, with spaces, quotes and other alphabets in names', async () => {
    const root = temporaryProject();
    const project = join(root, 'salesforce projects/Größe');
    const paths = [
      'Ünïcode file.xml',
      '"quoted".xml',
      "it's $HOME *.xml",
      '-dash.xml',
      '日本/アプリ.xml',
    ];
    put(project, Object.fromEntries(paths.map((path) => [path, 'old'])));
    commitAll(root);
    const checkout = openGitCheckout(project);
    const before = await checkout.uncommitted(paths);
    put(project, Object.fromEntries(paths.map((path) => [path, 'new'])));

    expect(before).toEqual([]);
    expect(await checkout.uncommitted(paths)).toEqual(paths);
  });

  it('takes line ends that git would convert for committed', async () => {
    const project = temporaryProject({
      '.gitattributes': '*.xml text eol=lf\n',
      'app.xml': 'a\nb\n',
    });
    commitAll(project);
    put(project, { 'app.xml': 'a\r\nb\r\n' });
    const checkout = openGitCheckout(project);

    const withWindowsLineEnds = await checkout.uncommitted(['app.xml']);
    put(project, { 'app.xml': 'a\r\nc\r\n' });

    expect(withWindowsLineEnds).toEqual([]);
    expect(await checkout.uncommitted(['app.xml'])).toEqual(['app.xml']);
  });

  it('honours attributes that are set for a folder', async () => {
    const root = temporaryProject({ '.gitattributes': 'project/force-app/** text eol=lf\n' });
    const project = join(root, 'project');
    put(project, { 'force-app/app.xml': 'a\nb\n' });
    commitAll(root);
    put(project, { 'force-app/app.xml': 'a\r\nb\r\n' });

    expect(await openGitCheckout(project).uncommitted(['force-app/app.xml'])).toEqual([]);
  });

  it('finds a quoted name at the root of a repository', async () => {
    const project = temporaryProject({ '"quoted" \\name.xml': 'x' });
    commitAll(project);

    expect(await openGitCheckout(project).uncommitted(['"quoted" \\name.xml'])).toEqual([]);
  });

  it('counts a committed link as uncommitted rather than following it', async () => {
    const project = temporaryProject({ 'real.xml': 'x' });
    symlinkSync('real.xml', join(project, 'link.xml'));
    commitAll(project);

    expect(await openGitCheckout(project).uncommitted(['real.xml', 'link.xml'])).toEqual([
      'link.xml',
    ]);
  });

  it('is not misled by the variables of a git hook', async () => {
    const other = temporaryProject();
    commitAll(other);
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other);

    expect(await openGitCheckout(project).uncommitted([APP])).toEqual([]);
  });

  it('says how to trust a folder of another user', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');

    await expect(openGitCheckout(project).isRepository()).rejects.toMatchObject({
      code: 'WORKSPACE_UNREADABLE',
      detail: { actions: [expect.stringContaining(`safe.directory ${project}`)] },
    });
  });

  it('does not take a bare repository for a checkout', async () => {
    const folder = temporaryProject();
    mkdirSync(join(folder, 'bare'));
    execFileSync('git', ['init', '--quiet', '--bare'], { cwd: join(folder, 'bare') });

    expect(await openGitCheckout(join(folder, 'bare')).isRepository()).toBe(false);
  });
});
