import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../support/folder-contents.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { logIn } from '../support/log-in.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { commitAll, git } from '../support/make-project.ts';
import { packagedFiles } from '../support/package-zip.ts';
import { changeProjectFile, configure, demoPackage } from '../support/project-settings.ts';
import { randomOrg, type RandomOrg } from '../support/random-org.ts';
import { recordsIn, writeSeed } from '../support/seeded-hub.ts';

/** Each is the seed of one org; what one of them finds fails under its number everywhere. */
const NUMBERS = [11, 23, 37, 41, 59, 61, 73, 89, 97, 2026];

describe('a hub that nobody has seen before is released from, with exactly the right members:', () => {
  it.each(NUMBERS)('org %i', async (number) => {
    const org = randomOrg(number);
    const machine = await makeMachine();
    await pointTo(org, machine);
    const stateDir = join(machine.home, '..', 'hub-state');
    const seedFile = await writeSeed(join(machine.home, '..'), org.seed);
    const hub = await startHubProcess(machine.projectDir, seedFile, stateDir);
    await logIn(hub, machine.home, 'vendor-hub');

    const result = await machine.run([
      'release',
      '--yes',
      '--json',
      '--target-dev-hub',
      'vendor-hub',
    ]);

    const { packages, versions } = await recordsIn(stateDir);
    const built = versions.at(-1);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({
      versions: [
        {
          package: { name: org.packageName, namespace: org.namespace },
          apps: [{ name: org.appName, label: org.label }],
          isRehearsal: true,
        },
      ],
    });
    expect(packages.find(({ id }) => id === built?.packageId)).toMatchObject({
      name: org.packageName,
      namespace: org.namespace,
    });
    expect(built?.components.toSorted()).toEqual(org.members);
    expect(built === undefined ? {} : textsByName(await packagedFiles(built))).toEqual(
      await packageDirectory(machine),
    );
    expect(await machine.leftInTemporary()).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});

describe('a random org', () => {
  it('is the same for the same number', () => {
    expect(randomOrg(11)).toEqual(randomOrg(11));
  });

  it('has an app with satellites, and others beside it that could be taken for its own', () => {
    const orgs = NUMBERS.map(randomOrg);

    const misleading = orgs.filter(({ seed, appName }) =>
      seed.apps.some(
        (app) => app.name !== appName && app.oauth?.name?.startsWith(`${appName}_oauth`),
      ),
    );
    expect(orgs.every(({ members }) => members.length >= 2)).toBe(true);
    expect(misleading.length).toBeGreaterThan(0);
    expect(orgs.filter(({ seed }) => seed.pageSize === 1).length).toBeGreaterThan(2);
  });
});

/** The demo project, pointed to somebody else's org by settings alone. */
async function pointTo(org: RandomOrg, { projectDir }: Machine): Promise<void> {
  await git(projectDir, 'rm', '-r', '--quiet', 'force-app', 'manifest');
  await commitAll(projectDir, 'Start without an app');
  await changeProjectFile(projectDir, { namespace: org.namespace });
  await configure(projectDir, {
    namespace: org.namespace,
    devHub: undefined,
    packages: [demoPackage({ name: org.packageName, apps: [org.appName] })],
  });
}

async function packageDirectory({
  projectDir,
}: Machine): Promise<Readonly<Record<string, string>>> {
  const folder = join(projectDir, 'force-app');
  const files = await filesBelow(folder);
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ path }) => [
        basename(path, '-meta.xml'),
        await readFile(join(folder, path), 'utf8'),
      ]),
    ),
  );
}

function textsByName(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [basename(path), text]));
}
