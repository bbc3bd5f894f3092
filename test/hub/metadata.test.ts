import JSZip from 'jszip';
import { describe, it } from 'vitest';
import type { Connection } from '@salesforce/core';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, seedFileWith, startedHub } from './hub-fixture.ts';

async function soap(
  hub: RunningHub,
  operation: string,
  session = hub.login.accessToken,
  version = '68.0',
) {
  const response = await fetch(`${hub.url}/services/Soap/m/${version}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header xmlns="http://soap.sforce.com/2006/04/metadata"><SessionHeader><sessionId>${session}</sessionId></SessionHeader></soapenv:Header><soapenv:Body xmlns="http://soap.sforce.com/2006/04/metadata">${operation}</soapenv:Body></soapenv:Envelope>`,
  });
  return { status: response.status, text: await response.text() };
}

const list = (type: string) =>
  `<listMetadata><queries><type>${type}</type></queries><asOfVersion>68.0</asOfVersion></listMetadata>`;

async function retrieved(
  connection: Connection,
  types: Record<string, string[]>,
  version = '68.0',
  packageNames: string[] = [],
) {
  const { id } = await connection.metadata.retrieve({
    apiVersion: Number(version),
    packageNames,
    singlePackage: false,
    specificFiles: [],
    unpackaged: {
      objectPermissions: [],
      types: Object.entries(types).map(([name, members]) => ({ name, members })),
      version,
    },
  });
  const statuses = [await connection.metadata.checkRetrieveStatus(id)];
  while (!statuses.at(-1)?.done) statuses.push(await connection.metadata.checkRetrieveStatus(id));
  const last = statuses.at(-1);
  const zip = await JSZip.loadAsync(
    last?.zipFile ? Buffer.from(last.zipFile, 'base64') : EMPTY_ZIP,
  );
  const text = async (path: string) => zip.file(path)?.async('string');
  return { statuses, last, paths: Object.keys(zip.files), text };
}

const EMPTY_ZIP = await new JSZip().generateAsync({ type: 'nodebuffer' });

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
    const { status, text } = await soap(await startedHub(), '<deploy/>');

    expect(status).toBe(501);
    expect(text).toContain('sf:NOT_IMPLEMENTED_BY_EMBEDDED_HUB');
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

  it('retrieves in two looks: first in progress, then done', async ({ expect }) => {
    const { statuses } = await retrieved(await connectionTo(await startedHub()), {
      ExternalClientApplication: ['*'],
    });

    expect(statuses.map(({ done, status }) => ({ done, status }))).toEqual([
      { done: false, status: 'InProgress' },
      { done: true, status: 'Succeeded' },
    ]);
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

  it('fails a retrieve of a package that is not installed', async ({ expect }) => {
    const { last } = await retrieved(await connectionTo(await startedHub()), {}, '68.0', [
      'Abacus',
    ]);

    expect(last).toMatchObject({
      status: 'Failed',
      success: false,
      errorStatusCode: 'UNKNOWN_EXCEPTION',
      errorMessage: "INVALID_CROSS_REFERENCE_KEY: No package named 'Abacus' found",
    });
  });

  it('fails a retrieve in a newer API version', async ({ expect }) => {
    const { last } = await retrieved(
      await connectionTo(await startedHub()),
      { ExternalClientApplication: ['*'] },
      '99.0',
    );

    expect(last).toMatchObject({ status: 'Failed', success: false });
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
});
