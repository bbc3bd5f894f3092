import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDevHub, storedConnection } from '../../../../src/salesforce/login/stored-login.ts';
import { transportFor } from '../../../support/transport-for.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

async function projectWith(settings: string | undefined): Promise<string> {
  const project = await temporaryFolder('settings');
  await writeFile(
    join(project, 'sfdx-project.json'),
    '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"67.0"}',
  );
  await mkdir(join(project, '.sf'));
  if (settings !== undefined) await writeFile(join(project, '.sf', 'config.json'), settings);
  return project;
}

describe('defaultDevHub', () => {
  it('is what the sf CLI was told for the project', async () => {
    const project = await projectWith('{"target-dev-hub":"acme-hub"}');

    expect(await defaultDevHub(project)).toBe('acme-hub');
  });
});

describe('storedConnection', () => {
  it('says how to log in where there is no such login', async () => {
    await expect(storedConnection(transportFor(), 'nobody')).rejects.toMatchObject({
      code: 'LOGIN_NOT_FOUND',
      message: 'There is no usable login called nobody',
      detail: {
        found: expect.stringContaining('nobody'),
        actions: expect.arrayContaining([
          'Log in: sf org login web --alias nobody',
          expect.stringContaining('--rehearse'),
        ]),
      },
    });
  });
});
