import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { startHub } from '../../src/embedded-hub/start-hub.ts';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { emptyFolder, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import { asked, built, errorOf, packageNamed, records, released } from './version-upload.ts';

const STATE = 'embedded-hub.json';

async function remaining(hub: RunningHub): Promise<unknown> {
  const { body } = await rest(hub, '/services/data/v68.0/limits');
  return (body as Record<string, { Remaining: number }>)['Package2VersionCreates']?.Remaining;
}

describe('the state of a hub', () => {
  it('survives a restart: packages, versions, requests, limits, ids and the port', async ({
    expect,
  }) => {
    const stateDir = emptyFolder();
    const first = await startedHub({ stateDir });
    const packageId = await packageNamed(first, 'Orbit');
    const version = await released(first, packageId);
    await first.close();

    const second = await startHub({ seedFile: seedFileWith({}), stateDir, buildMs: 0 });
    const rows = await records(second, 'SELECT Id, IsReleased, Package2Id FROM Package2Version');
    const requests = await records(second, 'SELECT Status FROM Package2VersionCreateRequest');
    const left = await remaining(second);
    const other = await packageNamed(second, 'Other');
    await second.close();

    expect(rows).toMatchObject([{ Id: version['Id'], IsReleased: true, Package2Id: packageId }]);
    expect(requests).toMatchObject([{ Status: 'Success' }]);
    expect(left).toBe(5);
    expect(other).not.toBe(packageId);
    expect(second.url).toBe(first.url);
  });

  it('of an older hub is read, and what that hub did not know is empty', async ({ expect }) => {
    const stateDir = emptyFolder();
    const first = await startedHub({ stateDir });
    await built(first, await packageNamed(first, 'Orbit'));
    await first.close();
    const file = join(stateDir, STATE);
    const state = JSON.parse(readFileSync(file, 'utf8')) as {
      records: Record<string, unknown> & { [list: string]: Record<string, unknown>[] };
    };
    const added = ['installs', 'installRequests', 'uninstallRequests', 'pushRequests', 'pushJobs'];
    for (const list of [...added, 'bulkJobs']) delete state.records[list];
    for (const record of state.records['packages'] ?? [])
      for (const key of ['appAnalyticsEnabled', 'recommendedVersionId']) delete record[key];
    for (const record of state.records['versions'] ?? [])
      for (const key of ['contents', 'publishedAtMs']) delete record[key];
    for (const record of state.records['createRequests'] ?? [])
      for (const key of ['stepsMs', 'calcTransitiveDependencies', 'dependencyGraph'])
        delete record[key];
    writeFileSync(file, JSON.stringify(state));

    const second = await startedHub({ stateDir });

    expect(
      await records(
        second,
        'SELECT Status, Package2Version.Package2.Name FROM Package2VersionCreateRequest',
      ),
    ).toMatchObject([{ Status: 'Success', Package2Version: { Package2: { Name: 'Orbit' } } }]);
    expect(await records(second, 'SELECT Id FROM InstalledSubscriberPackage')).toEqual([]);
  });

  it('lets a build that was under way end after a restart', async ({ expect }) => {
    const stateDir = emptyFolder();
    const first = await startedHub({ stateDir, buildMs: 60_000 });
    await asked(first, await packageNamed(first, 'Orbit'));
    await first.close();

    const second = await startedHub({ stateDir });
    const before = await records(second, 'SELECT Status FROM Package2VersionCreateRequest');
    await fetch(`${second.url}/__hub/clock`, { method: 'POST', body: '{"advanceMs":60000}' });
    const after = await records(second, 'SELECT Status FROM Package2VersionCreateRequest');

    expect([before, after]).toMatchObject([[{ Status: 'Queued' }], [{ Status: 'Success' }]]);
  });

  it('is on disk before the answer leaves', async ({ expect }) => {
    const stateDir = emptyFolder();
    const hub = await startedHub({ stateDir });

    const id = await packageNamed(hub, 'Orbit');

    expect(readFileSync(join(stateDir, STATE), 'utf8')).toContain(id);
  });

  it('is readable for its owner only, and keeps no installation key, token or secret', async ({
    expect,
  }) => {
    const stateDir = emptyFolder();
    const hub = await startedHub({ stateDir });
    await built(hub, await packageNamed(hub, 'Orbit'), { request: { InstallKey: 'the-s3cret' } });

    const text = readFileSync(join(stateDir, STATE), 'utf8');

    expect(statSync(join(stateDir, STATE)).mode & 0o777).toBe(0o600);
    for (const secret of [
      'the-s3cret',
      hub.login.accessToken,
      hub.login.refreshToken,
      'orbit-secret',
    ])
      expect(text).not.toContain(secret);
  });

  it('is forgotten by a fresh start', async ({ expect }) => {
    const stateDir = emptyFolder();
    const first = await startedHub({ stateDir });
    await packageNamed(first, 'Orbit');
    await first.close();

    const second = await startedHub({ stateDir, fresh: true });

    expect(await records(second, 'SELECT Id FROM Package2')).toEqual([]);
  });

  it.for([
    ['torn', '{"format":1,"records":{"orgId":"00D', 'it is not whole JSON'],
    ['empty', '', 'it is not whole JSON'],
    ['of another shape', '{"format":1,"records":{}}', 'it does not have the shape'],
    ['of another format', '{"format":99}', 'it does not have the shape'],
  ])('is never reset silently, a bad file is named: %s', async ([, text = '', why], { expect }) => {
    const stateDir = emptyFolder();
    writeFileSync(join(stateDir, STATE), text);

    await expect(startedHub({ stateDir })).rejects.toMatchObject({
      reason: 'state-unreadable',
      message: expect.stringMatching(`embedded-hub\\.json is unusable: ${why}.*--fresh`),
    });
    expect(readFileSync(join(stateDir, STATE), 'utf8')).toBe(text);
  });

  it('that cannot be read is named at the start', async ({ expect }) => {
    const stateDir = emptyFolder();
    mkdirSync(join(stateDir, STATE));

    await expect(startedHub({ stateDir })).rejects.toMatchObject({
      reason: 'state-unreadable',
      message: expect.stringContaining('it cannot be read'),
    });
  });

  it('of one org is not used for another', async ({ expect }) => {
    const stateDir = emptyFolder();
    await (await startedHub({ stateDir })).close();
    const seedFile = seedFileWith({ org: { id: '00DQy00000ELR0T' } });

    await expect(startedHub({ stateDir, seedFile })).rejects.toMatchObject({
      reason: 'state-of-another-org',
      message: expect.stringMatching(/00Dxy000000OrbT\w+, .*00DQy00000ELR0T\w+\. .*--fresh/),
    });
  });

  it('that cannot be written is named at the start', async ({ expect }) => {
    const file = join(emptyFolder(), 'a-file');
    writeFileSync(file, '');

    for (const [stateDir, named] of [
      [join(file, 'state'), join(file, 'state')],
      [file, join(file, 'embedded-hub.lock')],
    ] as const)
      await expect(startedHub({ stateDir })).rejects.toMatchObject({
        reason: 'state-unwritable',
        message: `The embedded Dev Hub cannot write its state to ${named}.`,
      });
  });

  it('that cannot be written any more fails the request', async ({ expect }) => {
    const stateDir = emptyFolder();
    const hub = await startedHub({ stateDir });
    rmSync(stateDir, { recursive: true });

    const answer = await rest(hub, '/services/data/v68.0/tooling/sobjects/Package2', {
      method: 'POST',
      body: '{"Name":"A","ContainerOptions":"Managed","NamespacePrefix":"orbitns"}',
    });

    expect(errorOf(answer)).toMatchObject({ status: 500, errorCode: 'UNKNOWN_EXCEPTION' });
  });

  it('is used by one hub at a time', async ({ expect }) => {
    const stateDir = emptyFolder();
    const first = await startedHub({ stateDir });

    await expect(startedHub({ stateDir })).rejects.toMatchObject({
      reason: 'state-in-use',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await first.close();
    await expect(startedHub({ stateDir })).resolves.toBeDefined();
  });

  it('is taken over from a process that is gone', async ({ expect }) => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const stateDir = emptyFolder();
    writeFileSync(join(stateDir, 'embedded-hub.lock'), `${child.pid}\n`);

    await expect(startedHub({ stateDir })).resolves.toBeDefined();
  });

  it('leaves the metadata to the seed: a changed seed is a changed app', async ({ expect }) => {
    const stateDir = emptyFolder();
    await (await startedHub({ stateDir })).close();
    const seedFile = seedFileWith({ org: { name: 'Renamed' } });

    const hub = await startedHub({ stateDir, seedFile });

    expect(await records(hub, 'SELECT Name FROM Organization', 'query')).toMatchObject([
      { Name: 'Renamed' },
    ]);
  });

  it('takes seeded packages over once', async ({ expect }) => {
    const stateDir = emptyFolder();
    const seedFile = seedFileWith({
      packages: [
        {
          name: 'Alpha',
          namespace: 'orbitns',
          versions: [
            { number: '1.0.0.1', released: true },
            { number: '1.1.0.1', ancestor: '1.0.0.1' },
          ],
        },
      ],
    });
    await (await startedHub({ stateDir, seedFile })).close();

    const hub = await startedHub({ stateDir, seedFile });
    const [first, second] = await records(
      hub,
      'SELECT SubscriberPackageVersionId, AncestorId FROM Package2Version',
    );

    expect(await records(hub, 'SELECT Name FROM Package2')).toMatchObject([{ Name: 'Alpha' }]);
    expect(second?.['AncestorId']).toBe(first?.['SubscriberPackageVersionId']);
  });
});

describe('the port of a hub', () => {
  it('that the caller insists on is named when it is taken', async ({ expect }) => {
    const first = await startedHub();
    const port = Number(new URL(first.url).port);

    await expect(startedHub({ port })).rejects.toMatchObject({
      reason: 'port-taken',
      message: `Port ${port} on 127.0.0.1 is taken by another program.`,
    });
  });

  it('is another one when that of the seed is taken', async ({ expect }) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const hub = await startHub({ seedFile: seedFileWith({ port }) });

    await hub.close();
    taken.close();

    expect(hub.url).not.toBe(`http://127.0.0.1:${port}`);
    expect(hub.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
