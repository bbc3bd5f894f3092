import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AuthInfo, Connection, Org } from '@salesforce/core';
import { Duration } from '@salesforce/kit';
import {
  Package,
  PackagePushUpgrade,
  PackageVersion,
  SubscriberPackageVersion,
} from '@salesforce/packaging';
import { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { at, has } from '../answers.ts';
import { libraryConnection, libraryProject, someUsername } from '../library-connection.ts';
import type { Theme } from '../row.ts';

const FIRST = 'Acme Connector@1.0.0-1';
const SECOND = 'Acme Connector@1.1.0-1';
const BETA = 'Acme Connector@1.2.0-1';
const AT_ONCE = { frequency: Duration.milliseconds(10), timeout: Duration.seconds(30) };
const INSTALL_AT_ONCE = {
  pollingFrequency: Duration.milliseconds(10),
  pollingTimeout: Duration.seconds(30),
};

export const libraries: Theme = {
  title: "Salesforce's libraries",
  rows: [
    {
      name: 'core: AuthInfo with an access token, Connection',
      shows: 'no request before the first query; single records, and all pages',
      seed: { pageSize: 2 },
      run: async (bench) => {
        const before = bench.hub.requests.length;
        const connection = await libraryConnection(bench);
        assert.equal(bench.hub.requests.length, before);
        const { records } = await connection.autoFetchQuery('SELECT Id FROM Package2Version', {
          tooling: true,
        });
        assert.equal(records.length, 5);
        has(await connection.singleRecordQuery('SELECT Name FROM Organization'), {
          Name: 'Acme Dev Hub',
        });
        assert.equal(await connection.retrieveMaxApiVersion(), '68.0');
      },
    },
    {
      name: 'core: AuthInfo with a refresh token, Org',
      shows: 'an org that knows what it is, and goes on when its session has expired',
      run: async (bench) => {
        const { url, refreshToken, clientId, orgId } = bench.org('hub');
        const authInfo = await AuthInfo.create({
          username: someUsername(),
          oauth2Options: { clientId, refreshToken, loginUrl: url },
        });
        const connection = await Connection.create({ authInfo });
        const org = await Org.create({ connection });
        assert.equal(org.getOrgId(), orgId);
        assert.equal(await org.determineIfDevHubOrg(true), true);
        await fetch(`${url}/__hub/faults`, {
          method: 'POST',
          body: JSON.stringify({ match: { path: '/query' }, action: 'expired-session' }),
        });
        has(await connection.query('SELECT NamespacePrefix FROM NamespaceRegistry'), {
          records: [{ NamespacePrefix: 'acmeconnect' }],
        });
      },
    },
    {
      name: 'packaging: Package',
      shows: 'create, list, look at, update and delete',
      run: async (bench) => {
        const connection = await libraryConnection(bench);
        const project = await libraryProject(bench);
        const { Id } = await Package.create(connection, project, {
          name: 'Acme Portal',
          description: 'A portal.',
          packageType: 'Managed',
          path: 'force-app',
          noNamespace: false,
          orgDependent: false,
          errorNotificationUsername: bench.hub.login.username,
        });
        const made = new Package({ connection, project, packageAliasOrId: Id });
        assert.equal(await made.getType(), 'Managed');
        await made.update({ Id, Name: 'Acme Portals' });
        has(await made.getPackageData(true), { Name: 'Acme Portals', Description: 'A portal.' });
        has(await Package.list(connection), [{ Id }]);
        await made.delete();
        has(await made.getPackageData(true), { IsDeprecated: true });
      },
    },
    {
      name: 'packaging: PackageVersion',
      shows: 'ask for a version by its tag, wait for it, look at it, promote it, change it',
      run: async (bench) => {
        const connection = await libraryConnection(bench);
        const project = await libraryProject(bench);
        const asked = await PackageVersion.create({
          connection,
          project,
          packageId: bench.id('Acme Connector'),
          tag: 'release key',
          codecoverage: true,
          installationkeybypass: true,
        });
        const found = await PackageVersion.getPackageVersionCreateRequests(connection, {
          createdlastdays: 0,
        });
        has(found, [{ Id: asked.Id, Tag: 'release key' }]);
        const done = await PackageVersion.pollCreateStatus(
          asked.Id ?? '',
          connection,
          project,
          AT_ONCE,
        );
        has(done, { Status: 'Success', VersionNumber: '1.3.0.1' });
        const version = new PackageVersion({
          connection,
          project,
          idOrAlias: done.SubscriberPackageVersionId ?? '',
        });
        has(await version.promote(), { success: true });
        has(await version.update({ VersionName: 'Spring', Branch: 'main' }), { success: true });
        has(await version.getData(true), { IsReleased: true, Name: 'Spring', Branch: 'main' });
        has(await version.report(true), { Version: '1.3.0.1', PackageType: 'Managed' });
        assert.equal(await version.getSubscriberId(), done.SubscriberPackageVersionId);
        has(
          await PackageVersion.queryPackage2Version(connection, {
            whereClause: `WHERE IsReleased = true AND MinorVersion = 3`,
          }),
          [{ Tag: 'release key' }],
        );
      },
    },
    {
      name: 'packaging: PackageVersion.delete',
      shows: 'a beta goes, a released version stays',
      run: async (bench) => {
        const connection = await libraryConnection(bench);
        const project = await libraryProject(bench);
        const deleted = async (alias: string) =>
          new PackageVersion({ connection, project, idOrAlias: bench.id(alias) }).delete();
        has(await deleted(BETA), { success: true });
        await assert.rejects(deleted(FIRST));
        const left = await Package.listVersions(connection, project, {
          packages: [bench.id('Acme Connector')],
        });
        assert.equal(left.length, 3);
      },
    },
    {
      name: 'packaging: Package.getAncestry, getDependencyGraph, downloadPackageVersionMetadata',
      shows: 'where a version comes from, what it needs, and its files',
      run: async (bench) => {
        const connection = await libraryConnection(bench);
        await bench.describePackage({
          package: 'Acme Connector',
          versionNumber: '1.3.0.NEXT',
          ancestorVersion: 'HIGHEST',
          dependencies: [{ package: 'Acme Analytics@2.0.0-1' }],
        });
        const project = await libraryProject(bench);
        const built = await PackageVersion.create(
          {
            connection,
            project,
            packageId: bench.id('Acme Connector'),
            generatepkgzip: true,
            installationkeybypass: true,
          },
          AT_ONCE,
        );
        const id = built.SubscriberPackageVersionId ?? '';
        const ancestry = await Package.getAncestry(
          bench.id('Acme Connector'),
          undefined,
          connection,
        );
        assert.match(JSON.stringify(ancestry.getJsonProducer().produce()), /04t/);
        const graph = await Package.getDependencyGraph(id, project, connection, {
          edgeDirection: 'root-first',
          verbose: false,
        });
        const dot = await graph.getDependencyDotProducer();
        assert.match(dot.produce(), /Acme Analytics@2\.0\.0\.1/);
        await Package.downloadPackageVersionMetadata(
          project,
          { subscriberPackageVersionId: id, destinationFolder: 'downloaded' },
          connection,
        );
        const files = await readdir(join(bench.projectDir, 'downloaded'), { recursive: true });
        assert.ok(files.some((file) => file.endsWith('Acme_Connector.eca-meta.xml')));
      },
    },
    {
      name: 'packaging: SubscriberPackageVersion',
      shows: 'what a customer sees of a version, installs and uninstalls',
      run: async (bench) => {
        const connection = await libraryConnection(bench, 'customer');
        const version = new SubscriberPackageVersion({
          connection,
          aliasOrId: bench.id(SECOND),
          password: undefined,
        });
        assert.equal(await version.getInstallValidationStatus(), 'NO_ERRORS_DETECTED');
        assert.equal(await version.isPasswordProtected(), false);
        assert.equal(await version.getDependencies(), null);
        assert.equal(await version.getExternalSites(), undefined);
        has(await version.getData({ force: true, includeHighCostFields: true }), {
          Name: 'Second',
          IsBeta: false,
          IsManaged: true,
          Package2ContainerOptions: 'Managed',
        });
        await version.waitForPublish({
          publishFrequency: Duration.milliseconds(10),
          publishTimeout: Duration.seconds(30),
        });
        const installed = await version.install(
          { SubscriberPackageVersionKey: bench.id(SECOND) },
          INSTALL_AT_ONCE,
        );
        has(installed, { Status: 'SUCCESS' });
        has(await SubscriberPackageVersion.installStatus(connection, installed.Id), {
          Id: installed.Id,
        });
        has(await SubscriberPackageVersion.installedList(connection), [
          { SubscriberPackageVersion: { Id: bench.id(SECOND) } },
        ]);
        const removed = await version.uninstall(AT_ONCE.frequency, AT_ONCE.timeout);
        has(removed, { Status: 'Success' });
        has(await SubscriberPackageVersion.uninstallStatus(removed.Id, connection), {
          Status: 'Success',
        });
        assert.deepEqual(await SubscriberPackageVersion.installedList(connection), []);
      },
    },
    {
      name: 'packaging: SubscriberPackageVersion, with an installation key',
      shows: 'without the key nothing is told, with it the version installs',
      run: async (bench) => {
        const connection = await libraryConnection(bench, 'sandbox');
        const withKey = (password: string | undefined) =>
          new SubscriberPackageVersion({ connection, aliasOrId: bench.id(BETA), password });
        await assert.rejects(withKey(undefined).isPasswordProtected(), /installationkey/);
        await assert.rejects(withKey('wrong').getData(), /InstallationKey/);
        has(await withKey('open sesame').getData(), { Name: 'Third', IsBeta: true });
        has(
          await withKey('open sesame').install(
            { SubscriberPackageVersionKey: bench.id(BETA), Password: 'open sesame' },
            INSTALL_AT_ONCE,
          ),
          { Status: 'SUCCESS' },
        );
      },
    },
    {
      name: 'packaging: PackagePushUpgrade',
      shows: 'schedule, list, report, count and abort',
      run: async (bench) => {
        await bench.org('customer').create('PackageInstallRequest', {
          SubscriberPackageVersionKey: bench.id(FIRST),
          NameConflictResolution: 'Block',
          SecurityType: 'None',
        });
        const connection = await libraryConnection(bench);
        const schedule = async (time: string | undefined) => {
          const { PushRequestId } =
            (await PackagePushUpgrade.schedule(connection, bench.id(SECOND), time, [
              bench.org('customer').orgId,
            ])) ?? {};
          return { packagePushRequestId: PushRequestId ?? '' };
        };
        const later = await schedule(new Date(Date.now() + 3_600_000).toISOString());
        assert.equal(await PackagePushUpgrade.abort(connection, later), true);
        const now = await schedule(undefined);
        await bench.advance(60_000);
        has(await PackagePushUpgrade.report(connection, now), [{ Status: 'Succeeded' }]);
        assert.equal(await PackagePushUpgrade.getTotalJobs(connection, now), 1);
        assert.equal(await PackagePushUpgrade.getSucceededJobs(connection, now), 1);
        assert.equal(await PackagePushUpgrade.getFailedJobs(connection, now), 0);
        assert.deepEqual(await PackagePushUpgrade.getJobFailureReasons(connection, now), []);
        const [package2] = await bench
          .org('hub')
          .query("SELECT SubscriberPackageId FROM Package2 WHERE Name = 'Acme Connector'");
        const all = await PackagePushUpgrade.list(connection, {
          packageId: String(at(package2, 'SubscriberPackageId')),
        });
        assert.deepEqual(all.map(({ Status }) => Status).toSorted(), ['Canceled', 'Succeeded']);
      },
    },
    {
      name: 'source-deploy-retrieve: ComponentSet.fromConnection, retrieve',
      shows: 'the apps of the org as source files',
      run: async (bench) => {
        const connection = await libraryConnection(bench);
        const set = await ComponentSet.fromConnection({
          usernameOrConnection: connection,
          metadataTypes: ['ExternalClientApplication', 'ExtlClntAppOauthSettings'],
        });
        assert.equal(set.size, 8);
        const output = join(bench.folder, 'source');
        const retrieve = await set.retrieve({ usernameOrConnection: connection, output });
        const { response } = await retrieve.pollStatus({
          frequency: AT_ONCE.frequency,
          timeout: AT_ONCE.timeout,
        });
        assert.equal(response.status, 'Succeeded');
        const files = await readdir(output, { recursive: true });
        assert.equal(files.filter((file) => file.endsWith('.eca-meta.xml')).length, 4);
      },
    },
    {
      name: 'source-deploy-retrieve: ComponentSet.fromSource, deploy over SOAP and REST',
      shows: 'the same result both ways, and what changed',
      run: async (bench) => {
        const results: string[] = [];
        for (const [alias, rest] of [
          ['customer', false],
          ['sandbox', true],
        ] as const) {
          const connection = await libraryConnection(bench, alias);
          const set = ComponentSet.fromSource(join(bench.projectDir, 'force-app'));
          const deploy = await set.deploy({
            usernameOrConnection: connection,
            apiOptions: { rest, checkOnly: true },
          });
          const result = await deploy.pollStatus({
            frequency: AT_ONCE.frequency,
            timeout: AT_ONCE.timeout,
          });
          results.push(
            JSON.stringify(
              result
                .getFileResponses()
                .map(({ fullName, state }) => `${fullName} ${state}`)
                .toSorted(),
            ),
          );
        }
        assert.equal(results[0], results[1]);
      },
    },
  ],
};
