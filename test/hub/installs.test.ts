import { describe, it } from 'vitest';
import { deployed } from './deploy-calls.ts';
import { connectionTo, emptyFolder, rest } from './hub-fixture.ts';
import { componentXml, packageXml, retrieved } from './metadata-calls.ts';
import {
  advance,
  askedToInstall,
  hubWithCustomers,
  install,
  installRequest,
  installedIn,
  listed,
  recordsIn,
  tokenOf,
  uninstall,
  uninstallStatus,
  versionIdOf,
} from './installing.ts';
import { built, errorOf, idOf, packageNamed } from './version-upload.ts';

const MINUTE = 60_000;

describe('an install', () => {
  it('is under way for its time, and then the package is in the org', async ({ expect }) => {
    const hub = await hubWithCustomers({ installMs: MINUTE });
    const asked = await askedToInstall(hub, 'customer', await versionIdOf(hub, 'Orbit@1.0.0.1'));

    const before = await installRequest(hub, 'customer', idOf(asked.body));
    const nothing = await installedIn(hub, 'customer');
    await advance(hub, MINUTE);
    const after = await installRequest(hub, 'customer', idOf(asked.body));

    expect(asked.status).toBe(201);
    expect(idOf(asked.body)).toMatch(/^0Hf\w{15}$/);
    expect([before, after]).toMatchObject([
      {
        Status: 'IN_PROGRESS',
        Errors: null,
        SecurityType: 'None',
        NameConflictResolution: 'Block',
      },
      { Status: 'SUCCESS', Errors: null, Password: null },
    ]);
    expect([nothing, await installedIn(hub, 'customer')]).toEqual([[], ['Orbit@1.0.0']]);
  });

  it('is for one org only', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const { Id } = await install(hub, 'customer', 'Orbit@1.0.0.1');

    expect(await installedIn(hub, 'sandbox')).toEqual([]);
    expect(await installRequest(hub, 'sandbox', String(Id))).toMatchObject([
      { errorCode: 'NOT_FOUND' },
    ]);
  });

  it('brings the app into the metadata of the org, under its namespace, with policies of its own', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const before = await listed(hub, 'customer', 'ExternalClientApplication');
    await install(hub, 'customer', 'Orbit@1.0.0.1');

    const app = await listed(hub, 'customer', 'ExternalClientApplication');
    const policy = await listed(hub, 'customer', 'ExtlClntAppOauthConfigurablePolicies');

    expect(before).not.toContain('Orbit');
    expect(app).toContain('<fileName>externalClientApps/orbitns__Orbit.eca</fileName>');
    expect(app).toContain('<manageableState>installed</manageableState>');
    expect(app).toContain('<namespacePrefix>orbitns</namespacePrefix>');
    expect(policy).toContain('<fullName>orbitns__Some_Login_defaultPolicy</fullName>');
  });

  it('survives a restart of the hub, with the metadata it brought', async ({ expect }) => {
    const stateDir = emptyFolder();
    const first = await hubWithCustomers({}, { stateDir });
    await install(first, 'customer', 'Orbit@1.0.0.1');
    await first.close();

    const second = await hubWithCustomers({}, { stateDir });

    expect(await installedIn(second, 'customer')).toEqual(['Orbit@1.0.0']);
    expect(await listed(second, 'customer', 'ExternalClientApplication')).toContain(
      'orbitns__Orbit',
    );
  });

  it('takes the values of its picklists in any letter case, and refuses others', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const id = await versionIdOf(hub, 'Orbit@1.0.0.1');

    const full = await install(hub, 'customer', 'Orbit@1.0.0.1', { SecurityType: 'full' });
    const wrong = await askedToInstall(hub, 'customer', id, { SecurityType: 'some' });

    expect(full).toMatchObject({ SecurityType: 'Full', Status: 'SUCCESS' });
    expect(errorOf(wrong)).toEqual({
      status: 400,
      errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Security Type: bad value for restricted picklist field: some',
    });
  });

  it('of a version that nobody has, or that is deleted, is refused at once', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const deleted = await versionIdOf(hub, 'Orbit@3.0.0.1');

    const unknown = await askedToInstall(hub, 'customer', '04txy0000000099AAA');
    const gone = await askedToInstall(hub, 'customer', deleted);
    const unnamed = await askedToInstall(hub, 'customer', '');

    expect([unknown, gone, unnamed].map(errorOf)).toMatchObject([
      { errorCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' },
      { errorCode: 'INVALID_CROSS_REFERENCE_KEY' },
      { errorCode: 'REQUIRED_FIELD_MISSING' },
    ]);
    expect(errorOf(gone).message).toContain("doesn't yet exist or has been deleted");
  });

  it('needs the right installation key, and none where the version has none', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const open = await versionIdOf(hub, 'Orbit@1.0.0.1');
    const locked = await versionIdOf(hub, 'Orbit@3.1.0.1');

    const needless = await askedToInstall(hub, 'customer', open, { Password: 'x' });
    const missing = await askedToInstall(hub, 'customer', locked);
    const wrong = await askedToInstall(hub, 'customer', locked, { Password: 'x' });
    const right = await install(hub, 'customer', 'Orbit@3.1.0.1', { Password: "it's" });

    expect(errorOf(needless).message).toBe(
      'Can’t install package. This package doesn’t require an installation key. Install the package without specifying an installation key.: Password',
    );
    expect([missing, wrong].map((answer) => errorOf(answer).errorCode)).toEqual([
      'INSTALL_KEY_REQUIRED',
      'INSTALL_KEY_INVALID',
    ]);
    expect(right['Status']).toBe('SUCCESS');
  });

  it('takes the key also as the library escapes it', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const request = await install(hub, 'customer', 'Orbit@3.1.0.1', {
      Password: String.raw`it\'s`,
    });

    expect(request['Status']).toBe('SUCCESS');
  });

  it('of a beta into a production org ends in an error', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const { Status, Errors } = await install(hub, 'customer', 'Orbit@2.1.0.1');

    expect(Status).toBe('ERROR');
    expect(Errors).toEqual({
      errors: [
        {
          message: expect.stringMatching(
            /^Package\(033\w{12}\) Unable to install beta package, Details: The package you attempted to install is a beta package, which you can only install in sandbox or Developer Edition organizations\.$/,
          ) as unknown,
        },
      ],
    });
    expect(await installedIn(hub, 'customer')).toEqual([]);
  });

  it('of a beta goes into a sandbox and into a Developer Edition org', async ({ expect }) => {
    const hub = await hubWithCustomers();

    for (const org of ['sandbox', 'developer'] as const)
      expect(await install(hub, org, 'Orbit@2.1.0.1')).toMatchObject({ Status: 'SUCCESS' });
  });

  it('of a descendant is an upgrade, also over a patch', async ({ expect }) => {
    const hub = await hubWithCustomers();
    for (const version of ['Orbit@1.0.0.1', 'Orbit@1.0.1.1', 'Orbit@1.1.0.1'])
      expect(await install(hub, 'customer', version)).toMatchObject({ Status: 'SUCCESS' });

    expect(await installedIn(hub, 'customer')).toEqual(['Orbit@1.1.0']);
  });

  it('keeps on an upgrade what the customer’s admin set in a policy', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const connection = await connectionTo(hub, '68.0', hub.logins[1]);
    const policy = 'extlClntAppPolicies/orbitns__Orbit_defaultPolicy.ecaPlcy';
    await deployed(connection, {
      'package.xml': packageXml({ ExtlClntAppConfigurablePolicies: ['*'] }),
      [policy]: componentXml('ExtlClntAppConfigurablePolicies', {
        externalClientApplication: 'orbitns__Orbit',
        isEnabled: 'false',
        label: 'closed by us',
      }),
    });

    await install(hub, 'customer', 'Orbit@1.1.0.1');
    const { text } = await retrieved(connection, {
      ExtlClntAppConfigurablePolicies: ['orbitns__Orbit_defaultPolicy'],
    });

    expect(await installedIn(hub, 'customer')).toEqual(['Orbit@1.1.0']);
    expect(await text(`unpackaged/${policy}`)).toContain('closed by us');
  });

  it('of the same version again succeeds', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');

    expect(await install(hub, 'customer', 'Orbit@1.0.0.1')).toMatchObject({ Status: 'SUCCESS' });
  });

  it.for([
    [
      'over a managed beta ends in an error',
      'sandbox',
      'Orbit@2.1.0.1',
      'Orbit@2.1.0.2',
      "A beta version of this package is installed, which can't be upgraded. Uninstall it first.",
    ],
    [
      'of an earlier version ends in an error',
      'customer',
      'Orbit@1.1.0.1',
      'Orbit@1.0.0.1',
      'A newer version of this package is currently installed.',
    ],
    [
      'of a version that does not descend from the installed one ends in an error',
      'customer',
      'Orbit@1.0.0.1',
      'Orbit@2.0.0.1',
      'Invalid Upgrade., Details: The currently installed version does not share a common ancestor with this version.',
    ],
  ] as const)(
    'that does not fit ends in an error: %s',
    async ([, org, first, then, message], { expect }) => {
      const hub = await hubWithCustomers();
      await install(hub, org, first);

      expect(await install(hub, org, then)).toMatchObject({
        Status: 'ERROR',
        Errors: { errors: [{ message }] },
      });
    },
  );

  it('needs the packages it depends on in the org', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const without = await install(hub, 'customer', 'Satellite@1.0.0.1');
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const tooOld = await install(hub, 'customer', 'Satellite@1.0.0.1');
    await install(hub, 'customer', 'Orbit@1.1.0.1');
    const withIt = await install(hub, 'customer', 'Satellite@1.0.0.1');

    expect(without['Errors']).toEqual({
      errors: [
        {
          message:
            "The package you're installing depends on package 'Orbit', version '1.1'. Install package 'Orbit' in the target org before you install package 'Satellite'.",
        },
      ],
    });
    expect([tooOld['Status'], withIt['Status']]).toEqual(['ERROR', 'SUCCESS']);
  });

  it('does not go into the org of the namespace', async ({ expect }) => {
    const hub = await hubWithCustomers();

    expect(await install(hub, 'namespace', 'Orbit@1.0.0.1')).toMatchObject({ Status: 'ERROR' });
  });
});

