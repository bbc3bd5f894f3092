import { describe, expect, it } from 'vitest';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';
import { secretsOfSeed } from '../../support/seed-secrets.ts';
import { seedWith } from '../../support/seeded-hub.ts';

describe('readGlobalOauth', () => {
  it('reads what the hub says of every app, and leaves every secret in the hub', async () => {
    const { devHub } = await adapterOnHub();

    const reading = await devHub.readGlobalOauth('67.0');

    expect(reading).toMatchObject({
      kind: 'read',
      apps: expect.arrayContaining([
        expect.objectContaining({
          app: 'Acme_Connector',
          callbackUrls: [
            'https://app.acme.example/oauth/salesforce/callback',
            'https://staging.acme.example/oauth/salesforce/callback',
          ],
          flags: expect.objectContaining({
            isPkceRequired: true,
            isRefreshTokenRotationEnabled: true,
            isCodeCredFlowEnabled: false,
          }),
        }),
      ]),
    });
    const secrets = secretsOfSeed(await seedWith((seed) => seed));
    expect(secrets.length).toBeGreaterThan(4);
    expect(secrets.filter((secret) => JSON.stringify(reading).includes(secret))).toEqual([]);
  });

  it('asks for one type only', async () => {
    const { devHub, requestsOf } = await adapterOnHub();

    const requests = await requestsOf(async () => devHub.readGlobalOauth('67.0'));

    expect(requests.slice(0, 2)).toEqual(['listMetadata', 'retrieve']);
    expect(new Set(requests.slice(2))).toEqual(new Set(['checkRetrieveStatus']));
  });

  it('finds none in an org whose apps have none', async () => {
    const { devHub } = await adapterOnHub({
      seed: (seed) => ({
        ...seed,
        apps: seed.apps.map(({ globalOauth: _none, ...app }) => app),
      }),
    });

    expect(await devHub.readGlobalOauth('67.0')).toEqual({ kind: 'read', apps: [] });
  });

  it('says that they are not shown, where the user lacks the permission', async () => {
    const { devHub, fail } = await adapterOnHub();
    await fail({
      match: { soap: 'listMetadata' },
      action: {
        status: 500,
        headers: { 'content-type': 'text/xml;charset=UTF-8' },
        body: '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><soapenv:Fault><faultcode>sf:INSUFFICIENT_ACCESS</faultcode><faultstring>INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the Modify Metadata permission</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>',
      },
    });

    expect(await devHub.readGlobalOauth('67.0')).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('PERMISSION_MISSING'),
    });
  });

  it('reads again what the org could not hand out for a moment', async () => {
    const { devHub, fail } = await adapterOnHub();
    await fail({
      match: { soap: 'checkRetrieveStatus' },
      action: {
        status: 200,
        headers: { 'content-type': 'text/xml;charset=UTF-8' },
        body: '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><checkRetrieveStatusResponse><result><done>true</done><id>09S</id><success>false</success><status>Failed</status><errorMessage>UNKNOWN_EXCEPTION: An unexpected error occurred.</errorMessage></result></checkRetrieveStatusResponse></soapenv:Body></soapenv:Envelope>',
      },
    });

    expect(await devHub.readGlobalOauth('67.0')).toMatchObject({ kind: 'read' });
  });

  it('fails like every other read where the hub cannot be heard', async () => {
    const { devHub, fail } = await adapterOnHub();
    await fail({ match: { soap: 'listMetadata' }, action: 'garbage-html-200', times: 'forever' });

    await expect(devHub.readGlobalOauth('67.0')).rejects.toMatchObject({
      code: expect.stringMatching(/^HUB_/),
    });
  });
});
