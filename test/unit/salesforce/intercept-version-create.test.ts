import JSZip from 'jszip';
import type { Connection } from '@salesforce/core';
import { describe, expect, it } from 'vitest';
import { interceptVersionCreate } from '../../../src/salesforce/intercept-version-create.ts';
import { memoryConnection } from '../../support/memory-connection.ts';
import { startPlainServer } from '../../support/plain-server.ts';
import { transportFor } from '../../support/transport-for.ts';

const TYPE = 'Package2VersionCreateRequest';
const REQUEST_ID = '08cHu000000R001IAG';

async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** The record that the library makes of a package directory. */
async function record(): Promise<{ VersionInfo: string }> {
  const inner = await zipOf({
    'package.xml': '<Package/>',
    'externalClientApps/Acme.eca': '<ExternalClientApplication/>',
  });
  const outer = await zipOf({
    'package2-descriptor.json': '{}',
    'package.zip': inner,
    'settings.zip': await zipOf({ 'settings/Acme.settings': '<Settings/>' }),
  });
  return { VersionInfo: outer.toString('base64') };
}

async function orgAnswering(status: number, body: string) {
  const server = await startPlainServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  transportFor(server.url);
  return { ...server, connection: await memoryConnection(server.url) };
}

/** The library's own call; its types do not know the object. */
async function create(connection: Connection, type: string, fields: object): Promise<unknown> {
  return connection.tooling.create(type, fields as Record<string, string>);
}

describe('interceptVersionCreate', () => {
  it('shows the exact files before they leave, and catches the id', async () => {
    const { connection, requests } = await orgAnswering(
      201,
      JSON.stringify({ id: REQUEST_ID, success: true, errors: [] }),
    );
    const seen: string[] = [];
    const sending = interceptVersionCreate(connection, async (packaged, besides) => {
      expect(requests).toEqual([]);
      seen.push(
        ...[...packaged, ...besides].map(
          ({ name, bytes }) => `${name} ${Buffer.from(bytes).toString()}`,
        ),
      );
      return Promise.resolve('leave');
    });

    expect(sending.leaving).toEqual({ kind: 'not-yet' });
    await create(connection, TYPE, await record());

    expect(seen).toEqual([
      'externalClientApps/Acme.eca <ExternalClientApplication/>',
      'package.xml <Package/>',
      'package2-descriptor.json {}',
      'settings.zip/settings/Acme.settings <Settings/>',
    ]);
    expect(requests).toHaveLength(1);
    expect(sending.leaving).toEqual({ kind: 'accepted', requestId: REQUEST_ID });
  });

  it('lets nothing leave where the callback throws', async () => {
    const { connection, requests } = await orgAnswering(201, '{}');
    const stop = new RangeError('a secret');
    const sending = interceptVersionCreate(connection, async () => Promise.reject(stop));

    await expect(create(connection, TYPE, await record())).rejects.toBe(stop);
    expect(requests).toEqual([]);
    expect(sending.leaving).toEqual({ kind: 'not-yet' });
  });

  it('lets nothing leave where the callback says stay', async () => {
    const { connection, requests } = await orgAnswering(201, '{}');
    const sending = interceptVersionCreate(connection, async () => Promise.resolve('stay'));

    await expect(create(connection, TYPE, await record())).rejects.toThrow('was to stay');
    expect(requests).toEqual([]);
    expect(sending.leaving).toEqual({ kind: 'stayed' });
  });

  it('lets nothing leave that holds no package', async () => {
    const { connection, requests } = await orgAnswering(201, '{}');
    interceptVersionCreate(connection, async () => Promise.resolve('leave'));
    const VersionInfo = (await zipOf({ 'other.zip': '' })).toString('base64');

    await expect(create(connection, TYPE, { VersionInfo })).rejects.toMatchObject({
      code: 'DEFECT',
    });
    expect(requests).toEqual([]);
  });

  it('has sent what was refused', async () => {
    const { connection } = await orgAnswering(
      400,
      '[{"errorCode":"INVALID_INPUT","message":"no namespace"}]',
    );
    const sending = interceptVersionCreate(connection, async () => Promise.resolve('leave'));

    await expect(create(connection, TYPE, await record())).rejects.toMatchObject({
      name: 'INVALID_INPUT',
    });
    expect(sending.leaving).toEqual({ kind: 'sent' });
  });

  it.each([
    '{"success":true}',
    '{"id":null,"success":false,"errors":[]}',
    '{"id":"0HoHu0000004CAcKAM","success":true}',
    '[]',
    'null',
  ])('takes %s for no answer', async (body) => {
    const { connection } = await orgAnswering(201, body);
    const sending = interceptVersionCreate(connection, async () => Promise.resolve('leave'));

    await expect(create(connection, TYPE, await record())).rejects.toMatchObject({
      code: 'ANSWER_LOST',
    });
    expect(sending.leaving).toEqual({ kind: 'unanswered' });
  });

  it('leaves other objects alone', async () => {
    const { connection, requests } = await orgAnswering(201, '{"id":"0HoHu0000004CAcKAM"}');
    const sending = interceptVersionCreate(connection, async () =>
      Promise.reject(new RangeError('not for this')),
    );

    await create(connection, 'Package2', { Name: 'Acme' });

    expect(requests).toHaveLength(1);
    expect(sending.leaving).toEqual({ kind: 'not-yet' });
  });

  it('stands aside when it is told to stop', async () => {
    const { connection, requests } = await orgAnswering(201, `{"id":"${REQUEST_ID}"}`);
    const sending = interceptVersionCreate(connection, async () =>
      Promise.reject(new RangeError('stopped')),
    );

    sending.stop();
    await create(connection, TYPE, await record());

    expect(requests).toHaveLength(1);
    expect(sending.leaving).toEqual({ kind: 'not-yet' });
  });
});
