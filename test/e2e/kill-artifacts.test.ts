import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'vitest';
import { artifactsOf } from '../support/artifacts.ts';
import { recordedRuns } from '../support/recorded-runs.ts';
import { openRepeatableReleases } from '../support/repeatable-releases.ts';
import type { Testbed } from '../support/testbed.ts';

const run = promisify(execFile);

const releases = await openRepeatableReleases();
const { artifacts } = (await recordedRuns('release')).release;

describe('a process that is killed while it publishes', () => {
  it.for(artifacts)(
    'leaves what the next run completes, down to the byte: right before %s',
    async (artifact, { expect }) => {
      const wanted = await releases.undisturbedArtifacts();
      const testbed = await releases.open();
      const reached = await killAt(testbed, join(testbed.projectDir, 'artifacts', artifact));

      const next = await testbed.run('release');

      const { createRequests, versions } = await testbed.hub.records();
      expect(reached).toBe(true);
      expect(next).toMatchObject({ exitCode: 0 });
      expect([createRequests.length, versions.length]).toEqual([1, 1]);
      expect(await artifactsOf(testbed.projectDir)).toEqual(wanted);
    },
  );
});

/**
 * Kills a release at the moment when it looks whether a file is there already: a pipe in its place holds it up. Resolves to
 * whether it came so far.
 */
async function killAt(testbed: Testbed, file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  await run('mkfifo', [file]);
  const release = testbed.start('release');
  // Opens as soon as somebody reads, and says nothing.
  const writing = open(file, 'w');
  const reached = await Promise.race([
    writing.then(() => true),
    release.finished.then(() => false),
  ]);
  release.child.kill('SIGKILL');
  await release.finished;
  const reading = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  await (await writing).close();
  await reading.close();
  await rm(file);
  return reached;
}
