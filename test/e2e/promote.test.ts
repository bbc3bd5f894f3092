import { describe, it } from 'vitest';
import { artifactsOf } from '../support/artifacts.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';
import { runEcaRelease } from '../support/run-eca-release.ts';
import { outcomeOf } from '../support/run-outcome.ts';
import { openTestbed } from '../support/testbed.ts';

const releases = await openRepeatableReleases();

describe('a promotion', () => {
  it('makes the beta the released version, and the artifacts say so', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release');

    const promoted = outcomeOf(await testbed.run('promote', '--json'));

    const { versions } = await testbed.hub.records();
    const artifacts = await artifactsOf(testbed.projectDir);
    expect(versions).toMatchObject([{ isReleased: true }]);
    expect(promoted.versions).toEqual([
      { versionId: versions[0]?.subscriberVersionId, state: 'released' },
    ]);
    expect(artifacts['Acme-Connector/1.0.0-1/install-links.json']).toContain('"released"');
  });

  it('done twice does nothing the second time, and says so', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release', '--promote');
    const before = await artifactsOf(testbed.projectDir);
    const requestsBefore = testbed.hub.requests.length;

    const again = await testbed.run('promote');

    const writes = testbed.hub.requests
      .slice(requestsBefore)
      .filter(({ method }) => method === 'PATCH');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('is released already');
    expect(writes).toEqual([]);
    expect(await artifactsOf(testbed.projectDir)).toEqual(before);
  });

  it('leaves the same artifacts in one run with the release as in a run of its own', async ({
    expect,
  }) => {
    const atOnce = await releases.open();
    await atOnce.run('release', '--promote');
    const apart = await releases.open();
    await apart.run('release');

    await apart.run('promote');

    expect(await artifactsOf(apart.projectDir)).toEqual(await artifactsOf(atOnce.projectDir));
  });

  it('of what was never built is refused', async ({ expect }) => {
    const testbed = await openTestbed();

    const { failure } = outcomeOf(await testbed.run('promote', '--json'));

    expect(failure).toMatchObject({ code: 'VERSION_NOT_FOUND' });
    expect((await testbed.hub.records()).createRequests).toEqual([]);
  });

  it('that nobody agreed to leaves a beta', async ({ expect }) => {
    const testbed = await openTestbed();
    await testbed.run('release');

    const { failure } = outcomeOf(
      await runEcaRelease(['promote', '--target-dev-hub', 'hub', '--json'], {
        cwd: testbed.projectDir,
        home: testbed.home,
      }),
    );

    expect(failure).toMatchObject({ code: 'NOT_CONFIRMED' });
    expect((await testbed.hub.records()).versions).toMatchObject([{ isReleased: false }]);
  });
});
