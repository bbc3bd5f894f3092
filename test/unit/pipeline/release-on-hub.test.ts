import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/embedded-hub/faults/fault.ts';
import type { ReleasePorts } from '../../../src/pipeline/release-context.ts';
import { release } from '../../../src/pipeline/release.ts';
import { salesforcePackageSource } from '../../../src/salesforce/package-source.ts';
import { connect } from '../../../src/salesforce/connect.ts';
import { salesforceDevHub } from '../../../src/salesforce/dev-hub.ts';
import type { Transport } from '../../../src/salesforce/transport/transport.ts';
import { openWorkspace } from '../../../src/workspace/workspace-folder.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../support/in-memory-ports.ts';
import { packagedFiles } from '../../support/package-zip.ts';
import { startSeededHub, type SeededHub } from '../../support/seeded-hub.ts';
import { transportFor } from '../../support/transport-for.ts';
import { releaseRequest } from '../../support/version-work.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const CREATE = { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' };

interface Runner extends InMemoryOutside {
  run(promote?: boolean): ReturnType<typeof release>;
}

/** Somebody with a checkout of the demo project, who releases to the hub through the real adapter. */
async function runnerOn(hub: SeededHub, transport: Transport): Promise<Runner> {
  const projectDir = await temporaryFolder('runner');
  for (const name of ['sfdx-project.json', '.forceignore', 'force-app', 'manifest'])
    await cp(join(REPOSITORY, name), join(projectDir, name), { recursive: true });
  const outside = outsideInMemory();
  const login = {
    kind: 'access-token',
    accessToken: hub.login.accessToken,
    instanceUrl: hub.url,
  } as const;
  const ports: ReleasePorts = {
    ...outside.ports,
    openHub: async () =>
      salesforceDevHub(await connect(transport, login, () => undefined), outside.clock, projectDir),
    workspace: openWorkspace({ projectDir, git: outside.ports.git }),
    source: salesforcePackageSource(projectDir),
  };
  return {
    ...outside,
    ports,
    run: async (promote = false) => release(releaseRequest({ promote }), ports),
  };
}

async function hubWith(...faults: readonly Fault[]) {
  const hub = await startSeededHub((seed) => seed, { faults });
  const transport = transportFor();
  return { hub, transport, runner: async () => runnerOn(hub, transport) };
}

describe('a release through the real adapter', () => {
  it('builds exactly what belongs to the app, once, and finds it again', async () => {
    const { hub, runner } = await hubWith();
    const somebody = await runner();

    const [first] = await somebody.run(true);
    const [second] = await somebody.run(true);

    const { versions, createRequests } = await hub.records();
    expect(createRequests).toHaveLength(1);
    expect(versions).toMatchObject([{ isReleased: true, number: { major: 1, minor: 0 } }]);
    const files = await Promise.all(versions.map(packagedFiles));
    expect(files.flatMap((each) => Object.keys(each))).toEqual([
      'externalClientApps/Acme_Connector.eca',
      'extlClntAppNotifSettings/Acme_Connector_notif.ecaNotifications',
      'extlClntAppOauthSettings/Partner_Login.ecaOauth',
    ]);
    expect(first?.version).toMatchObject({ state: 'released', isRehearsal: true });
    expect(second?.version).toEqual(first?.version);
    expect(second?.artifacts.changed).toEqual([]);
  });

  it.each(['close-after', 'cut-body'] as const)(
    'finds the version whose answer was lost: %s',
    async (action) => {
      const { hub, runner } = await hubWith({ match: CREATE, action });
      const somebody = await runner();

      const [published] = await somebody.run();

      expect((await hub.records()).createRequests).toHaveLength(1);
      expect(published?.version.number).toBe('1.0.0');
      expect(somebody.clock.passedMs()).toBeLessThan(1_000);
    },
  );

  it('asks a second time, after the whole window, where nothing arrived', async () => {
    const { hub, runner } = await hubWith({ match: CREATE, action: 'close-before' });
    const somebody = await runner();

    await somebody.run();

    expect((await hub.records()).createRequests).toHaveLength(1);
    expect(somebody.clock.passedMs()).toBeGreaterThanOrEqual(60_000);
  });

  it('finds what was built from another checkout, whose journal it does not have', async () => {
    const { hub, runner } = await hubWith();
    const [first] = await (await runner()).run();

    const [second] = await (await runner()).run();

    expect((await hub.records()).createRequests).toHaveLength(1);
    expect(second?.version).toEqual(first?.version);
  });

  it("tells Salesforce's reasons for a build that failed, and does not build it again", async () => {
    const headers = { 'content-type': 'application/json' };
    const { hub, runner } = await hubWith();
    const somebody = await runner();
    await somebody.run();
    const [row] = (await hub.records()).createRequests;
    const body = {
      totalSize: 1,
      done: true,
      records: [
        {
          Id: row?.id,
          Status: 'Error',
          Tag: row?.tag,
          CreatedDate: '2026-11-15T10:00:00.000+0000',
          Package2VersionId: null,
          Package2Version: null,
        },
      ],
    };
    await fetch(`${hub.url}/__hub/faults`, {
      method: 'POST',
      body: JSON.stringify([
        {
          match: { soql: 'FROM Package2VersionCreateRequest ' },
          times: 'forever',
          action: { status: 200, headers, body },
        },
        {
          match: { soql: 'FROM Package2Version ' },
          times: 'forever',
          action: { status: 200, headers, body: { totalSize: 0, done: true, records: [] } },
        },
      ]),
    });

    await expect(somebody.run()).rejects.toMatchObject({ code: 'VERSION_BUILD_FAILED_BEFORE' });
    expect((await hub.records()).createRequests).toHaveLength(1);
    expect(told(somebody, 'create.requested')).toHaveLength(1);
  });
});
