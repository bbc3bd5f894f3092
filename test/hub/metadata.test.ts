import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { metadataRegistry } from '../../scripts/write-metadata-types.ts';
import {
  allMetadataTypes,
  externalClientAppTypes,
} from '../../src/embedded-hub/metadata/metadata-types.ts';
import { connectionTo, seedFileWith, startedHub } from './hub-fixture.ts';
import { hubWithCustomers, install, tokenOf } from './installing.ts';
import { retrieved, soap } from './metadata-calls.ts';

const list = (type: string) =>
  `<listMetadata><queries><type>${type}</type></queries><asOfVersion>68.0</asOfVersion></listMetadata>`;

describe('the Metadata API', () => {
  it('refuses a wrong session with 500 sf:INVALID_SESSION_ID', async ({ expect }) => {
    const { status, text } = await soap(
      await startedHub(),
      list('ExternalClientApplication'),
      'wrong',
    );

    expect(status).toBe(500);
    expect(text).toContain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
    expect(text).toContain(
      '<faultstring>INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session</faultstring>',
    );
  });

  it('takes the session from the envelope: there is no Authorization header', async ({
    expect,
  }) => {
    expect((await soap(await startedHub(), list('ExternalClientApplication'))).status).toBe(200);
  });

  it('refuses an API version it does not speak', async ({ expect }) => {
    const hub = await startedHub();

    const { status, text } = await soap(
      hub,
      list('ExternalClientApplication'),
      hub.login.accessToken,
      '99.0',
    );

    expect(status).toBe(500);
    expect(text).toContain('sf:UNSUPPORTED_API_VERSION');
  });

  it('refuses an unknown type in listMetadata', async ({ expect }) => {
    const { status, text } = await soap(await startedHub(), list('Nope'));

    expect(status).toBe(500);
    expect(text).toContain('<faultstring>INVALID_TYPE: Unknown type:Nope</faultstring>');
  });

  it('refuses a fourth query in one listMetadata', async ({ expect }) => {
    const four = '<queries><type>ExternalClientApplication</type></queries>'.repeat(4);

    const { status, text } = await soap(await startedHub(), `<listMetadata>${four}</listMetadata>`);

    expect(status).toBe(500);
    expect(text).toContain('sf:LIMIT_EXCEEDED');
  });

  it('answers an empty list with an empty response element', async ({ expect }) => {
    const { text } = await soap(await startedHub(), list('ExtlClntAppCanvasSettings'));

    expect(text).toContain('<listMetadataResponse/>');
  });

  it('says with 501 which operations are not built', async ({ expect }) => {
    const hub = await startedHub();

    for (const operation of ['createMetadata', 'describeValueType']) {
      const { status, text } = await soap(hub, `<${operation}/>`);

      expect(status).toBe(501);
      expect(text).toContain('sf:NOT_IMPLEMENTED_BY_EMBEDDED_HUB');
    }
  });

  it('refuses what is no SOAP envelope', async ({ expect }) => {
    const hub = await startedHub();
    const response = await fetch(`${hub.url}/services/Soap/m/68.0`, { method: 'POST', body: '{}' });

    expect(response.status).toBe(500);
    expect(await response.text()).toContain('sf:INVALID_SOAP');
  });

  it('describes the External Client App types with their directories and suffixes', async ({
    expect,
  }) => {
    const { metadataObjects } = await (
      await connectionTo(await startedHub())
    ).metadata.describe('68.0');

    expect(metadataObjects).toContainEqual(
      expect.objectContaining({
        xmlName: 'ExtlClntAppGlobalOauthSettings',
        directoryName: 'extlClntAppGlobalOauthSets',
        suffix: 'ecaGlblOauth',
      }),
    );
  });

  it('knows every type of the clients’ registry, and describes those that are not parts of others', async ({
    expect,
  }) => {
    const connection = await connectionTo(await startedHub());

    const { metadataObjects } = await connection.metadata.describe('68.0');
    const described = new Map(metadataObjects.map((type) => [type.xmlName, type]));

    expect(metadataObjects.length).toBeGreaterThan(500);
    expect(described.get('CustomObject')?.childXmlNames).toContain('CustomField');
    expect(described.get('Report')).toMatchObject({ inFolder: true, metaFile: false });
    expect(described.get('ApexClass')).toMatchObject({ suffix: 'cls', metaFile: true });
    expect(described.has('CustomField')).toBe(false);
    expect(described.has('ReportFolder')).toBe(false);
    for (const type of ['CustomField', 'ReportFolder', 'ApexClass'])
      expect(await connection.metadata.list({ type })).toEqual([]);
  });

  it('has the directories and suffixes of the clients’ registry', async ({ expect }) => {
    const file = new URL('../../src/embedded-hub/metadata/metadata-registry.json', import.meta.url);
    const registry = new Map(allMetadataTypes().map((type) => [type.name, type]));

    expect(readFileSync(file, 'utf8')).toBe(metadataRegistry());
    for (const { name, directory, suffix } of externalClientAppTypes()) {
      const row = metadataRegistry()
        .split('\n')
        .find((line) => line.includes(`"name":"${name}"`));
      expect(row).toContain(`"directory":"${directory}","suffix":"${suffix}"`);
      expect(registry.has(name)).toBe(true);
    }
  });

  it('has types only from the API version on that has them', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    await expect(
      connection.metadata.list({ type: 'ExtlClntAppConfigurablePolicies' }, '59.0'),
    ).rejects.toThrow('INVALID_TYPE: Unknown type:ExtlClntAppConfigurablePolicies');
  });

  it('lists files without the folder of a retrieve', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const [first] = await connection.metadata.list({ type: 'ExtlClntAppOauthSettings' }, '68.0');

    expect(first).toMatchObject({
      fileName: 'extlClntAppOauthSettings/Some_Login.ecaOauth',
      fullName: 'Some_Login',
      type: 'ExtlClntAppOauthSettings',
      manageableState: 'unmanaged',
    });
  });

  it('retrieves in time: pending, in progress, then done', async ({ expect }) => {
    let now = Date.UTC(2026, 10, 20, 12);
    const connection = await connectionTo(await startedHub({ buildMs: 20_000, readMs: () => now }));
    const { id } = await connection.metadata.retrieve({
      apiVersion: 68,
      singlePackage: false,
      unpackaged: {
        objectPermissions: [],
        types: [{ name: 'ExternalClientApplication', members: ['*'] }],
        version: '68.0',
      },
    });

    const statuses = [];
    for (const ms of [0, 1000, 3000]) {
      now += ms;
      const { done, status } = await connection.metadata.checkRetrieveStatus(id);
      statuses.push([done, status]);
    }

    expect(statuses).toEqual([
      [false, 'Pending'],
      [false, 'InProgress'],
      [true, 'Succeeded'],
    ]);
  });

  it('does not know a retrieve that nobody started', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    await expect(connection.metadata.checkRetrieveStatus('09S000000000000')).rejects.toThrow(
      'INVALID_CROSS_REFERENCE_KEY: invalid cross reference id',
    );
  });

  it('hands out the zip only to who wants it', async ({ expect }) => {
    const hub = await startedHub();
    const started = await soap(
      hub,
      '<retrieve><request><apiVersion>68.0</apiVersion></request></retrieve>',
    );
    const id = /<id>(\w+)</.exec(started.text)?.[1] ?? '';
    const check = async (includeZip: boolean) =>
      (
        await soap(
          hub,
          `<checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId><includeZip>${includeZip}</includeZip></checkRetrieveStatus>`,
        )
      ).text;

    expect(await check(false)).toContain('<zipFile xsi:nil="true"/>');
    expect(await check(true)).toContain('<zipFile>');
  });

  it('refuses a retrieve without a request', async ({ expect }) => {
    const { text } = await soap(await startedHub(), '<retrieve/>');

    expect(text).toContain('sf:INVALID_PARAMETER_VALUE');
  });

  it('retrieves the text a real org has: alphabetical elements, four blanks, entities, a last newline', async ({
    expect,
  }) => {
    const { text } = await retrieved(await connectionTo(await startedHub()), {
      ExternalClientApplication: ['Orbit'],
      ExtlClntAppOauthSettings: ['Some_Login'],
    });

    expect(await text('unpackaged/externalClientApps/Orbit.eca'))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>admin@hub.example</contactEmail>
    <description>a &lt; b &gt; c, &quot;quoted&quot; and &apos;single&apos;</description>
    <distributionState>Packaged</distributionState>
    <isProtected>false</isProtected>
    <label>Orbit &amp; Söhne 🛰</label>
    <orgScopedExternalApp>00Dxy000000OrbT:Orbit</orgScopedExternalApp>
</ExternalClientApplication>
`);
    expect(await text('unpackaged/extlClntAppOauthSettings/Some_Login.ecaOauth'))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppOauthSettings xmlns="http://soap.sforce.com/2006/04/metadata">
    <commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>
    <externalClientApplication>Orbit</externalClientApplication>
    <isFirstPartyAppEnabled>false</isFirstPartyAppEnabled>
    <label>Some_Login</label>
    <oauthLink>00Dxy000000OrbT:888xy0000004aBc</oauthLink>
</ExtlClntAppOauthSettings>
`);
  });

  it('makes the two policies of every app itself', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());

    const oauth = await connection.metadata.list(
      { type: 'ExtlClntAppOauthConfigurablePolicies' },
      '68.0',
    );
    const general = await connection.metadata.list(
      { type: 'ExtlClntAppConfigurablePolicies' },
      '68.0',
    );

    expect(oauth.map(({ fullName }) => fullName)).toContain('Some_Login_defaultPolicy');
    expect(general.map(({ fullName }) => fullName)).toContain('Orbit_defaultPolicy');
  });

  it('gives consumer key and secret to who asks for the global OAuth settings', async ({
    expect,
  }) => {
    const { text } = await retrieved(await connectionTo(await startedHub()), {
      ExtlClntAppGlobalOauthSettings: ['*'],
    });

    const xml = await text('unpackaged/extlClntAppGlobalOauthSets/Orbit_glbloauth.ecaGlblOauth');

    expect(xml).toContain(
      '<consumerKey>3MVG9-orbit-key</consumerKey>\n    <consumerSecret>orbit-secret</consumerSecret>',
    );
    expect(xml).toContain('<isPkceRequired>true</isPkceRequired>');
  });

  it('succeeds without a missing member, and says which', async ({ expect }) => {
    const { last, paths } = await retrieved(await connectionTo(await startedHub()), {
      ExternalClientApplication: ['Orbit', 'Missing'],
    });

    expect(last).toMatchObject({ status: 'Succeeded', success: true });
    expect(last?.messages).toEqual([
      {
        fileName: 'unpackaged/package.xml',
        problem: "Entity of type 'ExternalClientApplication' named 'Missing' cannot be found",
      },
    ]);
    expect(paths).toEqual(['unpackaged/externalClientApps/Orbit.eca', 'unpackaged/package.xml']);
  });

  it('describes package.xml as the last of the retrieved files', async ({ expect }) => {
    const { last } = await retrieved(await connectionTo(await startedHub()), {
      ExternalClientApplication: ['Orbit'],
    });

    expect(
      last?.fileProperties.map(({ fileName, id, type }) => ({ fileName, type, hasId: id !== '' })),
    ).toEqual([
      {
        fileName: 'unpackaged/externalClientApps/Orbit.eca',
        type: 'ExternalClientApplication',
        hasId: true,
      },
      { fileName: 'unpackaged/package.xml', type: 'Package', hasId: false },
    ]);
  });

  it('says which type of a retrieve it does not have', async ({ expect }) => {
    const { last } = await retrieved(await connectionTo(await startedHub()), { Nope: ['*'] });

    expect(last).toMatchObject({
      status: 'Succeeded',
      messages: [{ fileName: 'unpackaged/package.xml', problem: "Entity type: 'Nope' is unknown" }],
    });
  });

  it('retrieves an installed package by its name, in a folder of its own', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const customer = await connectionTo(hub, '68.0', hub.logins[1]);

    const { paths, text } = await retrieved(customer, {}, { packageNames: ['Orbit'] });

    expect(paths).toEqual([
      'Orbit/externalClientApps/orbitns__Orbit.eca',
      'Orbit/extlClntAppOauthSettings/orbitns__Some_Login.ecaOauth',
      'Orbit/package.xml',
      'unpackaged/package.xml',
    ]);
    expect(await text('Orbit/package.xml')).toContain('<members>orbitns__Orbit</members>');
  });

  it('leaves what a managed package brought out of *, and gives it by name', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const customer = await connectionTo(hub, '68.0', hub.logins[1]);

    const all = await retrieved(customer, { ExternalClientApplication: ['*'] });
    const named = await retrieved(customer, { ExternalClientApplication: ['orbitns__Orbit'] });

    expect(all.paths).toEqual(['unpackaged/package.xml']);
    expect(named.paths).toContain('unpackaged/externalClientApps/orbitns__Orbit.eca');
  });

  it('fails a retrieve of a package that is not installed', async ({ expect }) => {
    const { last } = await retrieved(
      await connectionTo(await startedHub()),
      {},
      { packageNames: ['Abacus'] },
    );

    expect(last).toMatchObject({
      status: 'Failed',
      success: false,
      errorStatusCode: 'UNKNOWN_EXCEPTION',
      errorMessage: "INVALID_CROSS_REFERENCE_KEY: No package named 'Abacus' found",
    });
  });

  it('retrieves specific files only, of one package', async ({ expect }) => {
    const connection = await connectionTo(await startedHub());
    const specificFiles = ['externalClientApps/Orbit.eca'];
    const all = { ExternalClientApplication: ['*'] };

    const one = await retrieved(connection, all, { specificFiles, singlePackage: true });
    const several = await retrieved(connection, all, { specificFiles });
    const packaged = await retrieved(connection, all, {
      specificFiles,
      singlePackage: true,
      packageNames: ['Orbit'],
    });

    expect(one.paths).toEqual(['externalClientApps/Orbit.eca', 'package.xml']);
    expect([several.last, packaged.last]).toMatchObject([
      { status: 'Failed', errorStatusCode: 'INVALID_OPERATION' },
      { status: 'Failed', errorStatusCode: 'INVALID_OPERATION' },
    ]);
  });

  it('fails a retrieve in a newer API version', async ({ expect }) => {
    const { last } = await retrieved(
      await connectionTo(await startedHub()),
      { ExternalClientApplication: ['*'] },
      { version: '99.0' },
    );

    expect(last).toMatchObject({
      status: 'Failed',
      success: false,
      errorMessage: 'UNSUPPORTED_API_VERSION: Invalid version specified:99.0',
    });
  });

  it('fails a retrieve of 10,000 files', async ({ expect }) => {
    const metadata = Array.from({ length: 10_000 }, (_, index) => ({
      type: 'OauthCustomScope',
      directory: 'oauthcustomscopes',
      suffix: 'oauthcustomscope',
      name: `scope${index}`,
      xml: '<OauthCustomScope/>',
    }));
    const hub = await startedHub({ seedFile: seedFileWith({ metadata }) });

    const { last } = await retrieved(await connectionTo(hub), { OauthCustomScope: ['*'] });

    expect(last).toMatchObject({ status: 'Failed', errorStatusCode: 'LIMIT_EXCEEDED' });
  });

  it('serves components of other types that the seed brings as they are', async ({ expect }) => {
    const xml =
      '<?xml version="1.0"?>\r\n<OauthCustomScope xmlns="http://soap.sforce.com/2006/04/metadata"/>';
    const metadata = [
      {
        type: 'OauthCustomScope',
        directory: 'oauthcustomscopes',
        suffix: 'oauthcustomscope',
        name: 'one',
        xml,
      },
    ];
    const hub = await startedHub({ seedFile: seedFileWith({ metadata }) });

    const { text } = await retrieved(await connectionTo(hub), { OauthCustomScope: ['*'] });

    expect(await text('unpackaged/oauthcustomscopes/one.oauthcustomscope')).toBe(xml);
  });

  it('has the apps that one line of the seed makes from a pattern', async ({ expect }) => {
    const hub = await startedHub({ seedFile: seedFileWith({ generate: 5000 }) });
    const connection = await connectionTo(hub);
    const type = 'ExtlClntAppOauthSettings';

    const listed = await connection.metadata.list({ type }, '68.0');
    const files = await retrieved(connection, { [type]: ['Generated_App_04711_oauth'] });

    expect(listed.length).toBe(5003);
    expect(files.paths).toEqual([
      'unpackaged/extlClntAppOauthSettings/Generated_App_04711_oauth.ecaOauth',
      'unpackaged/package.xml',
    ]);
  });

  it('reads components by name, and nil where there is none', async ({ expect }) => {
    const hub = await startedHub();

    const { text } = await soap(
      hub,
      '<readMetadata><type>ExternalClientApplication</type><fullNames>Orbit</fullNames><fullNames>Missing</fullNames></readMetadata>',
    );

    expect(text).toContain(
      '<readMetadataResponse><result><records xsi:type="ExternalClientApplication"><fullName>Orbit</fullName><contactEmail>admin@hub.example</contactEmail>',
    );
    expect(text).toContain('</records><records xsi:nil="true"/></result>');
  });

  it('reads repeated and nested elements as they stand', async ({ expect }) => {
    const metadata = [
      {
        type: 'OauthCustomScope',
        name: 'one',
        xml: '<OauthCustomScope><part><key>a</key></part><part><key>b</key></part></OauthCustomScope>',
      },
    ];
    const hub = await startedHub({ seedFile: seedFileWith({ metadata }) });

    const { text } = await soap(
      hub,
      '<readMetadata><type>OauthCustomScope</type><fullNames>one</fullNames></readMetadata>',
    );

    expect(text).toContain('<part><key>a</key></part><part><key>b</key></part></records>');
  });

  it('refuses to read more than ten components, or of an unknown type', async ({ expect }) => {
    const hub = await startedHub();
    const read = async (type: string, count: number) =>
      (
        await soap(
          hub,
          `<readMetadata><type>${type}</type>${'<fullNames>x</fullNames>'.repeat(count)}</readMetadata>`,
        )
      ).text;

    expect(await read('ExternalClientApplication', 10)).toContain('<readMetadataResponse>');
    expect(await read('ExternalClientApplication', 11)).toContain('sf:EXCEEDED_ID_LIMIT');
    expect(await read('Nope', 1)).toContain('sf:INVALID_TYPE');
  });

  it('keeps the metadata of its orgs apart', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const { text } = await soap(hub, list('ExternalClientApplication'), tokenOf(hub, 'customer'));

    expect(text).toContain('<listMetadataResponse/>');
  });
});
