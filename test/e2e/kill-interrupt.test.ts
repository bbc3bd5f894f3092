import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, it } from 'vitest';
import { makeMachine, type Machine } from '../support/machine.ts';
import { startEcaRelease } from '../support/run-eca-release.ts';
import { recordsIn, type CommittedRecords } from '../support/seeded-hub.ts';
import { openTestbed } from '../support/testbed.ts';

describe('Ctrl-C', () => {
  it.for(['SIGINT', 'SIGTERM'] as const)(
    'while a version is built says how to go on, and the next run finishes that version (%s)',
    async (signal, { expect }) => {
      const testbed = await openTestbed({ buildMs: 4_000 });
      const run = testbed.start('release');
      await printed(run.child.stdout, 'version    waiting');
      run.child.kill(signal);
      const stopped = await run.finished;
      const requestsByThen = (await testbed.hub.records()).createRequests;

      const next = await testbed.run('release');

      const { createRequests, versions } = await testbed.hub.records();
      expect(stopped).toMatchObject({ exitCode: 6 });
      expect(stopped.stderr).toContain('Run the same command again: it goes on');
      expect(requestsByThen).toHaveLength(1);
      expect(next).toMatchObject({ exitCode: 0 });
      expect([createRequests.length, versions.length]).toEqual([1, 1]);
    },
  );

  it('in the pause between two tries ends the run, and the pause', async ({ expect }) => {
    const testbed = await openTestbed({
      faults: [{ match: { path: '/limits' }, times: 'forever', action: 'close-before' }],
    });
    const tries = (): number =>
      testbed.hub.requests.filter(({ path }) => path.endsWith('/limits')).length;
    const run = testbed.start('release');
    await expect.poll(tries, { timeout: 60_000 }).toBeGreaterThan(2);
    run.child.kill('SIGINT');

    const stopped = await run.finished;

    expect(stopped).toMatchObject({ exitCode: 6 });
    expect(stopped.stderr).toContain('Run the same command again: it goes on');
    // There would be five.
    expect(tries()).toBeLessThan(5);
  });
});

describe('a rehearsal', () => {
  it.for([
    { signal: 'SIGINT', exitCode: 6 },
    { signal: 'SIGKILL', exitCode: null },
  ] as const)(
    'that $signal ends while it waits is finished by the next one, with one version',
    async ({ signal, exitCode }, { expect }) => {
      const machine = await makeMachine();
      const run = startEcaRelease(['release'], {
        cwd: machine.projectDir,
        environment: machine.environment,
      });
      await printed(run.child.stdout, 'version    waiting');
      run.child.kill(signal);
      const stopped = await run.finished;

      const next = await machine.run(['release']);

      const { createRequests, versions } = await rehearsed(machine);
      expect(stopped).toMatchObject({ exitCode });
      expect(next).toMatchObject({ exitCode: 0 });
      expect([createRequests.length, versions.length]).toEqual([1, 1]);
    },
  );
});

/** Resolves when a stream has said this. */
async function printed(stream: Readable, text: string): Promise<void> {
  let seen = '';
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.toString('utf8');
      if (seen.includes(text)) resolve();
    });
    stream.on('end', () => {
      reject(new Error(`It ended without saying ${text}:\n${seen}`));
    });
  });
}

async function rehearsed({ projectDir }: Machine): Promise<CommittedRecords> {
  return recordsIn(join(projectDir, '.eca-release', 'hub'));
}
