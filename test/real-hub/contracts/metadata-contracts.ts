import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { contractsOf } from '../contract.ts';
import type { OrgUnderTest } from '../org-under-test.ts';

const APP = '<queries><type>ExternalClientApplication</type></queries>';
const POLICIES = 'ExtlClntAppConfigurablePolicies';

export const metadataContracts = contractsOf('the Metadata API', 'nothing', {
  'refuses a wrong session with 500 sf:INVALID_SESSION_ID': async ({ soap }) => {
    const { status, faultCode, faultString } = await soap(listOf(APP), { session: 'wrong' });
    assert.deepEqual(
      [status, faultCode, faultString],
      [
        500,
        'sf:INVALID_SESSION_ID',
        'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
      ],
    );
  },
  'refuses an API version it does not speak': async ({ soap }) => {
    const { status, faultCode, faultString } = await soap(listOf(APP), { version: '99.0' });
    assert.deepEqual(
      [status, faultCode, faultString],
      [
        500,
        'sf:UNSUPPORTED_API_VERSION',
        'UNSUPPORTED_API_VERSION: Invalid Api version specified on URL',
      ],
    );
  },
  'refuses an unknown type in listMetadata': async ({ soap }) => {
    const { status, faultCode, faultString } = await soap(
      listOf('<queries><type>NoSuchType</type></queries>'),
    );
    assert.deepEqual(
      [status, faultCode, faultString],
      [500, 'sf:INVALID_TYPE', 'INVALID_TYPE: Unknown type:NoSuchType'],
    );
  },
  'refuses a fourth query in one listMetadata': async ({ soap }) => {
    const { faultCode, faultString } = await soap(listOf(APP.repeat(4)));
    assert.deepEqual(
      [faultCode, faultString],
      ['sf:LIMIT_EXCEEDED', 'LIMIT_EXCEEDED: Too many queries in listMetadata, the limit is: 3'],
    );
  },
  'has types only from the API version on that has them': async ({ soap }) => {
    const { faultCode } = await soap(
      listOf(`<queries><type>${POLICIES}</type></queries>`, '59.0'),
      {
        version: '59.0',
      },
    );
    assert.equal(faultCode, 'sf:INVALID_TYPE');
  },
  'describes the External Client App types with their directories and suffixes': async ({
    soap,
  }) => {
    const { text } = await soap(
      '<describeMetadata><asOfVersion>66.0</asOfVersion></describeMetadata>',
    );
    assert.match(
      text,
      /<directoryName>extlClntAppGlobalOauthSets<\/directoryName>.{0,200}<suffix>ecaGlblOauth<\/suffix>/s,
    );
  },
  'does not know a retrieve that nobody started': async ({ soap }) => {
    const { faultCode, faultString } = await soap(
      '<checkRetrieveStatus><asyncProcessId>09S000000000000AAA</asyncProcessId><includeZip>false</includeZip></checkRetrieveStatus>',
    );
    assert.deepEqual(
      [faultCode, faultString],
      ['sf:INVALID_CROSS_REFERENCE_KEY', 'INVALID_CROSS_REFERENCE_KEY: invalid cross reference id'],
    );
  },
  'refuses a retrieve without a request': async ({ soap }) => {
    assert.equal((await soap('<retrieve/>')).faultCode, 'sf:INVALID_PARAMETER_VALUE');
  },
  'says which type of a retrieve it does not have': async (org) => {
    const text = await retrieved(org, unpackaged('NoSuchType', '*'));
    assert.match(text, /<problem>Entity type: '?(?:&apos;)?NoSuchType/);
    assert.match(text, /<status>Succeeded<\/status>/);
  },
  'succeeds without a missing member, and says which': async (org) => {
    const text = await retrieved(org, unpackaged('ExternalClientApplication', 'NoSuchApp'));
    assert.match(
      text.replaceAll('&apos;', "'"),
      /Entity of type 'ExternalClientApplication' named 'NoSuchApp' cannot be found/,
    );
  },
  'fails a retrieve of a package that is not installed': async (org) => {
    const text = await retrieved(org, '<packageNames>NoSuchPackage</packageNames>');
    assert.match(
      text.replaceAll('&apos;', "'"),
      /INVALID_CROSS_REFERENCE_KEY: No package named 'NoSuchPackage' found/,
    );
  },
  'fails a retrieve in a newer API version': async (org) => {
    const text = await retrieved(org, unpackaged('ExternalClientApplication', '*', '99.0'));
    assert.match(text, /UNSUPPORTED_API_VERSION: Invalid version specified:99.0/);
  },
  'retrieves specific files only, of one package': async (org) => {
    const text = await retrieved(
      org,
      `<specificFiles>externalClientApps/A.eca</specificFiles>${unpackaged('ExternalClientApplication', '*')}`,
    );
    assert.match(text, /INVALID_OPERATION: specificFiles needs singlePackage/);
  },
  'reads components by name, and nil where there is none': async ({ soap }) => {
    const { text } = await soap(readOf('ExternalClientApplication', 1));
    assert.match(text, /<records xsi:nil="true"\/>/);
  },
  'refuses to read more than ten components, or of an unknown type': async ({ soap }) => {
    const many = await soap(readOf('ExternalClientApplication', 11));
    const unknown = await soap(readOf('NoSuchType', 1));
    assert.deepEqual(
      [many.faultCode, unknown.faultCode],
      ['sf:EXCEEDED_ID_LIMIT', 'sf:INVALID_TYPE'],
    );
  },
});

function listOf(queries: string, asOfVersion = '66.0'): string {
  return `<listMetadata>${queries}<asOfVersion>${asOfVersion}</asOfVersion></listMetadata>`;
}

function readOf(type: string, count: number): string {
  return `<readMetadata><type>${type}</type>${'<fullNames>NoSuchApp</fullNames>'.repeat(count)}</readMetadata>`;
}

function unpackaged(type: string, member: string, version = '66.0'): string {
  return `<unpackaged><types><members>${member}</members><name>${type}</name></types><version>${version}</version></unpackaged>`;
}

/** The last answer of a retrieve, or the fault that came at once. */
async function retrieved({ soap }: OrgUnderTest, request: string): Promise<string> {
  const started = await soap(
    `<retrieve><request><apiVersion>66.0</apiVersion>${request}</request></retrieve>`,
  );
  const id = /<id>(\w+)<\/id>/.exec(started.text)?.[1];
  if (id === undefined) return started.text;
  for (;;) {
    const { text } = await soap(
      `<checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId><includeZip>false</includeZip></checkRetrieveStatus>`,
    );
    if (!text.includes('<done>false</done>')) return text;
    await wait(500);
  }
}
