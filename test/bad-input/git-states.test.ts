import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git } from '../support/make-project.ts';
import { changeProjectFile } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere } from '../support/refused-here.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

describe('a repository is refused, and nothing is written, that', () => {
  it('is not there, since nothing could be brought back', async () => {
    const hub = await startSeededHub();
    const projectDir = await checkoutHere();
    await rm(join(projectDir, '.git'), { recursive: true });
    await rm(join(projectDir, 'force-app', 'main', 'default', 'extlClntAppNotifSettings'), {
      recursive: true,
    });

    const { failure, text } = await refusedHere({
      projectDir,
      hub,
      args: ['retrieve', '--version-number', '3.0.0'],
    });

    expect(failure).toMatchObject({ code: 'UNCOMMITTED_WORK', exitCode: 2 });
    expect(text).toContain('git init');
  });

  it('has no commit yet', async () => {
    const hub = await startSeededHub();
    const projectDir = await checkoutHere();
    await rm(join(projectDir, '.git'), { recursive: true });
    await git(projectDir, 'init', '--quiet');

    const { failure } = await refusedHere({
      projectDir,
      hub,
      args: ['retrieve', '--version-number', '3.0.0'],
    });

    expect(failure).toMatchObject({ code: 'UNCOMMITTED_WORK', exitCode: 2 });
  });

  it.each([
    ['carries no tag, where the project file names no number either', [], 'VERSION_TAG_MISSING'],
    [
      'carries tags that are no versions',
      ['nightly', 'v1', 'v01.0.0', '1.0.0'],
      'VERSION_TAG_MISSING',
    ],
    ['carries several version tags', ['v1.0.0', 'v1.0.1', 'nightly'], 'VERSION_TAG_AMBIGUOUS'],
    ['carries its version tag on another commit', ['before:v1.0.0'], 'VERSION_TAG_MISSING'],
  ])('%s', async (_what, tags, code) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutHere();
    await changeProjectFile(projectDir, {
      packageDirectories: [{ path: 'force-app', default: true }],
    });
    for (const tag of tags) await git(projectDir, 'tag', tag.replace('before:', ''));
    if (tags.some((tag) => tag.startsWith('before:'))) await commitAll(projectDir, 'Go on');

    const { failure } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(failure).toMatchObject({ code, exitCode: 2 });
  });
});

describe('a repository will do that', () => {
  it('has no branch checked out, as CI leaves it', async () => {
    const hub = await startSeededHub();
    const projectDir = await checkoutHere();
    await git(projectDir, 'tag', 'v2.1.0');
    await git(projectDir, 'checkout', '--quiet', '--detach', 'v2.1.0');

    const run = await runHere({ projectDir, hub });

    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
    expect((await hub.records()).versions).toMatchObject([{ number: { major: 2, minor: 1 } }]);
  });

  it('has no history, as CI leaves it', async () => {
    const hub = await startSeededHub();
    const origin = await checkoutHere();
    await commitAll(origin, 'Go on');
    const projectDir = join(origin, '..', 'shallow');
    await git(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, projectDir);

    const run = await runHere({ projectDir, hub });

    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
  });
});
