import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyForRehearsal } from '../../../src/workspace/rehearsal-copy.ts';
import { commitAll, git, PROJECT, put, temporaryProject, textOf } from './temporary-project.ts';

const APP = 'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml';

describe('copyForRehearsal', () => {
  it('copies what a release reads, and nothing else', async () => {
    const project = temporaryProject({
      [APP]: '<a/>',
      'force-app/node_modules/x/index.js': 'x',
      'config/release.yaml': 'namespace: acme',
      'manifest/package.xml': '<p/>',
      'definitions/scratch.json': '{}',
      'node_modules/large/index.js': 'x',
      'src/main.ts': 'x',
      'artifacts/old.json': '{}',
    });

    const copy = await copyForRehearsal(project, ['definitions/scratch.json', 'missing.json']);

    expect(copy).toBe(join(project, '.eca-release/rehearsal/project'));
    expect(readdirSync(copy).toSorted()).toEqual([
      '.forceignore',
      'config',
      'definitions',
      'force-app',
      'manifest',
      'sfdx-project.json',
    ]);
    expect(textOf(copy, APP)).toBe('<a/>');
    expect(textOf(copy, 'definitions/scratch.json')).toBe('{}');
    expect(existsSync(join(copy, 'force-app/node_modules'))).toBe(false);
  });

  it('gives the copy the project’s .forceignore, or an empty one', async () => {
    const without = await copyForRehearsal(temporaryProject());
    const withOne = await copyForRehearsal(
      temporaryProject({ '.forceignore': '**/*.ecaPlcy-meta.xml\n' }),
    );

    expect(textOf(without, '.forceignore')).toBe('');
    expect(textOf(withOne, '.forceignore')).toBe('**/*.ecaPlcy-meta.xml\n');
  });

  it('starts from the project as it is now, without leftovers of the last copy', async () => {
    const project = temporaryProject({ [APP]: 'first' });
    const first = await copyForRehearsal(project);
    put(first, { 'force-app/left-over.xml': 'x' });
    put(project, { [APP]: 'second' });

    const second = await copyForRehearsal(project);

    expect(textOf(second, APP)).toBe('second');
    expect(textOf(second, 'force-app/left-over.xml')).toBeUndefined();
    expect(readdirSync(join(project, '.eca-release/rehearsal'))).toEqual(['project']);
  });

  it('leaves the repository clean', async () => {
    const project = temporaryProject({ [APP]: '<a/>' });
    commitAll(project);

    await copyForRehearsal(project);

    expect(git(project, 'status', '--porcelain')).toBe('');
  });

  it('copies a package directory that is the whole project, without the folders of tools', async () => {
    const project = temporaryProject({
      'sfdx-project.json': PROJECT.replace('"force-app"', '"."'),
      'externalClientApps/Acme.eca-meta.xml': '<a/>',
      'node_modules/large/index.js': 'x',
      'artifacts/old.json': '{}',
    });

    const copy = await copyForRehearsal(project);

    expect(textOf(copy, 'externalClientApps/Acme.eca-meta.xml')).toBe('<a/>');
    expect(existsSync(join(copy, 'node_modules'))).toBe(false);
    expect(existsSync(join(copy, 'artifacts'))).toBe(false);
  });

  it('goes on without package directories that do not exist yet', async () => {
    const copy = await copyForRehearsal(temporaryProject());

    expect(existsSync(join(copy, 'force-app'))).toBe(false);
  });

  it('keeps links as links, so that nothing is written through them', async () => {
    const project = temporaryProject({ 'shared/app.xml': 'x' });
    symlinkSync('shared', join(project, 'force-app'));

    const copy = await copyForRehearsal(project);

    expect(textOf(copy, 'force-app/app.xml')).toBe('x');
    expect(existsSync(join(copy, 'shared'))).toBe(false);
  });

  it('refuses to copy from outside the project', async () => {
    await expect(copyForRehearsal(temporaryProject(), ['../secrets.json'])).rejects.toMatchObject({
      code: 'UNSAFE_PATH',
    });
  });
});
