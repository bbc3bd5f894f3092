import { describe, it } from 'vitest';
import { connectionTo, rest, startedHub } from './hub-fixture.ts';
import { hubWithCustomers, install } from './installing.ts';
import { cometFiles, cometGlobalOauth, deployed, problemsOf } from './deploy-calls.ts';
import { componentXml, packageXml, retrieved, soap, zipOf } from './metadata-calls.ts';

const FULL_SECOND = 1000;

describe('a deploy', () => {
  it('goes through its statuses in time', async ({ expect }) => {
    let now = Date.UTC(2026, 10, 20, 12);
    const hub = await startedHub({ buildMs: 40 * FULL_SECOND, readMs: () => now });
    const connection = await connectionTo(hub);

    const { id, state } = await connection.metadata.deploy(await zipOf(cometFiles()), {
      singlePackage: true,
    });
    const statuses = [];
    for (const seconds of [0, 1, 2, 1]) {
      now += seconds * FULL_SECOND;
      const { status, done, success, startDate, completedDate } =
        await connection.metadata.checkDeployStatus(id);
      statuses.push([status, done, success, Boolean(startDate), Boolean(completedDate)]);
    }

    expect(state).toBe('Queued');
    expect(statuses).toEqual([
      ['Pending', false, false, false, false],
      ['InProgress', false, false, true, false],
      ['InProgress', false, false, true, false],
      ['Succeeded', true, true, true, true],
    ]);
  });

  it('waits for the deploys before it', async ({ expect }) => {
    let now = Date.UTC(2026, 10, 20, 12);
    const hub = await startedHub({ buildMs: 40 * FULL_SECOND, readMs: () => now });
    const connection = await connectionTo(hub);
    const zip = await zipOf(cometFiles());
    await connection.metadata.deploy(zip, { singlePackage: true });
    const { id } = await connection.metadata.deploy(zip, { singlePackage: true });

    now += 4 * FULL_SECOND;
    const first = await connection.metadata.checkDeployStatus(id);
    now += 4 * FULL_SECOND;
    const second = await connection.metadata.checkDeployStatus(id);

    expect([first.status, second.status]).toEqual(['Pending', 'Succeeded']);
  });

  it('tells of every component, and of package.xml first', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const { details, ...result } = await deployed(connection, cometFiles());

    expect(result).toMatchObject({
      status: 'Succeeded',
      success: true,
      numberComponentsTotal: 2,
      numberComponentsDeployed: 2,
      numberComponentErrors: 0,
    });
    expect(
      details.componentSuccesses.map(({ componentType, fullName, fileName, created, changed }) => ({
        componentType,
        fullName,
        fileName,
        created,
        changed,
      })),
    ).toEqual([
      {
        componentType: expect.toBeOneOf(['', null]),
        fullName: 'package.xml',
        fileName: 'package.xml',
        created: false,
        changed: true,
      },
      {
        componentType: 'ExternalClientApplication',
        fullName: 'Comet',
        fileName: 'externalClientApps/Comet.eca',
        created: true,
        changed: true,
      },
      {
        componentType: 'ExtlClntAppOauthSettings',
        fullName: 'CometSettings',
        fileName: 'extlClntAppOauthSettings/CometSettings.ecaOauth',
        created: true,
        changed: true,
      },
    ]);
  });

  it('changes what the org lists and retrieves, with what the server makes itself', async ({
    expect,
  }) => {
    const hub = await startedHub();
    const connection = await connectionTo(hub);

    await deployed(connection, { ...cometFiles(), ...cometGlobalOauth() });
    const { text, paths } = await retrieved(connection, {
      ExternalClientApplication: ['Comet'],
      ExtlClntAppOauthSettings: ['CometSettings'],
      ExtlClntAppGlobalOauthSettings: ['CometGlobal'],
      ExtlClntAppOauthConfigurablePolicies: ['CometSettings_defaultPolicy'],
      ExtlClntAppConfigurablePolicies: ['Comet_defaultPolicy'],
    });

    expect(paths).toHaveLength(6);
    expect(await text('unpackaged/externalClientApps/Comet.eca'))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>dev@acme.example</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>Comet</label>
    <orgScopedExternalApp>${hub.login.orgId.slice(0, 15)}:Comet</orgScopedExternalApp>
</ExternalClientApplication>
`);
    expect(await text('unpackaged/extlClntAppOauthSettings/CometSettings.ecaOauth')).toMatch(
      new RegExp(`<oauthLink>${hub.login.orgId.slice(0, 15)}:888\\w{12}</oauthLink>`),
    );
    expect(await text('unpackaged/extlClntAppGlobalOauthSets/CometGlobal.ecaGlblOauth')).toMatch(
      /<consumerKey>3MVG9[\w-]{80}<\/consumerKey>/,
    );
  });

  it('keeps ids, links and keys of what is deployed again', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const wanted = {
      ExtlClntAppOauthSettings: ['CometSettings'],
      ExtlClntAppGlobalOauthSettings: ['CometGlobal'],
    };

    await deployed(connection, { ...cometFiles(), ...cometGlobalOauth() });
    const before = await retrieved(connection, wanted);
    const { details } = await deployed(connection, {
      ...cometFiles({ header: { label: 'Comet 2' } }),
      ...cometGlobalOauth(),
    });
    const after = await retrieved(connection, wanted);

    expect(
      details.componentSuccesses.map(({ fullName, created, changed }) => [
        fullName,
        created,
        changed,
      ]),
    ).toEqual([
      ['package.xml', false, true],
      ['Comet', false, true],
      ['CometSettings', false, false],
      ['CometGlobal', false, false],
    ]);
    for (const path of before.paths) expect(await after.text(path)).toBe(await before.text(path));
    const ids = ({ last }: typeof before) => last.fileProperties.map(({ id }) => id);
    expect(ids(after)).toEqual(ids(before));
  });

  it('takes an app of another org with the link to its consumer there', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(
      connection,
      cometFiles({
        header: { orgScopedExternalApp: '00Dbm000004ELiD:Comet' },
        oauth: { oauthLink: '00Dbm000004ELiD:888bm000002gH3J' },
      }),
    );

    expect(problemsOf(result)).toEqual([]);
  });

  it('keeps components of other types as they come', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const meta = '<ApexClass xmlns="u"><apiVersion>68.0</apiVersion></ApexClass>\r\n';
    const bytes = Uint8Array.from([0, 255, 254, 1]);

    const { details } = await deployed(connection, {
      'package.xml': packageXml({
        ApexClass: ['Hello'],
        LightningComponentBundle: ['hello'],
        Report: ['Sales', 'Sales/Open'],
        StaticResource: ['logo'],
      }),
      'classes/Hello.cls': 'class Hello {}',
      'classes/Hello.cls-meta.xml': meta,
      'lwc/hello/hello.js': 'export default 1 < 2;',
      'lwc/hello/hello.html': '<template>',
      'reports/Sales-meta.xml': '<ReportFolder/>',
      'reports/Sales/Open.report': '<Report/>',
      'staticresources/logo.resource': bytes,
      'staticresources/logo.resource-meta.xml': '<StaticResource/>',
    });
    const { paths, text } = await retrieved(connection, {
      ApexClass: ['*'],
      LightningComponentBundle: ['hello'],
      Report: ['Sales/Open'],
      StaticResource: ['logo'],
    });

    expect(
      details.componentSuccesses.map(({ componentType, fullName }) => [componentType, fullName]),
    ).toEqual([
      [expect.toBeOneOf(['', null]), 'package.xml'],
      ['ApexClass', 'Hello'],
      ['LightningComponentBundle', 'hello'],
      ['ReportFolder', 'Sales'],
      ['Report', 'Sales/Open'],
      ['StaticResource', 'logo'],
    ]);
    expect(paths).toEqual([
      'unpackaged/classes/Hello.cls',
      'unpackaged/classes/Hello.cls-meta.xml',
      'unpackaged/lwc/hello/hello.js',
      'unpackaged/lwc/hello/hello.html',
      'unpackaged/reports/Sales/Open.report',
      'unpackaged/staticresources/logo.resource',
      'unpackaged/staticresources/logo.resource-meta.xml',
      'unpackaged/package.xml',
    ]);
    expect(await text('unpackaged/classes/Hello.cls-meta.xml')).toBe(meta);
  });

  it('looks into each folder of the zip when it is not one package', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const files = Object.entries(cometFiles()).map(([path, text]) => [`zip/${path}`, text]);

    const { status, details } = await deployed(connection, Object.fromEntries(files), {
      singlePackage: false,
    });

    expect(status).toBe('Succeeded');
    expect(details.componentSuccesses.map(({ fileName }) => fileName)).toEqual([
      'zip/package.xml',
      'zip/externalClientApps/Comet.eca',
      'zip/extlClntAppOauthSettings/CometSettings.ecaOauth',
    ]);
  });

  it('that only validates changes nothing', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(connection, cometFiles(), { checkOnly: true });

    expect(result).toMatchObject({ status: 'Succeeded', checkOnly: true });
    expect(await appNames(connection)).not.toContain('Comet');
  });

  it('changes nothing when one component fails', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(connection, cometFiles({ oauth: { nope: '1' } }));

    expect(result).toMatchObject({
      status: 'Failed',
      success: false,
      numberComponentErrors: 1,
      numberComponentsDeployed: 1,
      numberComponentsTotal: 2,
    });
    expect(await appNames(connection)).not.toContain('Comet');
  });

  it('without rollback keeps what did not fail', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(connection, cometFiles({ oauth: { nope: '1' } }), {
      rollbackOnError: false,
    });

    expect(result).toMatchObject({ status: 'SucceededPartial', numberComponentErrors: 1 });
    expect(await appNames(connection)).toContain('Comet');
  });

  it('deletes what destructiveChanges.xml names, and what belongs to it', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const { details } = await deployed(connection, {
      'package.xml': packageXml({}),
      'destructiveChanges.xml': packageXml({ ExternalClientApplication: ['Orbit'] }),
    });

    expect(details.componentSuccesses.map(({ fullName, deleted }) => [fullName, deleted])).toEqual([
      ['package.xml', false],
      ['destructiveChanges.xml', false],
      ['Orbit', true],
    ]);
    expect(await appNames(connection)).not.toContain('Orbit');
    const settings = await connection.metadata.list({ type: 'ExtlClntAppOauthSettings' });
    expect(settings.map(({ fullName }) => fullName)).not.toContain('Some_Login');
  });

  it('deletes before or after it deploys, as the file is called', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const orbit = packageXml({ ExternalClientApplication: ['Orbit'] });
    const app = {
      'package.xml': orbit,
      'externalClientApps/Orbit.eca': componentXml('ExternalClientApplication', {
        contactEmail: 'dev@acme.example',
        distributionState: 'Local',
        label: 'Another Orbit',
      }),
    };

    await deployed(connection, { ...app, 'destructiveChangesPre.xml': orbit });
    const before = await appNames(connection);
    await deployed(connection, { ...app, 'destructiveChangesPost.xml': orbit });
    const after = await appNames(connection);

    expect(before).toContain('Orbit');
    expect(after).not.toContain('Orbit');
  });

  it('warns of a deletion of what is not there, and fails unless warnings are ignored', async ({
    expect,
  }) => {
    const connection = await connectionTo(await startedHub());
    const files = {
      'package.xml': packageXml({}),
      'destructiveChangesPost.xml': packageXml({ ExternalClientApplication: ['Missing'] }),
    };

    const strict = await deployed(connection, files);
    const lenient = await deployed(connection, files, { ignoreWarnings: true });

    expect(strict.status).toBe('Failed');
    expect(strict.details.componentFailures).toMatchObject([
      {
        componentType: 'ExternalClientApplication',
        fullName: 'destructiveChangesPost.xml',
        problem: 'No ExternalClientApplication named: Missing found',
        problemType: 'Warning',
      },
    ]);
    expect(lenient.status).toBe('Succeeded');
  });

  it('can be cancelled: at once before it begins, after a while when it is under way', async ({
    expect,
  }) => {
    let now = Date.UTC(2026, 10, 20, 12);
    const hub = await startedHub({ buildMs: 40 * FULL_SECOND, readMs: () => now });
    const connection = await connectionTo(hub);
    const start = async () =>
      (await connection.metadata.deploy(await zipOf(cometFiles()), { singlePackage: true })).id;
    const status = async (id: string) => (await connection.metadata.checkDeployStatus(id)).status;

    const early = await start();
    const atOnce = await connection.metadata.cancelDeploy(early);
    const late = await start();
    now += 2 * FULL_SECOND;
    const later = await connection.metadata.cancelDeploy(late);
    const statuses = [await status(early), await status(late)];
    now += 4 * FULL_SECOND;
    statuses.push(await status(late));

    expect([atOnce, later]).toMatchObject([
      { done: 'true', id: early },
      { done: 'false', id: late },
    ]);
    expect(statuses).toEqual(['Canceled', 'Canceling', 'Canceled']);
    expect(await appNames(connection)).not.toContain('Comet');
  });

  it('cannot be cancelled when it is over', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const { id } = await deployed(connection, cometFiles());

    await expect(connection.metadata.cancelDeploy(id)).rejects.toThrow(
      'INVALID_ID_FIELD: Deployment already completed',
    );
  });

  it('that was validated with tests can be deployed quickly', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const validated = await deployed(connection, cometFiles(), {
      checkOnly: true,
      testLevel: 'RunLocalTests',
    });

    const id = await connection.metadata.deployRecentValidation({ id: validated.id });
    const result = await connection.metadata.checkDeployStatus(id);

    expect(validated.runTestsEnabled).toBe(true);
    expect(result).toMatchObject({ status: 'Succeeded', checkOnly: false });
    expect(await appNames(connection)).toContain('Comet');
  });

  it('cannot be deployed quickly without a recent validation that ran tests', async ({
    expect,
  }) => {
    let now = Date.UTC(2026, 10, 20, 12);
    const connection = await connectionTo(await startedHub({ readMs: () => now }));
    const tested = { checkOnly: true, testLevel: 'RunLocalTests' };
    const quickly = async (files: Record<string, string>, options: Record<string, unknown>) => {
      const { id } = await deployed(connection, files, options);
      return connection.metadata.deployRecentValidation({ id });
    };

    const untested = quickly(cometFiles(), { checkOnly: true });
    await expect(untested).rejects.toThrow('INVALID_ID_FIELD');
    const withoutTests = quickly(cometFiles(), { checkOnly: true, testLevel: 'NoTestRun' });
    await expect(withoutTests).rejects.toThrow('INVALID_ID_FIELD');
    const real = quickly(cometFiles(), { ...tested, checkOnly: false });
    await expect(real).rejects.toThrow('INVALID_ID_FIELD');
    const failed = quickly(cometFiles({ oauth: { nope: '1' } }), tested);
    await expect(failed).rejects.toThrow('INVALID_ID_FIELD');
    const { id } = await deployed(connection, cometFiles(), tested);
    now += 10 * 86_400_000 + 1;
    const old = connection.metadata.deployRecentValidation({ id });
    await expect(old).rejects.toThrow('INVALID_ID_FIELD');
  });

  it('that nobody started is unknown', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    await expect(connection.metadata.checkDeployStatus('0Af000000000000')).rejects.toThrow(
      'INVALID_CROSS_REFERENCE_KEY: invalid cross reference id',
    );
  });

  it('of something that is no zip fails as a whole', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const { id } = await connection.metadata.deploy(Buffer.from('no zip'), {});
    const result = await connection.metadata.checkDeployStatus(id, true);

    expect(result).toMatchObject({
      done: true,
      status: 'Failed',
      errorStatusCode: 'UNKNOWN_EXCEPTION',
    });
  });

  it('without a zip or with options of another kind is refused', async ({ expect }) => {
    const hub = await startedHub();

    const empty = await soap(hub, '<deploy><DeployOptions/></deploy>');
    const odd = await soap(
      hub,
      '<deploy><ZipFile>UEs=</ZipFile><DeployOptions><checkOnly>maybe</checkOnly></DeployOptions></deploy>',
    );

    expect(empty.text).toContain('<faultcode>sf:INVALID_OPERATION</faultcode>');
    expect(odd.text).toContain('<faultcode>sf:INVALID_OPERATION</faultcode>');
  });

  it('of more than 39 MB is refused', async ({ expect }) => {
    const hub = await startedHub();
    const zip = Buffer.alloc(39_000_001).toString('base64');

    const { status, text } = await soap(
      hub,
      `<deploy><ZipFile>${zip}</ZipFile><DeployOptions/></deploy>`,
    );

    expect(status).toBe(500);
    expect(text).toContain('<faultcode>sf:LIMIT_EXCEEDED</faultcode>');
  });

  it('does not change or delete what a managed package brought, except policies', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const connection = await connectionTo(hub, '68.0', hub.logins[1]);
    const app = ['orbitns__Orbit'];

    const changed = await deployed(connection, {
      'package.xml': packageXml({ ExternalClientApplication: app }),
      'externalClientApps/orbitns__Orbit.eca': cometFiles()['externalClientApps/Comet.eca'] ?? '',
    });
    const deleted = await deployed(connection, {
      'package.xml': packageXml({}),
      'destructiveChanges.xml': packageXml({ ExternalClientApplication: app }),
    });
    const policy = await deployed(connection, {
      'package.xml': packageXml({ ExtlClntAppConfigurablePolicies: ['*'] }),
      'extlClntAppPolicies/orbitns__Orbit_defaultPolicy.ecaPlcy': componentXml(
        'ExtlClntAppConfigurablePolicies',
        { externalClientApplication: 'orbitns__Orbit', isEnabled: 'false', label: 'closed' },
      ),
    });

    const problem =
      'ExternalClientApplication orbitns__Orbit: Cannot modify managed object: entity=ExternalClientApplication, component=orbitns__Orbit, state=installed';
    expect(problemsOf(changed)).toEqual([problem]);
    expect(problemsOf(deleted)).toEqual([problem]);
    expect(policy.details.componentSuccesses).toContainEqual(
      expect.objectContaining({ fullName: 'orbitns__Orbit_defaultPolicy', created: false }),
    );
  });

  it('lives as long as the process: a start brings the metadata of the seed back', async ({
    expect,
  }) => {
    const hub = await startedHub();
    await deployed(await connectionTo(hub), cometFiles());
    await hub.close();

    const again = await connectionTo(await startedHub());

    expect(await appNames(again)).toEqual(['Orbit', 'Orbit_Sync', 'Orbit_Local']);
  });
});

describe('a component is not deployed', () => {
  it('without package.xml', async ({ expect }) => {
    const { 'package.xml': _, ...files } = cometFiles();

    const result = await deployed(await connectionTo(await startedHub()), files);

    expect(result.details.componentFailures).toMatchObject([
      { fileName: 'package.xml', fullName: 'package.xml', problem: 'No package.xml found' },
    ]);
  });

  it('when package.xml is not well-formed, or is something else', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const broken = await deployed(connection, { 'package.xml': '<Package><types></Package>' });
    const other = await deployed(connection, { 'package.xml': '<Profile/>' });

    expect(broken.details.componentFailures).toMatchObject([
      {
        problem:
          'Error parsing file: The element type "types" must be terminated by the matching end-tag "</types>".',
        lineNumber: 1,
        columnNumber: 27,
      },
    ]);
    expect(problemsOf(other)).toEqual([expect.stringContaining('the root element is not Package')]);
  });

  it('when the API version of package.xml is newer than the org, or none', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const versions = ['99.0', 'soon'];

    for (const version of versions) {
      const files = { ...cometFiles(), 'package.xml': packageXml({}, version) };
      const result = await deployed(connection, files);

      expect(result.details.componentFailures).toMatchObject([
        { fileName: 'package.xml', problem: `Invalid version specified:${version}` },
      ]);
    }
  });

  it('when package.xml names a type that the org does not have', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const unknown = await deployed(connection, {
      ...cometFiles(),
      'package.xml': packageXml({ Nope: ['*'] }),
    });
    const tooOld = await deployed(connection, {
      'package.xml': packageXml({ ExternalClientApplication: ['Comet'] }, '58.0'),
      'externalClientApps/Comet.eca': cometFiles()['externalClientApps/Comet.eca'] ?? '',
    });

    expect(problemsOf(unknown)).toContain(
      "Nope *: Unknown type name 'Nope' specified in package.xml",
    );
    expect(problemsOf(tooOld)).toContain(
      "ExternalClientApplication Comet: Unknown type name 'ExternalClientApplication' specified in package.xml",
    );
  });

  it('when package.xml names it and it is not there', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const files = { 'package.xml': packageXml({ ExternalClientApplication: ['Comet'] }) };

    const result = await deployed(connection, files);
    const allowed = await deployed(connection, files, { allowMissingFiles: true });

    expect(result.details.componentFailures).toMatchObject([
      {
        fileName: 'package.xml',
        fullName: 'Comet',
        problem:
          "An object 'Comet' of type ExternalClientApplication was named in package.xml, but was not found in zipped directory",
      },
    ]);
    expect(allowed.status).toBe('Succeeded');
  });

  it('when package.xml does not name it', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const files = {
      ...cometFiles(),
      'package.xml': packageXml({ ExternalClientApplication: ['Comet'] }),
      'notes/readme.txt': 'hello',
      'reports/loose.txt': 'hello',
    };

    const result = await deployed(connection, files);
    const { 'notes/readme.txt': _, 'reports/loose.txt': __, ...known } = files;
    const added = await deployed(connection, known, { autoUpdatePackage: true });

    expect(
      result.details.componentFailures.map(({ fileName, problem }) => [fileName, problem]),
    ).toEqual([
      ['notes/readme.txt', 'Not in package.xml'],
      ['extlClntAppOauthSettings/CometSettings.ecaOauth', 'Not in package.xml'],
      ['reports/loose.txt', 'Not in package.xml'],
    ]);
    expect(added.status).toBe('Succeeded');
  });

  it('when its file is not well-formed, with line and column', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const at = async (text: string) =>
      (
        await deployed(connection, {
          'package.xml': packageXml({ ExternalClientApplication: ['Comet'] }),
          'externalClientApps/Comet.eca': text,
        })
      ).details.componentFailures;

    expect(
      await at('<ExternalClientApplication>\n  <label>x\n</ExternalClientApplication>'),
    ).toMatchObject([
      {
        problem:
          'Error parsing file: The element type "label" must be terminated by the matching end-tag "</label>".',
        lineNumber: 3,
        columnNumber: 29,
      },
    ]);
    expect(await at('# Read me')).toMatchObject([
      {
        problem: 'Error parsing file: Content is not allowed in prolog.',
        lineNumber: 1,
        columnNumber: 1,
      },
    ]);
    expect(await at('<ExternalClientApplication>&nope;</ExternalClientApplication>')).toMatchObject(
      [{ problem: expect.stringContaining('Error parsing file: '), lineNumber: 1 }],
    );
  });

  it('when its file has an element that the type does not have, with its place', async ({
    expect,
  }) => {
    const connection = await connectionTo(await startedHub());

    const { details } = await deployed(connection, cometFiles({ header: { nope: '1' } }));

    expect(details.componentFailures).toContainEqual(
      expect.objectContaining({
        fullName: 'Comet',
        problem:
          'Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}nope invalid at this location in type ExternalClientApplication',
        lineNumber: 6,
        columnNumber: 7,
      }),
    );
  });

  it('when its file is of another type', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(connection, {
      ...cometFiles(),
      'externalClientApps/Comet.eca': '<Profile/>',
    });

    expect(problemsOf(result)[0]).toContain(
      'Element {http://soap.sforce.com/2006/04/metadata}Profile invalid at this location',
    );
  });

  it.for([
    ['contactEmail', { header: { contactEmail: '' } }, 'Comet'],
    ['distributionState', { header: { distributionState: '' } }, 'Comet'],
    ['label', { header: { label: '' } }, 'Comet'],
    ['externalClientApplication', { oauth: { externalClientApplication: '' } }, 'CometSettings'],
    ['commaSeparatedOauthScopes', { oauth: { commaSeparatedOauthScopes: '' } }, 'CometSettings'],
  ] as const)(
    'without a required element: %s',
    async ([element, changes, fullName], { expect }) => {
      const result = await deployed(await connectionTo(await startedHub()), cometFiles(changes));

      expect(problemsOf(result)).toContainEqual(
        expect.stringContaining(` ${fullName}: Required field is missing: ${element}`),
      );
    },
  );

  it('with a name or a distribution state that an app cannot have', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const header = cometFiles()['externalClientApps/Comet.eca'] ?? '';

    const named = await deployed(connection, {
      'package.xml': packageXml({ ExternalClientApplication: ['Com-et'] }),
      'externalClientApps/Com-et.eca': header,
    });
    const state = await deployed(
      connection,
      cometFiles({ header: { distributionState: 'Packageable' } }),
    );

    expect(problemsOf(named)).toEqual([
      expect.stringContaining('can only contain underscores and alphanumeric characters'),
    ]);
    expect(problemsOf(state)[0]).toBe(
      "ExternalClientApplication Comet: 'Packageable' is not a valid value for the enum 'ExtlClntAppDistState'",
    );
  });

  it('when orgScopedExternalApp does not name it', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const wrong = ['00Dbm000004ELiD:Planet', 'placeholder:Comet'];

    for (const orgScopedExternalApp of wrong) {
      const result = await deployed(connection, cometFiles({ header: { orgScopedExternalApp } }));

      expect(problemsOf(result)[0]).toBe(
        'ExternalClientApplication Comet: The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName',
      );
    }
  });

  it('without the app that it belongs to', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(
      connection,
      cometFiles({ oauth: { externalClientApplication: 'Planet' } }),
    );

    expect(problemsOf(result)).toEqual([
      'ExtlClntAppOauthSettings CometSettings: In field: externalClientApplication - no ExternalClientApplication named Planet found',
    ]);
  });

  it('with an OAuth scope that does not exist', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(
      connection,
      cometFiles({ oauth: { commaSeparatedOauthScopes: 'Api, refresh_token' } }),
    );

    expect(problemsOf(result)).toEqual([
      'ExtlClntAppOauthSettings CometSettings: Invalid value for commaSeparatedOauthScopes: refresh_token',
    ]);
  });

  it('with an OAuth link that is not the app’s', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const links = [
      '00Dbm000004ELiD:888bm000002gH3J',
      '00Dxy000000OrbT:888bm000002gH3J',
      'somewhere',
    ];

    for (const oauthLink of links) {
      const result = await deployed(connection, cometFiles({ oauth: { oauthLink } }));

      expect(problemsOf(result)).toEqual([
        `ExtlClntAppOauthSettings CometSettings: The OAuth link ${oauthLink} doesn't belong to the external client app Comet.`,
      ]);
    }
  });

  it('as second OAuth settings of an app', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const result = await deployed(connection, {
      'package.xml': packageXml({ ExtlClntAppOauthSettings: ['More'] }),
      'extlClntAppOauthSettings/More.ecaOauth': componentXml('ExtlClntAppOauthSettings', {
        commaSeparatedOauthScopes: 'Api',
        externalClientApplication: 'Orbit',
        label: 'More',
      }),
    });

    expect(problemsOf(result)).toEqual([
      expect.stringContaining('already has OAuth settings: Some_Login'),
    ]);
  });

  it('as global OAuth settings of an app that has no OAuth settings', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const { 'extlClntAppOauthSettings/CometSettings.ecaOauth': _, ...header } = cometFiles();

    const result = await deployed(connection, { ...header, ...cometGlobalOauth() });

    expect(problemsOf(result)).toEqual([
      "ExtlClntAppGlobalOauthSettings CometGlobal: The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
    ]);
  });
});

