import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { readPlan } from '../../src/artifacts/plan-file.ts';
import { fingerprintOf, fingerprintOfProject } from '../support/folder-contents.ts';
import { ALIAS } from '../support/logged-in-home.ts';
import { makeMachine } from '../support/machine.ts';
import { commitAll, git } from '../support/make-project.ts';
import { changeSeed, configure } from '../support/project-settings.ts';
import { runEcaRelease, type RunResult } from '../support/run-eca-release.ts';
import { changeHub, openTestbed, type Testbed } from '../support/testbed.ts';

const APP_FILE = 'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml';

async function plan({ projectDir, home }: Testbed, ...flags: readonly string[]) {
  return runEcaRelease(['plan', '--target-dev-hub', ALIAS, ...flags], { cwd: projectDir, home });
}

function savedPlan({ projectDir }: Pick<Testbed, 'projectDir'>): string {
  return join(projectDir, '.eca-release', 'plan.json');
}

/** What the refusal of a plan names. */
function movedIn({ stdout }: RunResult): readonly string[] {
  const { failure } = JSON.parse(stdout) as {
    readonly failure: { readonly code: string; readonly problems: readonly { message: string }[] };
  };
  return [failure.code, ...failure.problems.map(({ message }) => message)];
}

function writesOf({ hub }: Testbed): readonly string[] {
  return hub.requests
    .filter(({ method, path }) => method !== 'GET' && path.includes('/sobjects/'))
    .map(({ method, path }) => `${method} ${path}`);
}

describe('plan', () => {
  it('changes nothing on disk but its own file, and nothing in the hub', async ({ expect }) => {
    const testbed = await openTestbed();
    const filesBefore = await fingerprintOf(testbed.projectDir, ['.git']);
    const recordsBefore = await testbed.hub.records();

    const result = await plan(testbed, '--json');

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    const filesAfter = await fingerprintOf(testbed.projectDir, ['.git', '.eca-release']);
    expect(filesAfter).toEqual(filesBefore);
    expect(Object.keys(await fingerprintOf(join(testbed.projectDir, '.eca-release')))).toEqual([
      '.gitignore',
      'plan.json',
    ]);
    expect(writesOf(testbed)).toEqual([]);
    expect(await testbed.hub.records()).toEqual(recordsBefore);
    expect(JSON.parse(result.stdout)).toMatchObject({
      kind: 'eca-release/run',
      verb: 'plan',
      plan: await readPlan(savedPlan(testbed)),
    });
  });

  it('shows what changes as a difference, and what it takes', async ({ expect }) => {
    const testbed = await openTestbed();
    const path = join(testbed.projectDir, APP_FILE);
    await writeFile(path, (await readFile(path, 'utf8')).replace('<label>', '<label>Old '));
    await commitAll(testbed.projectDir, 'Change the label');
    const file = join(testbed.projectDir, 'the plan.json');

    const result = await plan(testbed, '--promote', '--out', file);

    expect(result.stdout).toContain('-    <label>Old Acme Connector</label>');
    expect(result.stdout).toContain('+    <label>Acme Connector</label>');
    expect(result.stdout).toContain('create  Package2: the package Acme Connector');
    expect(result.stdout).toContain('update  Package2Version: the version 1.0.0');
    expect(result.stdout).toContain('1 of the 6 that are left today');
    expect(await readPlan(file)).toMatchObject({ asked: { promote: true } });
  });

  it('needs no login in a fresh clone, and leaves it clean', async ({ expect }) => {
    const machine = await makeMachine();
    await changeSeed(machine.projectDir, { buildMs: 0 });

    const planned = await machine.run(['plan']);
    const released = await machine.run(['release', '--plan', savedPlan(machine)]);

    expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(planned.stdout).toContain('REHEARSAL');
    expect(released).toMatchObject({ exitCode: 0, stderr: '' });
    expect(released.stdout).toContain('built 1.0.0-1');
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe('');
  });
});

