import { describe, expect, it } from 'vitest';
import { componentKey } from '../../../src/domain/eca/component.ts';
import { typesToDiscover } from '../../../src/domain/eca/metadata-types.ts';
import type { Fault } from '../../../src/embedded-hub/faults/fault.ts';
import { listComponents, retrieveComponents } from '../../../src/salesforce/metadata-reader.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';

const APP_TYPE = 'ExternalClientApplication';
const LOGIN = { type: 'ExtlClntAppOauthSettings', fullName: 'Partner_Login' };
const APP = { type: APP_TYPE, fullName: 'Acme_Connector' };

function envelope(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

function listed(...rows: readonly Readonly<Record<string, string>>[]): string {
  const results = rows.map((row) =>
    Object.entries(row)
      .map(([name, text]) => `<${name}>${text}</${name}>`)
      .join(''),
  );
  return envelope(
    `<listMetadataResponse>${results.map((row) => `<result>${row}</result>`).join('')}</listMetadataResponse>`,
  );
}

const XML = { 'content-type': 'text/xml;charset=UTF-8' };

/** A retrieve that ends without a zip, so often. */
function failedRetrieve(reason: string, times: Fault['times']): Fault {
  const body = envelope(
    `<checkRetrieveStatusResponse><result><done>true</done><id>09S</id><success>false</success><status>Failed</status>${reason}</result></checkRetrieveStatusResponse>`,
  );
  return {
    match: { soap: 'checkRetrieveStatus' },
    times,
    action: { status: 200, headers: XML, body },
  };
}

describe('listComponents', () => {
  it('lists each type by a call of its own', async () => {
    const { connection, requestsOf } = await adapterOnHub();

    const requests = await requestsOf(async () => {
      const found = await listComponents(connection, [APP_TYPE, LOGIN.type]);
      expect(found.map(componentKey)).toEqual(
        expect.arrayContaining([componentKey(APP), componentKey(LOGIN)]),
      );
    });

    expect(requests).toEqual(['listMetadata', 'listMetadata']);
  });

  it('finds nothing of a type that the org does not know, and the rest all the same', async () => {
    const { connection } = await adapterOnHub();

    const found = await listComponents(connection, ['ExtlClntAppOfTheFuture', APP_TYPE]);

    expect(found.map(({ type }) => type)).toContain(APP_TYPE);
    expect(new Set(found.map(({ type }) => type)).size).toBe(1);
  });

  it('leaves out what came with an installed package', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { soap: 'listMetadata' },
      action: {
        status: 200,
        headers: XML,
        body: listed(
          { type: APP_TYPE, fullName: 'Acme', manageableState: 'unmanaged' },
          { type: APP_TYPE, fullName: 'other__Theirs', manageableState: 'installed' },
          { type: APP_TYPE, fullName: 'Bare' },
        ),
      },
    });

    const found = await listComponents(connection, [APP_TYPE]);

    expect(found.map(({ fullName }) => fullName)).toEqual(['Acme', 'Bare']);
  });

  it('has nothing where the org has nothing, and one where it has one', async () => {
    const { connection, fail } = await adapterOnHub();
    await fail(
      { match: { soap: 'listMetadata' }, action: { status: 200, headers: XML, body: listed() } },
      {
        match: { soap: 'listMetadata' },
        nth: 1,
        action: {
          status: 200,
          headers: XML,
          body: listed({ type: APP_TYPE, fullName: 'Acme' }),
        },
      },
    );

    expect(await listComponents(connection, [APP_TYPE])).toEqual([]);
    expect(await listComponents(connection, [APP_TYPE])).toEqual([
      { type: APP_TYPE, fullName: 'Acme' },
    ]);
  });

  it.each([
    ['a login page', 'garbage-html-200'],
    ['an empty answer', 'empty-200'],
    ['a closed connection', 'close-before'],
    ['an answer that is cut', 'cut-body'],
    ['an envelope without an answer', { status: 200, headers: XML, body: envelope('') }],
    [
      'an envelope that answers nothing',
      { status: 200, headers: XML, body: envelope('<maintenance>until noon</maintenance>') },
    ],
  ] as const)(
    'asks again after %s, and does not take it for an empty list',
    async (_what, action) => {
      const { connection, fail } = await adapterOnHub();
      await fail({ match: { soap: 'listMetadata' }, action });

      const found = await listComponents(connection, [APP_TYPE]);

      expect(found.map(componentKey)).toContain(componentKey(APP));
    },
  );

  it('does not take a list without names for an answer', async () => {
    const { connection, fail } = await adapterOnHub();
    const body = listed({ type: APP_TYPE });
    await fail({ match: { soap: 'listMetadata' }, action: { status: 200, headers: XML, body } });

    await expect(listComponents(connection, [APP_TYPE])).rejects.toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
    });
  });
});

