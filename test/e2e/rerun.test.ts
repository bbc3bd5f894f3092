import { describe, it } from 'vitest';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { artifactsOf } from '../support/artifacts.ts';
import { fingerprintOfProject } from '../support/folder-contents.ts';
import { configure, demoPackage } from '../support/project-settings.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { changeHub, openTestbed, type Testbed } from '../support/testbed.ts';

describe('a second release', () => {
  it('builds nothing, says why, and leaves the same bytes', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release');
    const first = await artifactsOf(testbed.projectDir);
    const requestsBefore = testbed.hub.requests.length;

    const second = await testbed.run('release');

    const writes = testbed.hub.requests.slice(requestsBefore).filter(isWrite);
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('1.0.0-1 was built from the same contents: nothing is built');
    expect(second.stdout).toContain('the artifacts are there already');
    expect(writes).toEqual([]);
    expect(await numbersIn(testbed)).toEqual(['1.0.0-1 beta']);
    expect(await artifactsOf(testbed.projectDir)).toEqual(first);
  });

  it('builds the next one of its number after the app has changed in the hub', async ({
    expect,
  }) => {
    const testbed = await openTestbed();
    await testbed.run('release');
    const changed = await changeHub(testbed, withDescription('Now with more of it.'));

    const second = await changed.run('release');
    const third = await changed.run('release');

    expect(second.stdout).toContain('built 1.0.0-2');
    expect(third.stdout).toContain('1.0.0-2 was built from the same contents: nothing is built');
    expect(await numbersIn(changed)).toEqual(['1.0.0-1 beta', '1.0.0-2 beta']);
  });

  it('finds its version after the promotion', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release');
    await testbed.run('promote');

    const again = outcomeOf(await testbed.run('release', '--json'));

    expect(again).toMatchObject({ outcome: 'succeeded', versions: [{ state: 'released' }] });
    expect(await numbersIn(testbed)).toEqual(['1.0.0-1 released']);
  });

  it('finds the old build again when a change of the app is taken back', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release');
    const changed = await changeHub(testbed, withDescription('A mistake.'));
    await changed.run('release');
    const back = await changeHub(changed, (seed) => seed);

    const third = await back.run('release');

    expect(third.stdout).toContain('1.0.0-1 was built from the same contents: nothing is built');
    expect(await numbersIn(back)).toEqual(['1.0.0-1 beta', '1.0.0-2 beta']);
  });
});

describe('a number that is released', () => {
  it('is refused with other contents, before anything is written or spent', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release', '--promote');
    const changed = await changeHub(testbed, withDescription('Now with more of it.'));
    const project = await fingerprintOfProject(changed.projectDir);
    const records = await changed.hub.records();

    const refused = outcomeOf(await changed.run('release', '--json'));

    expect(refused.failure).toMatchObject({ code: 'VERSION_ALREADY_RELEASED' });
    expect(await fingerprintOfProject(changed.projectDir)).toEqual(project);
    expect(await changed.hub.records()).toEqual(records);
  });

  it('is what a patch and the next minor version descend from', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release', '--promote', '--version-number', '1.0.0');
    await testbed.run('release', '--promote', '--version-number', '1.0.1');
    await testbed.run('release', '--promote', '--version-number', '1.1.0');
    await testbed.run('release', '--version-number', '1.1.1');

    const { versions } = await testbed.hub.records();
    const [first, patch, minor, minorPatch] = versions;
    expect(await numbersIn(testbed)).toEqual([
      '1.0.0-1 released',
      '1.0.1-1 released',
      '1.1.0-1 released',
      '1.1.1-1 beta',
    ]);
    expect(first?.ancestorId).toBeNull();
    expect([patch?.ancestorId, minor?.ancestorId]).toEqual([first?.id, first?.id]);
    expect(minorPatch?.ancestorId).toBe(minor?.id);
  });
});

describe('a build that failed', () => {
  it('is explained again, and only asked for again where that is wanted', async ({ expect }) => {
    const testbed = await openTestbed();
    const missing = { dependencies: [{ versionId: '04tHu0000000042IAA' }] };
    await configure(testbed.projectDir, { packages: [demoPackage(missing)] });

    const first = outcomeOf(await testbed.run('release', '--json'));
    const second = outcomeOf(await testbed.run('release', '--json'));
    const requestsAfterTwo = (await testbed.hub.records()).createRequests.length;
    const wanted = outcomeOf(await testbed.run('release', '--json', '--retry-failed'));

    expect([first, second, wanted].map(({ failure }) => failure?.code)).toEqual([
      'VERSION_BUILD_FAILED',
      'VERSION_BUILD_FAILED_BEFORE',
      'VERSION_BUILD_FAILED',
    ]);
    expect(requestsAfterTwo).toBe(1);
    expect((await testbed.hub.records()).createRequests).toHaveLength(2);
  });
});

function withDescription(description: string): (seed: Seed) => Seed {
  return (seed) => ({
    ...seed,
    apps: seed.apps.map((app) =>
      app.name === 'Acme_Connector' ? Object.assign({}, app, { description }) : app,
    ),
  });
}

/** 1.0.0-1 beta, in the order of their making. */
async function numbersIn({ hub }: Testbed): Promise<readonly string[]> {
  const { versions } = await hub.records();
  return versions.map(
    ({ number: { major, minor, patch, build }, isReleased }) =>
      `${major}.${minor}.${patch}-${build} ${isReleased ? 'released' : 'beta'}`,
  );
}

function isWrite({ method, path }: { method: string; path: string }): boolean {
  return method !== 'GET' && path.includes('/sobjects/');
}
