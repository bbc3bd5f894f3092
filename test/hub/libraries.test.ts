import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AuthInfo, Connection, SfProject } from '@salesforce/core';
import { Duration } from '@salesforce/kit';
import { Package, PackageVersion } from '@salesforce/packaging';
import { ZipTreeContainer } from '@salesforce/source-deploy-retrieve';
import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, emptyFolder, seedFileWith, startedHub } from './hub-fixture.ts';

const TYPES = ['ExternalClientApplication', 'ExtlClntAppOauthSettings'];

describe('the unmodified Salesforce libraries', () => {
  let hub: RunningHub;
  let connection: Connection;

  beforeEach(async () => {
    hub = await startedHub();
    connection = await connectionTo(hub);
  });

  it('log in with an access token without a request, and query', async ({ expect }) => {
    const found = await connection.query('SELECT Id, NamespacePrefix FROM NamespaceRegistry');

    expect(found.records).toMatchObject([{ NamespacePrefix: 'orbitns' }]);
    expect(hub.requests).toHaveLength(1);
  });

  it('refresh a session that expired, and go on', async ({ expect }) => {
    // The library keeps this login under HOME: a user of its own keeps the other tests out of it.
    const seedFile = seedFileWith({ login: { username: 'refreshing@orbit.example' } });
    const other = await startedHub({ seedFile });
    const { username, refreshToken, clientId } = other.login;
    const authInfo = await AuthInfo.create({
      username,
      oauth2Options: { clientId, refreshToken, loginUrl: other.url },
    });
    const refreshing = await Connection.create({ authInfo });
    await fetch(`${other.url}/__hub/faults`, {
      method: 'POST',
      body: JSON.stringify({ match: { soql: 'NamespaceRegistry' }, action: 'expired-session' }),
    });

    const found = await refreshing.query('SELECT NamespacePrefix FROM NamespaceRegistry');

    expect(found.records).toMatchObject([{ NamespacePrefix: 'orbitns' }]);
    expect(
      other.requests.map(({ path, status }) => `${path.split('/').at(-1)} ${status}`),
    ).toContain('query 401');
  });

  it('list and retrieve metadata', async ({ expect }) => {
    const listed = await connection.metadata.list({ type: 'ExternalClientApplication' }, '68.0');
    const zip = await retrieved(connection, TYPES);

    expect(listed.map(({ fullName }) => fullName)).toEqual(['Orbit', 'Orbit_Sync', 'Orbit_Local']);
    expect(zip.readDirectory('unpackaged/externalClientApps')).toEqual([
      'Orbit.eca',
      'Orbit_Sync.eca',
      'Orbit_Local.eca',
    ]);
  });

  it('create a package, build a version, wait for it, promote it twice, and look at it', async ({
    expect,
  }) => {
    const project = await projectWith(connection, ['Orbit.eca', 'Some_Login.ecaOauth']);
    const packageId = await createdPackage(connection, project);
    inMemoryPackage(project, packageId);

    const asked = await PackageVersion.create({
      connection,
      project,
      packageId,
      versionnumber: '1.0.0.NEXT',
      tag: 'a-tag',
      codecoverage: true,
      skipancestorcheck: true,
    });
    const status = await PackageVersion.getCreateStatus(asked.Id ?? '', connection);
    const version = new PackageVersion({
      connection,
      project,
      idOrAlias: status.SubscriberPackageVersionId ?? '',
    });
    const first = await version.promote();
    const second = await version.promote();
    const data = await version.getData(true);

    expect(status).toMatchObject({
      Status: 'Success',
      Tag: 'a-tag',
      VersionNumber: '1.0.0.1',
      TotalNumberOfMetadataFiles: 2,
    });
    expect([first.success, second.success]).toEqual([true, true]);
    expect(data).toMatchObject({
      IsReleased: true,
      Package2Id: packageId,
      Tag: 'a-tag',
      HasPassedCodeCoverageCheck: true,
      ValidationSkipped: false,
    });
  });

  it('poll a version create to its end with their own waiting', async ({ expect }) => {
    const project = await projectWith(connection, ['Orbit.eca', 'Some_Login.ecaOauth']);
    const packageId = await createdPackage(connection, project);
    inMemoryPackage(project, packageId);

    const result = await PackageVersion.create(
      { connection, project, packageId, versionnumber: '0.1.0.NEXT', skipancestorcheck: true },
      { frequency: Duration.milliseconds(10), timeout: Duration.seconds(20) },
    );

    expect(result).toMatchObject({ Status: 'Success', VersionNumber: '0.1.0.1' });
  });

  it('get the reasons of a refused version', async ({ expect }) => {
    const project = await projectWith(connection, [
      'Orbit.eca',
      'Some_Login.ecaOauth',
      'Orbit_glbloauth.ecaGlblOauth',
    ]);
    const packageId = await createdPackage(connection, project);
    inMemoryPackage(project, packageId);
    const asked = await PackageVersion.create({
      connection,
      project,
      packageId,
      versionnumber: '0.1.0.NEXT',
      skipancestorcheck: true,
    });

    const status = await PackageVersion.getCreateStatus(asked.Id ?? '', connection);

    expect(status.Status).toBe('Error');
    expect(status.Error).toEqual([
      "Orbit_glbloauth: (ExtlClntAppGlobalOauthSettings) - This component type can't be added to a managed second-generation package.",
    ]);
  });

  it('report and list versions', async ({ expect }) => {
    const project = await projectWith(connection, ['Orbit.eca', 'Some_Login.ecaOauth']);
    const packageId = await createdPackage(connection, project);
    inMemoryPackage(project, packageId);
    const asked = await PackageVersion.create({
      connection,
      project,
      packageId,
      versionnumber: '0.1.0.NEXT',
      skipancestorcheck: true,
    });
    const { SubscriberPackageVersionId: id } = await PackageVersion.getCreateStatus(
      asked.Id ?? '',
      connection,
    );

    const report = await new PackageVersion({ connection, project, idOrAlias: id ?? '' }).report(
      true,
    );
    const versions = await Package.listVersions(connection, project, {
      verbose: true,
      createdLastDays: 0,
    });
    const requests = await PackageVersion.getPackageVersionCreateRequests(connection, {
      createdlastdays: 0,
      status: 'Success',
    });

    expect(report).toMatchObject({
      SubscriberPackageVersionId: id,
      Version: '0.1.0.1',
      PackageType: 'Managed',
    });
    expect(versions).toMatchObject([{ SubscriberPackageVersionId: id }]);
    expect(requests).toHaveLength(1);
  });

  it('download what a version was built from', async ({ expect }) => {
    const project = await projectWith(connection, ['Orbit.eca', 'Some_Login.ecaOauth']);
    const packageId = await createdPackage(connection, project);
    inMemoryPackage(project, packageId);
    const asked = await PackageVersion.create({
      connection,
      project,
      packageId,
      versionnumber: '0.1.0.NEXT',
      skipancestorcheck: true,
      generatepkgzip: true,
    });
    const { SubscriberPackageVersionId: id } = await PackageVersion.getCreateStatus(
      asked.Id ?? '',
      connection,
    );

    const downloaded = await Package.downloadPackageVersionMetadata(
      project,
      { subscriberPackageVersionId: id ?? '', destinationFolder: 'downloaded' },
      connection,
    );

    expect(downloaded.converted?.map(({ fullName }) => fullName).toSorted()).toEqual([
      'Orbit',
      'Some_Login',
    ]);
  });
});