describe('retrieveComponents', () => {
  it('hands out the files byte for byte, and asks for nothing but what it was given', async () => {
    const { connection, clock, requestsOf } = await adapterOnHub();

    const requests = await requestsOf(async () => {
      const found = await retrieveComponents(connection, clock, [APP, LOGIN], '67.0');
      expect(found.map(componentKey).toSorted()).toEqual([componentKey(APP), componentKey(LOGIN)]);
      expect(Buffer.from(found[0]?.bytes ?? []).toString('utf8')).toMatch(/^<\?xml version="1\.0"/);
    });

    expect(new Set(requests)).toEqual(new Set(['retrieve', 'checkRetrieveStatus']));
  });

  it('never asks for consumer secrets in a discovery', async () => {
    const { connection, clock } = await adapterOnHub();
    const refs = await listComponents(connection, typesToDiscover('67.0'));

    const found = await retrieveComponents(connection, clock, refs, '67.0');

    const text = found.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('');
    expect(text).not.toMatch(/consumerSecret|E1B2EDDEDB/);
    expect(found).toHaveLength(refs.length);
  });

  it.each([
    [1, 3],
    [2, 2],
    [3, 1],
  ])('asks for at most %i components at once: %i retrieves', async (perRetrieve, count) => {
    const { connection, clock, requestsOf } = await adapterOnHub();
    const refs = [APP, LOGIN, { type: APP_TYPE, fullName: 'Acme_Analytics' }];

    const requests = await requestsOf(async () => {
      const found = await retrieveComponents(connection, clock, refs, '67.0', perRetrieve);
      expect(found.map(componentKey).toSorted()).toEqual(refs.map(componentKey).toSorted());
    });

    expect(requests.filter((name) => name === 'retrieve')).toHaveLength(count);
  });

  it('names every component that the org listed but does not hand out', async () => {
    const { connection, clock } = await adapterOnHub();
    const refs = [
      APP,
      { type: APP_TYPE, fullName: 'Gone' },
      { type: LOGIN.type, fullName: 'Gone_Login' },
    ];

    await expect(retrieveComponents(connection, clock, refs, '67.0')).rejects.toMatchObject({
      code: 'COMPONENT_MISSING',
      detail: {
        found: 'nothing for ExternalClientApplication:Gone, ExtlClntAppOauthSettings:Gone_Login',
      },
    });
  });

  it('waits for a retrieve that takes its time', async () => {
    const { connection, clock, fail } = await adapterOnHub();
    const body = envelope(
      '<checkRetrieveStatusResponse><result><done>false</done><id>09S</id><status>InProgress</status></result></checkRetrieveStatusResponse>',
    );
    await fail({
      match: { soap: 'checkRetrieveStatus' },
      times: 3,
      action: { status: 200, headers: XML, body },
    });

    expect(await retrieveComponents(connection, clock, [APP], '67.0')).toHaveLength(1);
    expect(clock.passedMs()).toBeGreaterThanOrEqual(100 + 200 + 400);
  });

  it.each([
    ['says nothing of the retrieve', '<checkRetrieveStatusResponse/>'],
    [
      'says that it succeeded, and holds no zip',
      '<checkRetrieveStatusResponse><result><done>true</done><id>09S</id><success>true</success><status>Succeeded</status></result></checkRetrieveStatusResponse>',
    ],
  ])('asks again where the answer %s', async (_what, content) => {
    const { connection, clock, fail } = await adapterOnHub();
    await fail({
      match: { soap: 'checkRetrieveStatus' },
      action: { status: 200, headers: XML, body: envelope(content) },
    });

    expect(await retrieveComponents(connection, clock, [APP], '67.0')).toHaveLength(1);
  });

  it('gives up on a retrieve that never ends', async () => {
    const { connection, clock, fail } = await adapterOnHub();
    const body = envelope(
      '<checkRetrieveStatusResponse><result><done>false</done><id>09S</id><status>InProgress</status></result></checkRetrieveStatusResponse>',
    );
    await fail({
      match: { soap: 'checkRetrieveStatus' },
      times: 'forever',
      action: { status: 200, headers: XML, body },
    });

    await expect(retrieveComponents(connection, clock, [APP], '67.0')).rejects.toMatchObject({
      code: 'WAIT_EXPIRED',
    });
  });

  it.each([
    ['<errorMessage>too big</errorMessage>', 'HUB_REFUSED', 'too big'],
    ['', 'HUB_REFUSED', 'Failed'],
    [
      '<errorMessage>LIMIT_EXCEEDED: too big</errorMessage>',
      'HUB_REFUSED',
      'LIMIT_EXCEEDED: too big',
    ],
    [
      '<errorStatusCode>INSUFFICIENT_ACCESS</errorStatusCode><errorMessage>not you</errorMessage>',
      'PERMISSION_MISSING',
      'INSUFFICIENT_ACCESS: not you',
    ],
  ])('tells why a retrieve failed: %s', async (reason, code, found) => {
    const { connection, clock, fail } = await adapterOnHub();
    await fail(failedRetrieve(reason, 1));

    await expect(retrieveComponents(connection, clock, [APP], '67.0')).rejects.toMatchObject({
      code,
      detail: { found },
    });
  });

  it.each([
    '<errorMessage>UNKNOWN_EXCEPTION: An unexpected error occurred.</errorMessage>',
    '<errorStatusCode>SERVER_UNAVAILABLE</errorStatusCode><errorMessage>busy</errorMessage>',
  ])('begins a retrieve again that failed for a reason that passes: %s', async (reason) => {
    const { connection, clock, fail } = await adapterOnHub();
    await fail(failedRetrieve(reason, 2));

    expect(await retrieveComponents(connection, clock, [APP], '67.0')).toHaveLength(1);
  });

  it('gives up on retrieves that fail again and again', async () => {
    const { connection, clock, fail, requestsOf } = await adapterOnHub();
    await fail(failedRetrieve('<errorMessage>UNKNOWN_EXCEPTION: x</errorMessage>', 'forever'));

    const requests = await requestsOf(async () => {
      await expect(retrieveComponents(connection, clock, [APP], '67.0')).rejects.toMatchObject({
        code: 'HUB_UNREACHABLE',
      });
    });

    expect(requests.filter((name) => name === 'retrieve')).toHaveLength(3);
  });

  it('asks again where a retrieve was not started', async () => {
    const { connection, clock, fail } = await adapterOnHub();
    await fail({
      match: { soap: 'retrieve' },
      action: { status: 200, headers: XML, body: envelope('<nothing/>') },
    });

    expect(await retrieveComponents(connection, clock, [APP], '67.0')).toHaveLength(1);
  });
});