describe('a release of a plan', () => {
  it('does exactly that, and does nothing when it is done again', async ({ expect }) => {
    const testbed = await openTestbed();
    await plan(testbed, '--promote');

    const first = await testbed.run('release', '--plan', savedPlan(testbed));
    const writesOfFirst = writesOf(testbed);
    const second = await testbed.run('release', '--plan', savedPlan(testbed));

    expect(first).toMatchObject({ exitCode: 0 });
    expect(writesOfFirst.map((write) => write.replace(/\/05i\w+$/, ''))).toEqual([
      expect.stringMatching(/^POST .*\/Package2$/),
      expect.stringMatching(/^POST .*\/Package2VersionCreateRequest$/),
      expect.stringMatching(/^PATCH .*\/Package2Version$/),
    ]);
    expect(second).toMatchObject({ exitCode: 0 });
    expect(writesOf(testbed)).toEqual(writesOfFirst);
    expect((await testbed.hub.records()).versions).toMatchObject([{ isReleased: true }]);
    const { files, workspace } = await readPlan(savedPlan(testbed));
    expect(files.every(({ before, path }) => workspace[path] === before)).toBe(true);
    const left = await plan(testbed, '--promote', '--json');
    expect(JSON.parse(left.stdout)).toMatchObject({ plan: { files: [], records: [], slots: [] } });
  });

  it('is refused by the name of everything that moved here and in the app, before anything is done', async ({
    expect,
  }) => {
    const testbed = await openTestbed();
    await plan(testbed);
    const { projectDir } = testbed;
    const path = join(projectDir, APP_FILE);
    await writeFile(path, (await readFile(path, 'utf8')).replace('<label>', '<label>Old '));
    await configure(projectDir, { drift: 'accept' });
    await git(projectDir, 'tag', 'v2.0.0');
    const moved = await changeHub(testbed, (seed) => ({
      ...seed,
      apps: seed.apps.map((app) => Object.assign({}, app, { contactEmail: 'new@acme.example' })),
    }));
    const filesBefore = await fingerprintOfProject(projectDir);

    const result = await moved.run('release', '--plan', savedPlan(moved), '--json');

    expect(result.exitCode).toBe(2);
    expect(movedIn(result)).toEqual([
      'PLAN_MOVED',
      'the configuration: drift',
      'the commit',
      'the version number of Acme Connector',
      "the hub's app: ExternalClientApplication:Acme_Connector",
      `the workspace: ${APP_FILE}`,
    ]);
    expect(await fingerprintOfProject(projectDir)).toEqual(filesBefore);
    expect(writesOf(moved)).toEqual([]);
  });

  it('is refused where another version became the ancestor, and no build is left', async ({
    expect,
  }) => {
    const testbed = await openTestbed();
    await testbed.run('release', '--version-number', '0.8.0', '--promote');
    await commitAll(testbed.projectDir, 'What the release wrote');
    await plan(testbed, '--version-number', '1.0.0');
    const colleague = await testbed.run('release', '--version-number', '0.9.0', '--promote');
    await git(testbed.projectDir, 'checkout', '--', '.');
    const moved = await changeHub(testbed, (seed) => ({
      ...seed,
      limits: { ...seed.limits, Package2VersionCreates: 2 },
    }));

    const result = await moved.run(
      ...(['release', '--plan', savedPlan(moved), '--version-number', '1.0.0', '--json'] as const),
    );

    expect(colleague).toMatchObject({ exitCode: 0 });
    expect(movedIn(result)).toEqual([
      'PLAN_MOVED',
      'the ancestor of Acme Connector',
      'the limit Package2VersionCreates',
    ]);
    expect(writesOf(moved)).toEqual([]);
  });

  it('is refused in another org', async ({ expect }) => {
    const machine = await makeMachine();
    await machine.run(['plan']);
    const testbed = await openTestbed();

    const result = await testbed.run('release', '--plan', savedPlan(machine), '--json');

    expect(movedIn(result)).toEqual(['PLAN_MOVED', 'the Dev Hub']);
    expect(writesOf(testbed)).toEqual([]);
  });

  it('is refused where the file is no plan, or the flags say something else', async ({
    expect,
  }) => {
    const testbed = await openTestbed();
    const file = join(testbed.projectDir, 'sfdx-project.json');

    const noPlan = await testbed.run('release', '--plan', file);
    const contradicting = await testbed.run('release', '--plan', file, '--promote');

    expect(noPlan).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('PLAN_INVALID') });
    expect(contradicting).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('USAGE') });
    expect(testbed.hub.requests).toEqual([]);
  });
});
