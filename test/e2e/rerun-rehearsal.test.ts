import { join } from 'node:path';
import { describe, it } from 'vitest';
import { artifactsOf } from '../support/artifacts.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { git } from '../support/make-project.ts';
import { changeSeed } from '../support/project-settings.ts';
import { recordsIn } from '../support/seeded-hub.ts';

describe('a second rehearsal', () => {
  it('builds nothing, says why, and leaves the same bytes and a clean checkout', async ({
    expect,
  }) => {
    const machine = await quickMachine();
    await machine.run(['release']);
    const first = await artifactsOf(machine.projectDir);

    const second = await machine.run(['release']);

    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('1.0.0-1 was built from the same contents: nothing is built');
    expect(await artifactsOf(machine.projectDir)).toEqual(first);
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
    expect(await buildsOf(machine)).toEqual(['1 beta']);
  });

  it('builds the next one after the seed has changed, and again after --fresh the first', async ({
    expect,
  }) => {
    const machine = await quickMachine();
    await machine.run(['release']);
    await changeSeed(machine.projectDir, { apps: [CHANGED_APP] });

    const changed = await machine.run(['release']);
    const buildsAfterChange = await buildsOf(machine);
    const fresh = await machine.run(['release', '--fresh']);

    expect(changed.stdout).toContain('built 1.0.0-2');
    expect(buildsAfterChange).toEqual(['1 beta', '2 beta']);
    expect(fresh.stdout).toContain('built 1.0.0-1');
    expect(await buildsOf(machine)).toEqual(['1 beta']);
  });

  it('finds its version after the promotion', async ({ expect }) => {
    const machine = await quickMachine();
    await machine.run(['release']);
    await machine.run(['promote']);

    const again = await machine.run(['release']);

    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('1.0.0-1 is released, from the same contents: nothing is built');
    expect(await buildsOf(machine)).toEqual(['1 released']);
  });
});

const CHANGED_APP = {
  name: 'Acme_Connector',
  label: 'Acme Connector',
  description: 'Now with more of it.',
  contactEmail: 'integrations@acme.example',
  distributionState: 'Packaged',
  oauth: { name: 'Partner_Login', scopes: ['Api'], consumerId: '888Hu0000004aBc' },
};

/** One whose rehearsals build at once. */
async function quickMachine(): Promise<Machine> {
  const machine = await makeMachine();
  await changeSeed(machine.projectDir, { buildMs: 0 });
  return machine;
}

async function buildsOf({ projectDir }: Machine): Promise<readonly string[]> {
  const { versions } = await recordsIn(join(projectDir, '.eca-release', 'hub'));
  return versions.map(
    ({ number, isReleased }) => `${number.build} ${isReleased ? 'released' : 'beta'}`,
  );
}
