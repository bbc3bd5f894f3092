import type { Connection } from '@salesforce/core';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { componentKey } from '../../../src/domain/eca/component.ts';
import { readContents } from '../../../src/salesforce/version-contents.ts';
import { app, component, oauthSettings } from '../../support/eca-components.ts';
import { hurryRetries } from '../../support/hurry-retries.ts';
import { memoryConnection } from '../../support/memory-connection.ts';
import { startPlainServer } from '../../support/plain-server.ts';
import { hubVersion } from '../../support/release-state.ts';
import { transportFor } from '../../support/transport-for.ts';

const VERSION = hubVersion('1.4.0', { metadataFiles: 2 });
const ZIP_PATH = '/services/data/v68.0/tooling/sobjects/Package2Version/05i/DeveloperUsePkgZip';
const JSON_TYPE = { 'content-type': 'application/json' };

async function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer' });
}

const METADATA = {
  'package.xml': '<Package/>',
  'externalClientApps/Acme.eca': app('Acme').bytes,
  'extlClntAppOauthSettings/Login.ecaOauth': oauthSettings('Login', 'Acme').bytes,
};

interface Answer {
  readonly status: number;
  readonly body: Buffer | string;
  readonly type?: string;
}

/** A hub that names a zip for a version, and hands it out, as the last of its answers. */
async function hubWith(
  zip: Buffer | undefined,
  namespace: string | null = 'acmeconnect',
  before: readonly Answer[] = [],
): Promise<Connection> {
  const answers = [...before];
  const row = {
    DeveloperUsePkgZip: zip === undefined ? null : ZIP_PATH,
    Package2: { NamespacePrefix: namespace },
  };
  const { url } = await startPlainServer((request, response) => {
    if (request.url?.includes('/query') === true)
      response
        .writeHead(200, JSON_TYPE)
        .end(JSON.stringify({ totalSize: 1, done: true, records: [row] }));
    else {
      const next: Partial<Answer> | undefined = answers.shift();
      const status = next?.status ?? (zip?.byteLength === 0 ? 204 : 200);
      const body = next === undefined ? zip : next.body;
      const type =
        next?.type ??
        (typeof body === 'string' ? JSON_TYPE['content-type'] : 'application/octet-stream');
      response.writeHead(status, { 'content-type': type }).end(body);
    }
  });
  transportFor(url);
  return memoryConnection(url);
}

/** A hub that refuses the question. */
async function hubRefusing(status: number, errorCode: string): Promise<Connection> {
  const { url } = await startPlainServer((_request, response) => {
    response.writeHead(status, JSON_TYPE).end(JSON.stringify([{ errorCode, message: 'no' }]));
  });
  transportFor(url);
  return memoryConnection(url);
}

function refusedWith(errorCode: string): Answer {
  return { status: 400, body: JSON.stringify([{ errorCode, message: 'no' }]) };
}

async function keysIn(connection: Connection): Promise<unknown> {
  const contents = await readContents(connection, VERSION);
  return contents.by === 'package-zip'
    ? contents.components.map(componentKey).toSorted()
    : contents;
}