describe('what an org is told of a version before it installs it', () => {
  const soql = (id: string) =>
    `SELECT InstallValidationStatus FROM SubscriberPackageVersion WHERE Id = '${id}'`;

  it.for([
    ['Orbit@1.0.0.1', 'customer', 'NO_ERRORS_DETECTED'],
    ['Orbit@2.1.0.1', 'customer', 'BETA_INSTALL_INTO_PRODUCTION_ORG'],
    ['Orbit@2.1.0.1', 'sandbox', 'NO_ERRORS_DETECTED'],
    ['Orbit@3.0.0.1', 'customer', 'DEPRECATED_INSTALL_PACKAGE'],
    ['Orbit@1.0.0.1', 'namespace', 'NAMESPACE_COLLISION'],
  ] as const)('is true of that org: %s', async ([version, org, status], { expect }) => {
    const hub = await hubWithCustomers();

    expect(await recordsIn(hub, org, soql(await versionIdOf(hub, version)))).toMatchObject([
      { InstallValidationStatus: status },
    ]);
  });

  it('changes with what is installed there', async ({ expect }) => {
    const hub = await hubWithCustomers({ uninstallMs: MINUTE });
    const statuses = async (org: 'customer' | 'sandbox', version: string) =>
      (await recordsIn(hub, org, soql(await versionIdOf(hub, version))))[0]?.[
        'InstallValidationStatus'
      ];
    await install(hub, 'customer', 'Orbit@1.1.0.1');
    await install(hub, 'sandbox', 'Orbit@2.1.0.1');

    const earlier = await statuses('customer', 'Orbit@1.0.0.1');
    const overBeta = await statuses('sandbox', 'Orbit@2.1.0.2');
    await uninstall(hub, 'customer', 'Orbit@1.1.0.1');

    expect([earlier, overBeta, await statuses('customer', 'Orbit@1.1.0.1')]).toEqual([
      'CANNOT_INSTALL_EARLIER_VERSION',
      'CANNOT_UPGRADE_BETA',
      'UNINSTALL_IN_PROGRESS',
    ]);
  });

  it('is that it is unavailable, until it was copied there from the hub', async ({ expect }) => {
    const hub = await hubWithCustomers({ publishDelayMs: MINUTE });
    const version = await built(hub, await packageNamed(hub, 'Fresh'));
    const id = String(version['SubscriberPackageVersionId']);

    const inHub = await recordsIn(hub, 'hub', soql(id));
    const early = await recordsIn(hub, 'sandbox', soql(id));
    const refused = await askedToInstall(hub, 'sandbox', id);
    await advance(hub, MINUTE);
    const late = await recordsIn(hub, 'sandbox', soql(id));

    expect([...inHub, ...early, ...late].map((row) => row['InstallValidationStatus'])).toEqual([
      'BETA_INSTALL_INTO_PRODUCTION_ORG',
      'PACKAGE_UNAVAILABLE',
      'NO_ERRORS_DETECTED',
    ]);
    expect(errorOf(refused)).toMatchObject({ errorCode: 'INVALID_CROSS_REFERENCE_KEY' });
  });
});