describe('a deploy over REST', () => {
  const ROOT = '/services/data/v68.0/metadata/deployRequest';

  async function post(hub: Parameters<typeof rest>[0], options: unknown, file?: Buffer) {
    const form = new FormData();
    form.append('json', new Blob([JSON.stringify(options)], { type: 'application/json' }));
    if (file !== undefined) form.append('file', new Blob([new Uint8Array(file)]), 'deploy.zip');
    const response = await fetch(hub.url + ROOT, {
      method: 'POST',
      headers: { authorization: `Bearer ${hub.login.accessToken}` },
      body: form,
    });
    const body: unknown = await response.json();
    return { status: response.status, body, id: idIn(body) };
  }

  it('is taken as a form, and shown with and without details', async ({ expect }) => {
    const hub = await startedHub();

    const created = await post(
      hub,
      { deployOptions: { singlePackage: true, rollbackOnError: true } },
      await zipOf(cometFiles()),
    );
    const brief = await rest(hub, `${ROOT}/${created.id}`);
    const full = await rest(hub, `${ROOT}/${created.id}?includeDetails=true`);

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^0Af\w{15}$/),
      deployOptions: { singlePackage: true, rollbackOnError: true, checkOnly: false },
    });
    expect(brief.body).toMatchObject({
      id: created.id,
      deployResult: {
        status: 'Succeeded',
        success: true,
        completedDate: expect.stringMatching(/\+0000$/),
      },
    });
    expect(brief.body).not.toHaveProperty('deployResult.details');
    expect(full.body).toHaveProperty(
      'deployResult.details.componentSuccesses[1].fullName',
      'Comet',
    );
  });

  it('is deployed quickly with the id of its validation', async ({ expect }) => {
    const hub = await startedHub();
    const connection = await connectionTo(hub);
    const validated = await deployed(connection, cometFiles(), {
      checkOnly: true,
      testLevel: 'RunLocalTests',
    });

    const id = await connection.metadata.deployRecentValidation({ id: validated.id, rest: true });

    expect(id).not.toBe(validated.id);
    expect(await connection.metadata.checkDeployStatus(id, true, true)).toMatchObject({
      status: 'Succeeded',
    });
  });

  it('is cancelled by setting its status', async ({ expect }) => {
    const now = Date.UTC(2026, 10, 20, 12);
    const hub = await startedHub({ buildMs: 2 * FULL_SECOND, readMs: () => now });
    const { id } = await post(hub, { deployOptions: {} }, await zipOf(cometFiles()));

    const cancelled = await rest(hub, `${ROOT}/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ deployResult: { status: 'Canceling' } }),
    });

    expect(cancelled.status).toBe(202);
    expect(cancelled.body).toMatchObject({ deployResult: { status: 'Canceled', done: true } });
  });

  it('with something else than a deploy is refused', async ({ expect }) => {
    const hub = await startedHub();
    const { id } = await post(hub, { deployOptions: {} }, await zipOf(cometFiles()));

    const noFile = await post(hub, { deployOptions: {} });
    const noOptions = await post(hub, {}, await zipOf(cometFiles()));
    const oddOptions = await post(
      hub,
      { deployOptions: { checkOnly: 'maybe' } },
      await zipOf(cometFiles()),
    );
    const noId = await rest(hub, ROOT, { method: 'POST', body: '{}' });
    const noStatus = await rest(hub, `${ROOT}/${id}`, { method: 'PATCH', body: '{}' });
    const unknown = await rest(hub, `${ROOT}/0Af000000000000AAA`);

    expect([noFile, noOptions, oddOptions].map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(noFile.body).toMatchObject([{ errorCode: 'INVALID_MULTIPART_REQUEST' }]);
    expect(oddOptions.body).toMatchObject([{ errorCode: 'INVALID_MULTIPART_REQUEST' }]);
    expect(noId).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
    expect(noStatus).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
    expect(unknown).toMatchObject({
      status: 404,
      body: [{ errorCode: 'INVALID_CROSS_REFERENCE_KEY' }],
    });
  });
});

function idIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
}

async function appNames(connection: Awaited<ReturnType<typeof connectionTo>>): Promise<string[]> {
  const apps = await connection.metadata.list({ type: 'ExternalClientApplication' });
  return apps.map(({ fullName }) => fullName);
}