describe('readContents', () => {
  it.each([
    ['a zip of the metadata', async () => zipOf(METADATA)],
    [
      'a zip with a zip of the metadata in it',
      async () => zipOf({ 'package.zip': await zipOf(METADATA), 'package2-descriptor.json': '{}' }),
    ],
  ])('reads the components from %s', async (_what, zip) => {
    expect(await keysIn(await hubWith(await zip()))).toEqual([
      'ExternalClientApplication:Acme',
      'ExtlClntAppOauthSettings:Login',
    ]);
  });

  it("takes the package's namespace off, and nothing else that looks like one", async () => {
    const zip = await zipOf({
      'externalClientApps/acmeconnect__Acme.eca': app('Acme').bytes,
      'externalClientApps/other__Acme.eca': app('Acme').bytes,
      'objects/Log__c.object': component('CustomObject', 'Log__c', { label: 'Log' }).bytes,
    });

    expect(await keysIn(await hubWith(zip))).toEqual([
      'CustomObject:Log__c',
      'ExternalClientApplication:Acme',
      'ExternalClientApplication:other__Acme',
    ]);
  });

  it.each([
    ['names no zip', async () => hubWith(undefined)],
    ['hands out nothing', async () => hubWith(Buffer.from(''))],
    ['hands out what is no zip', async () => hubWith(Buffer.from('PK and no zip'))],
    ['does not know the field', async () => hubRefusing(400, 'INVALID_FIELD')],
    ['lets this user not see it', async () => hubRefusing(403, 'INSUFFICIENT_ACCESS')],
  ])('counts files where the hub %s', async (_what, hub) => {
    expect(await keysIn(await hub())).toEqual({ by: 'file-count', files: 2 });
  });

  it('downloads a zip again that was cut short on its way', async () => {
    const zip = await zipOf(METADATA);
    const half = { status: 200, body: zip.subarray(0, zip.length / 2) };

    expect(await keysIn(await hubWith(zip, null, [half, half]))).toHaveLength(2);
  });

  it('counts files where this user may not download the zip', async () => {
    const refusal = {
      status: 403,
      body: JSON.stringify([{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no' }]),
    };

    expect(await keysIn(await hubWith(await zipOf(METADATA), null, [refusal]))).toEqual({
      by: 'file-count',
      files: 2,
    });
  });

  it('does not take used-up requests for a zip that is withheld', async () => {
    const refusal = {
      status: 403,
      body: JSON.stringify([
        { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
      ]),
    };

    await expect(
      keysIn(await hubWith(await zipOf(METADATA), null, [refusal])),
    ).rejects.toMatchObject({ code: 'API_REQUESTS_USED_UP' });
  });

  it('asks again for a zip that is not there yet', async () => {
    hurryRetries();
    const zip = await zipOf(METADATA);
    const refusals = Array.from({ length: 5 }, () => refusedWith('PACKAGE_UNAVAILABLE'));

    expect(await keysIn(await hubWith(zip, null, refusals.slice(1)))).toHaveLength(2);
    await expect(keysIn(await hubWith(zip, null, refusals))).rejects.toMatchObject({
      code: 'VERSION_NOT_YET_AVAILABLE',
    });
  });

  it('does not take a refusal that nobody knows for a zip that is withheld', async () => {
    const hub = await hubWith(await zipOf(METADATA), null, [refusedWith('SOMETHING_NEW')]);

    await expect(keysIn(hub)).rejects.toMatchObject({ code: 'HUB_REFUSED' });
  });

  it('does not take the refusal of a proxy for a zip that is withheld', async () => {
    const refusal = { status: 403, body: '<html>no</html>', type: 'text/html' };

    await expect(
      keysIn(await hubWith(await zipOf(METADATA), null, [refusal])),
    ).rejects.toMatchObject({
      code: 'HUB_REFUSED',
      detail: { found: expect.stringMatching(/^ERROR_HTTP_403: /) },
    });
  });

  it('does not take a login page in the place of the zip for one that cannot be read', async () => {
    hurryRetries();
    const page = { status: 200, body: '<html>Log in</html>', type: 'text/html' };
    const hub = await hubWith(
      await zipOf(METADATA),
      null,
      Array.from({ length: 5 }, () => page),
    );

    await expect(keysIn(hub)).rejects.toMatchObject({ code: 'HUB_ANSWER_UNUSABLE' });
  });

  it('says so where the hub tells nothing at all', async () => {
    const contents = await readContents(await hubWith(undefined), {
      ...VERSION,
      metadataFiles: undefined,
    });

    expect(contents).toEqual({ by: 'nothing', why: expect.stringContaining('neither') });
  });

  it('does not take a session that ended for a hub that hands out nothing', async () => {
    await expect(keysIn(await hubRefusing(401, 'INVALID_SESSION_ID'))).rejects.toMatchObject({
      code: 'SESSION_EXPIRED',
    });
  });
});
