import { spawnSync } from 'node:child_process';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'vitest';
import { removeLeftovers } from '../../../src/workspace/remove-leftovers.ts';
import { temporaryNameFor } from '../../../src/workspace/temporary-name.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const TWO_HOURS_AGO = new Date(Date.now() - 2 * 60 * 60_000);

/** A process that is over: its id is nobody's for a while. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** As a process of this machine, or of another one, would have named it. */
function leftoverOf(file: string, pid: number, machine?: string): string {
  const name = basename(temporaryNameFor(file)).replace(`-${process.pid}-`, `-${pid}-`);
  return join(
    dirname(file),
    machine === undefined ? name : name.replace(/\.[0-9a-f]{8}-/, `.${machine}-`),
  );
}

describe('what a write has left', () => {
  it('goes when its process is gone, in folders and below them', async ({ expect }) => {
    const folder = await temporaryFolder('leftovers');
    await mkdir(join(folder, 'below'));
    const pid = deadProcess();
    await writeFile(leftoverOf(join(folder, 'one.json'), pid), '{');
    await writeFile(leftoverOf(join(folder, 'below', 'two.json'), pid), '{');

    await removeLeftovers({ folders: [folder], flat: [] });

    expect(await readdir(folder, { recursive: true })).toEqual(['below']);
  });

  it('goes when a process before this one had the same number, as in containers', async ({
    expect,
  }) => {
    const folder = await temporaryFolder('leftovers');
    const file = leftoverOf(join(folder, 'one.json'), process.pid);
    await writeFile(file.replace(/[0-9a-f]{12}\.tmp$/, '0123456789ab.tmp'), '{');

    await removeLeftovers({ folders: [folder], flat: [] });

    expect(await readdir(folder)).toEqual([]);
  });

  it('stays while its process works, or where its process cannot be asked after', async ({
    expect,
  }) => {
    const folder = await temporaryFolder('leftovers');
    const files = [
      leftoverOf(join(folder, 'one.json'), process.pid),
      leftoverOf(join(folder, 'two.json'), deadProcess(), '0123abcd'),
    ];
    for (const file of files) await writeFile(file, '{');

    await removeLeftovers({ folders: [folder], flat: [] });

    expect((await readdir(folder)).toSorted()).toEqual(files.map((file) => basename(file)));
  });

  it('goes after an hour, whoever made it', async ({ expect }) => {
    const folder = await temporaryFolder('leftovers');
    const file = leftoverOf(join(folder, 'one.json'), 1, '0123abcd');
    await writeFile(file, '{');
    await utimes(file, TWO_HOURS_AGO, TWO_HOURS_AGO);

    await removeLeftovers({ folders: [folder], flat: [] });

    expect(await readdir(folder)).toEqual([]);
  });

  it('is not taken for what somebody else has put there', async ({ expect }) => {
    const folder = await temporaryFolder('leftovers');
    const names = ['.notes.tmp', 'notes.tmp', '.notes.0123456789ab.tmp'];
    for (const name of names) {
      await writeFile(join(folder, name), 'mine');
      await utimes(join(folder, name), TWO_HOURS_AGO, TWO_HOURS_AGO);
    }

    await removeLeftovers({ folders: [folder], flat: [] });

    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
  });

  it('is looked for only directly in a folder that holds other things too', async ({ expect }) => {
    const folder = await temporaryFolder('leftovers');
    await mkdir(join(folder, 'below'));
    const pid = deadProcess();
    await writeFile(leftoverOf(join(folder, 'one.json'), pid), '{');
    await writeFile(leftoverOf(join(folder, 'below', 'two.json'), pid), '{');

    await removeLeftovers({ folders: [join(folder, 'not there')], flat: [folder] });

    expect(await readdir(folder)).toEqual(['below']);
    expect(await readdir(join(folder, 'below'))).toHaveLength(1);
  });
});
