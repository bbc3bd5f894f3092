import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, vi } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import { withTemporaryFolder } from '../../../src/salesforce/temporary-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a temporary folder', () => {
  it('is gone after the work, done or failed', async ({ expect }) => {
    const parent = await temporaryFolder('parent');
    vi.stubEnv('TMPDIR', parent);

    await withTemporaryFolder(async (folder) => writeFile(join(folder, 'a'), 'text'));
    const failed = withTemporaryFolder(async () => {
      throw new TypeError('not about files');
    });

    await expect(failed).rejects.toThrow(new TypeError('not about files'));
    expect(await readdir(parent)).toEqual([]);
  });

  it('that cannot be made is said to be so', async ({ expect }) => {
    const parent = await temporaryFolder('parent');
    vi.stubEnv('TMPDIR', join(parent, 'gone'));

    await expect(withTemporaryFolder(async () => undefined)).rejects.toMatchObject({
      code: 'WORKSPACE_UNWRITABLE',
    });
  });

  it('in which the work cannot write is said to be so, and not taken for the network', async ({
    expect,
  }) => {
    vi.stubEnv('TMPDIR', await temporaryFolder('parent'));

    const failed = withTemporaryFolder(async (folder) => {
      await rm(folder, { recursive: true });
      await writeFile(join(folder, 'a'), 'text').catch((error: unknown) => {
        throw new Error('The library could not zip', { cause: error });
      });
    });

    await expect(failed).rejects.toMatchObject({
      code: 'WORKSPACE_UNWRITABLE',
      detail: { found: 'The library could not zip', actions: [expect.stringContaining('TMPDIR')] },
    });
  });

  it('on a full disk is said to be so although the system names no path', async ({ expect }) => {
    vi.stubEnv('TMPDIR', await temporaryFolder('parent'));

    const failed = withTemporaryFolder(async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        code: 'ENOSPC',
        syscall: 'write',
      });
    });

    await expect(failed).rejects.toMatchObject({ code: 'WORKSPACE_UNWRITABLE' });
  });

  it('is not blamed for a file of the project that did not fit on the disk', async ({ expect }) => {
    vi.stubEnv('TMPDIR', await temporaryFolder('parent'));
    const cause = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    });

    const failed = withTemporaryFolder(async () => {
      throw new ReleaseError('WORKSPACE_UNWRITABLE', '.eca-release cannot be written', { cause });
    });

    await expect(failed).rejects.toThrow('.eca-release cannot be written');
  });

  it('leaves a failure at another file alone', async ({ expect }) => {
    const parent = await temporaryFolder('parent');
    vi.stubEnv('TMPDIR', parent);

    const failed = withTemporaryFolder(async () => readdir(join(parent, 'gone')));

    await expect(failed).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
