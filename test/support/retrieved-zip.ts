import JSZip from 'jszip';
import { typesToDiscover } from '../../src/domain/eca/metadata-types.ts';
import { connect } from '../../src/salesforce/connect.ts';
import type { SeededHub } from './seeded-hub.ts';
import { transportFor } from './transport-for.ts';

/** What a hub hands out for everything that a discovery asks for. */
export async function retrievedZip({ url, login }: SeededHub): Promise<JSZip> {
  const { connection } = await connect(
    transportFor(),
    { kind: 'access-token', accessToken: login.accessToken, instanceUrl: url },
    () => undefined,
  );
  const types = typesToDiscover('67.0').map((name) => ({ name, members: ['*'] }));
  const request: unknown = { apiVersion: '67.0', unpackaged: { types, version: '67.0' } };
  const { id } = await connection.metadata.retrieve(
    request as Parameters<typeof connection.metadata.retrieve>[0],
  );
  for (;;) {
    const { done, zipFile } = await connection.metadata.checkRetrieveStatus(id);
    if (done) return JSZip.loadAsync(zipFile, { base64: true });
  }
}

/** Lets a hub hand out this zip from now on, whatever it is asked for. */
export async function handOut(hub: SeededHub, zip: Buffer): Promise<void> {
  await answerAlways(
    hub,
    'checkRetrieveStatus',
    `<checkRetrieveStatusResponse><result><done>true</done><id>09SHu0000000001AAA</id><status>Succeeded</status><success>true</success><zipFile>${zip.toString('base64')}</zipFile></result></checkRetrieveStatusResponse>`,
  );
}

async function answerAlways({ url }: SeededHub, soap: string, content: string): Promise<void> {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
  await fetch(`${url}/__hub/faults`, {
    method: 'POST',
    body: JSON.stringify([
      {
        match: { soap },
        times: 'forever',
        action: { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body },
      },
    ]),
  });
}
