import { Duration } from '@salesforce/kit';
import type { Connection } from '@salesforce/core';
import { PackagePushUpgrade, SubscriberPackageVersion } from '@salesforce/packaging';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo } from './hub-fixture.ts';
import { ORGS, hubWithCustomers, install, installedIn, versionIdOf } from './installing.ts';
import type { OrgName } from './installing.ts';

async function connectionOf(hub: RunningHub, org: OrgName): Promise<Connection> {
  const login = hub.logins.find(({ username }) => username === `admin@${org}.example`);
  if (login === undefined) throw new TypeError(`no org ${org}`);
  return connectionTo({ ...hub, login });
}

const WAIT = { pollingFrequency: Duration.milliseconds(5), pollingTimeout: Duration.seconds(20) };

describe('the unmodified Salesforce libraries, for a customer', () => {
  it('wait for a version to be published, install it with its key, and list it', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers({ installMs: 30 });
    const connection = await connectionOf(hub, 'customer');
    const id = await versionIdOf(hub, 'Orbit@3.1.0.1');
    const version = new SubscriberPackageVersion({ connection, aliasOrId: id, password: "it's" });

    const done = await version.install(
      { SubscriberPackageVersionKey: id, Password: "it's", SecurityType: 'None' },
      { ...WAIT, publishFrequency: Duration.milliseconds(5), publishTimeout: Duration.seconds(20) },
    );
    const installed = await SubscriberPackageVersion.installedList(connection);
    const report = await SubscriberPackageVersion.getInstallRequest(done.Id, connection);

    expect(done).toMatchObject({ Status: 'SUCCESS', Errors: null });
    expect(report).toMatchObject({ SubscriberPackageVersionKey: id });
    expect(installed).toMatchObject([
      {
        SubscriberPackage: { Name: 'Orbit', NamespacePrefix: 'orbitns' },
        SubscriberPackageVersion: { Id: id, MajorVersion: 3, Package2ContainerOptions: 'Managed' },
      },
    ]);
  });

  it('get the reasons of an install that fails', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const connection = await connectionOf(hub, 'customer');
    const id = await versionIdOf(hub, 'Satellite@1.0.0.1');

    const done = await new SubscriberPackageVersion({
      connection,
      aliasOrId: id,
      password: undefined,
    }).install({ SubscriberPackageVersionKey: id }, WAIT);

    expect(done.Status).toBe('ERROR');
    expect(done.Errors?.errors[0]?.message).toContain("depends on package 'Orbit', version '1.1'");
  });

  it('look at all of a version, and at what it depends on', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const connection = await connectionOf(hub, 'sandbox');
    const id = await versionIdOf(hub, 'Satellite@1.0.0.1');

    const data = await new SubscriberPackageVersion({
      connection,
      aliasOrId: id,
      password: undefined,
    }).getData({
      includeHighCostFields: true,
    });

    expect(data).toMatchObject({
      Id: id,
      ReleaseState: 'Released',
      InstallValidationStatus: 'NO_ERRORS_DETECTED',
      Dependencies: {
        ids: [{ subscriberPackageVersionId: await versionIdOf(hub, 'Orbit@1.1.0.1') }],
      },
    });
  });

  it('uninstall a package, and get the reasons when it is needed', async ({ expect }) => {
    const hub = await hubWithCustomers({ uninstallMs: 20 });
    const connection = await connectionOf(hub, 'customer');
    for (const version of ['Orbit@1.1.0.1', 'Satellite@1.0.0.1'])
      await install(hub, 'customer', version);
    const uninstalled = async (version: string) =>
      new SubscriberPackageVersion({
        connection,
        aliasOrId: await versionIdOf(hub, version),
        password: undefined,
      }).uninstall(Duration.milliseconds(5), Duration.seconds(20));

    await expect(uninstalled('Orbit@1.1.0.1')).rejects.toThrow('Satellite depends on it');
    const done = await uninstalled('Satellite@1.0.0.1');

    expect(done).toMatchObject({ Status: 'Success' });
    expect(await installedIn(hub, 'customer')).toEqual(['Orbit@1.1.0']);
  });

  it('push a version into orgs over the Bulk API, list and report the push', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const connection = await connectionTo(hub);
    for (const org of ['customer', 'sandbox'] as const) await install(hub, org, 'Orbit@1.0.0.1');
    const id = await versionIdOf(hub, 'Orbit@1.1.0.1');

    const { PushRequestId } = await PackagePushUpgrade.schedule(
      connection,
      id,
      new Date().toISOString(),
      [ORGS.customer.id, ORGS.sandbox.id],
    );
    const options = { packagePushRequestId: PushRequestId };
    const [report] = await PackagePushUpgrade.report(connection, options);
    const listed = await PackagePushUpgrade.list(connection, {
      packageId: report?.PackageVersion.MetadataPackageId ?? '',
      scheduledLastDays: 1,
      status: 'Succeeded',
    });

    expect(report).toMatchObject({
      Status: 'Succeeded',
      PackageVersion: { MajorVersion: 1, MinorVersion: 1, MetadataPackage: { Name: 'Orbit' } },
    });
    expect(listed).toMatchObject([{ Id: PushRequestId, IsMigration: false }]);
    expect(await PackagePushUpgrade.getTotalJobs(connection, options)).toBe(2);
    expect(await PackagePushUpgrade.getSucceededJobs(connection, options)).toBe(2);
    expect(await PackagePushUpgrade.getFailedJobs(connection, options)).toBe(0);
    expect(await PackagePushUpgrade.getJobFailureReasons(connection, options)).toEqual([]);
    expect(await installedIn(hub, 'sandbox')).toEqual(['Orbit@1.1.0']);
  });

  it('abort a push that waits', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const connection = await connectionTo(hub);
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const { PushRequestId } = await PackagePushUpgrade.schedule(
      connection,
      await versionIdOf(hub, 'Orbit@1.1.0.1'),
      new Date(Date.now() + 3_600_000).toISOString(),
      [ORGS.customer.id],
    );
    const options = { packagePushRequestId: PushRequestId };

    expect(await PackagePushUpgrade.abort(connection, options)).toBe(true);
    await expect(PackagePushUpgrade.abort(connection, options)).rejects.toThrow(
      "status 'Canceled'",
    );
  });
});