describe('an uninstall', () => {
  it('is under way at once, and takes the package and its metadata away', async ({ expect }) => {
    const hub = await hubWithCustomers({ uninstallMs: MINUTE });
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const asked = await uninstall(hub, 'customer', 'Orbit@1.0.0.1');
    const id = idOf(asked.body);

    const statuses = [await uninstallStatus(hub, 'customer', id)];
    for (const ms of [MINUTE / 2, MINUTE / 2]) {
      await advance(hub, ms);
      statuses.push(await uninstallStatus(hub, 'customer', id));
    }

    expect(id).toMatch(/^06y\w{15}$/);
    expect(statuses).toEqual(['InProgress', 'InProgress', 'Success']);
    expect(await installedIn(hub, 'customer')).toEqual([]);
    expect(await listed(hub, 'customer', 'ExternalClientApplication')).not.toContain('Orbit');
  });

  it('of what is not installed is refused at once', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.1.0.1');
    const unnamed = await rest(
      hub,
      '/services/data/v68.0/tooling/sobjects/SubscriberPackageVersionUninstallRequest',
      { method: 'POST', token: tokenOf(hub, 'customer'), body: '{}' },
    );

    expect(errorOf(unnamed).errorCode).toBe('REQUIRED_FIELD_MISSING');
    expect(errorOf(await uninstall(hub, 'customer', 'Orbit@1.0.0.1'))).toMatchObject({
      status: 400,
      errorCode: 'INVALID_CROSS_REFERENCE_KEY',
    });
  });

  it('of a package that another one needs ends in an error', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.1.0.1');
    await install(hub, 'customer', 'Satellite@1.0.0.1');

    const id = idOf((await uninstall(hub, 'customer', 'Orbit@1.1.0.1')).body);
    const errors = await recordsIn(
      hub,
      'customer',
      `SELECT Message FROM PackageVersionUninstallRequestError WHERE ParentRequest.Id = '${id}' ORDER BY Message`,
    );

    expect(await uninstallStatus(hub, 'customer', id)).toBe('Error');
    expect(errors).toMatchObject([{ Message: expect.stringContaining('Satellite') as unknown }]);
    expect(await installedIn(hub, 'customer')).toEqual(['Orbit@1.1.0', 'Satellite@1.0.0']);
  });

  it('makes way for another install', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'sandbox', 'Orbit@2.1.0.1');
    await uninstall(hub, 'sandbox', 'Orbit@2.1.0.1');

    expect(await install(hub, 'sandbox', 'Orbit@2.1.0.2')).toMatchObject({ Status: 'SUCCESS' });
  });
});