async function retrieved(
  connection: Connection,
  types: readonly string[],
): Promise<ZipTreeContainer> {
  const { id } = await connection.metadata.retrieve({
    apiVersion: 68,
    packageNames: [],
    singlePackage: false,
    specificFiles: [],
    unpackaged: {
      objectPermissions: [],
      types: types.map((name) => ({ name, members: ['*'] })),
      version: '68.0',
    },
  });
  let status = await connection.metadata.checkRetrieveStatus(id);
  while (!status.done) status = await connection.metadata.checkRetrieveStatus(id);
  return ZipTreeContainer.create(Buffer.from(status.zipFile, 'base64'));
}

async function projectWith(
  connection: Connection,
  fileNames: readonly string[],
): Promise<SfProject> {
  const folder = emptyFolder();
  const zip = await retrieved(connection, [...TYPES, 'ExtlClntAppGlobalOauthSettings']);
  for (const directory of zip
    .readDirectory('unpackaged')
    .filter((name) => name !== 'package.xml')) {
    for (const name of zip.readDirectory(`unpackaged/${directory}`)) {
      if (!fileNames.includes(name)) continue;
      const target = join(folder, 'force-app/main/default', directory, `${name}-meta.xml`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, await zip.readFile(`unpackaged/${directory}/${name}`));
    }
  }
  const config = {
    packageDirectories: [{ path: 'force-app', default: true }],
    namespace: 'orbitns',
    sourceApiVersion: '67.0',
  };
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify(config));
  return SfProject.resolve(folder);
}

async function createdPackage(connection: Connection, project: SfProject): Promise<string> {
  process.env['SF_PROJECT_AUTOUPDATE_DISABLE_FOR_PACKAGE_CREATE'] = 'true';
  process.env['SF_PROJECT_AUTOUPDATE_DISABLE_FOR_PACKAGE_VERSION_CREATE'] = 'true';
  const { Id } = await Package.create(connection, project, {
    name: 'Orbit',
    packageType: 'Managed',
    path: 'force-app',
    description: '',
    noNamespace: false,
    orgDependent: false,
    errorNotificationUsername: '',
  });
  return Id;
}

function inMemoryPackage(project: SfProject, packageId: string): void {
  project
    .getSfProjectJson()
    .set('packageDirectories', [{ path: 'force-app', default: true, package: packageId }]);
}
