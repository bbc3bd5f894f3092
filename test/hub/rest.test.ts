import { request } from 'node:http';
import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { query, rest, seedFileWith, startedHub } from './hub-fixture.ts';
import { hubWithCustomers, tokenOf } from './installing.ts';
import { errorOf, records } from './version-upload.ts';

const DATA = '/services/data/v68.0';

describe('the REST API', () => {
  it('lists API versions 51.0 to 68.0 without a session, as a bare array', async ({ expect }) => {
    const hub = await startedHub();

    const { body } = await rest(hub, '/services/data', { token: 'none' });

    expect(body).toHaveLength(18);
    expect((body as unknown[]).at(0)).toEqual({
      label: "Spring '21",
      url: '/services/data/v51.0',
      version: '51.0',
    });
    expect((body as unknown[]).at(-1)).toEqual({
      label: "Winter '27",
      url: '/services/data/v68.0',
      version: '68.0',
    });
  });

  it('names the resources it has below a version, and where to ask who one is', async ({
    expect,
  }) => {
    const hub = await startedHub();

    expect((await rest(hub, DATA)).body).toMatchObject({
      tooling: `${DATA}/tooling`,
      identity: `${hub.url}/id/${hub.login.orgId}/${hub.login.userId}`,
    });
    expect((await rest(hub, `${DATA}/tooling`)).body).toEqual({
      query: `${DATA}/tooling/query`,
      sobjects: `${DATA}/tooling/sobjects`,
    });
  });

  it('answers double and trailing slashes as single ones', async ({ expect }) => {
    const hub = await startedHub();

    const answers = await Promise.all(
      ['//services/data/v68.0/limits', `${DATA}/limits/`].map(async (path) => rest(hub, path)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('refuses a missing or wrong token with 401 INVALID_SESSION_ID', async ({ expect }) => {
    const hub = await startedHub();

    const answer = await rest(hub, `${DATA}/limits`, { token: '00Dxy000000OrbT!wrong' });

    expect(errorOf(answer)).toEqual({
      status: 401,
      errorCode: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });
  });

  it.for([
    `${DATA}/nothing`,
    '/services/data/v99.0/limits',
    '/services/data/v68.1/limits',
    `${DATA}/sobjects/Nothing`,
    '/x',
  ])('answers an unknown resource with 404 NOT_FOUND: %s', async (path, { expect }) => {
    expect(errorOf(await rest(await startedHub(), path))).toEqual({
      status: 404,
      errorCode: 'NOT_FOUND',
      message: 'The requested resource does not exist',
    });
  });

  it.for([`${DATA}/composite/batch`, `${DATA}/tooling/sobjects/Package2Bundle/1Flxy0000000001AAA`])(
    'says with 501 what a real org can do and the hub cannot: %s',
    async (path, { expect }) => {
      const hub = await startedHub();

      const answer = await rest(hub, path);

      expect(errorOf(answer)).toMatchObject({
        status: 501,
        errorCode: 'NOT_IMPLEMENTED_BY_EMBEDDED_HUB',
      });
      expect(hub.requests.at(-1)).toMatchObject({ method: 'GET', path, status: 501 });
    },
  );

  it('shows the limits of the org, those of package versions only in a hub', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const ofHub = await rest(hub, `${DATA}/limits`);
    const ofCustomer = await rest(hub, `${DATA}/limits`, { token: tokenOf(hub, 'customer') });

    expect(ofHub.body).toMatchObject({
      ActiveScratchOrgs: { Max: 40, Remaining: 40 },
      DailyApiRequests: { Max: 100_000 },
      Package2VersionCreates: { Max: 6, Remaining: 6 },
      Package2VersionCreatesWithoutValidation: { Max: 500, Remaining: 500 },
    });
    expect(Object.keys(ofCustomer.body as object)).toContain('DailyApiRequests');
    expect(JSON.stringify(ofCustomer.body)).not.toMatch(/Package2|ScratchOrgs/);
  });

  it('describes how objects refer to one another, and where they are', async ({ expect }) => {
    const hub = await startedHub();

    const request = await rest(hub, `${DATA}/sobjects/PackagePushRequest/describe`);
    const job = await rest(hub, `${DATA}/sobjects/packagepushjob/describe`);

    expect(request.body).toMatchObject({
      createable: true,
      deletable: false,
      childRelationships: [
        {
          childSObject: 'PackagePushJob',
          field: 'PackagePushRequestId',
          relationshipName: 'PackagePushJobs',
        },
      ],
      urls: {
        sobject: `${DATA}/sobjects/PackagePushRequest`,
        describe: `${DATA}/sobjects/PackagePushRequest/describe`,
        rowTemplate: `${DATA}/sobjects/PackagePushRequest/{ID}`,
      },
    });
    expect((job.body as { fields: unknown[] }).fields).toContainEqual(
      expect.objectContaining({
        name: 'PackagePushRequestId',
        type: 'reference',
        referenceTo: ['PackagePushRequest'],
        relationshipName: 'PackagePushRequest',
      }),
    );
  });

  it('has no SourceMember: the org is not source tracked', async ({ expect }) => {
    const answer = await rest(await startedHub(), `${DATA}/tooling/sobjects/SourceMember/describe`);

    expect(answer.status).toBe(404);
  });

  it('finds objects in any letter case', async ({ expect }) => {
    const hub = await startedHub();

    expect((await rest(hub, `${DATA}/tooling/sobjects/package2/describe`)).body).toMatchObject({
      name: 'Package2',
    });
  });

  it('describes which fields can be created and updated', async ({ expect }) => {
    const { body } = await rest(
      await startedHub(),
      `${DATA}/tooling/sobjects/Package2Version/describe`,
    );
    const { fields } = body as {
      fields: { name: string; createable: boolean; updateable: boolean }[];
    };

    expect(fields.filter(({ updateable }) => updateable).map(({ name }) => name)).toEqual([
      'Tag',
      'Branch',
      'Name',
      'Description',
      'IsDeprecated',
      'InstallKey',
      'IsReleased',
    ]);
    expect(fields.filter(({ createable }) => createable)).toEqual([]);
  });

  it('shows fields only from the API version on that has them', async ({ expect }) => {
    const hub = await startedHub();

    const old = await query(hub, 'SELECT HasVpi FROM Package2Version', 'tooling/query', '66.0');
    const current = await query(hub, 'SELECT HasVpi FROM Package2Version', 'tooling/query', '67.0');

    expect(errorOf(old)).toMatchObject({ status: 400, errorCode: 'INVALID_FIELD' });
    expect(current.status).toBe(200);
  });

  it('refuses requests to other host names than loopback', async ({ expect }) => {
    const hub = await startedHub();

    expect(await statusFor(hub, 'rebound.example')).toBe(421);
    expect(await statusFor(hub, 'localhost')).toBe(200);
  });

  it('is a Dev Hub exactly when ScratchOrgInfo is there', async ({ expect }) => {
    const yes = await startedHub();
    const no = await startedHub({ seedFile: seedFileWith({ org: { isDevHub: false } }) });
    const soql = 'SELECT Id FROM ScratchOrgInfo limit 1';

    expect((await query(yes, soql, 'query', '51.0')).status).toBe(200);
    expect(errorOf(await query(no, soql, 'query', '51.0'))).toMatchObject({
      status: 400,
      errorCode: 'INVALID_TYPE',
    });
  });

  it('has no packages where second-generation packaging is off', async ({ expect }) => {
    const hub = await startedHub({
      seedFile: seedFileWith({ org: { secondGenerationPackaging: false } }),
    });

    const created = await rest(hub, `${DATA}/tooling/sobjects/Package2`, {
      method: 'POST',
      body: '{"Name":"x"}',
    });
    const queried = await query(hub, 'SELECT Id FROM Package2');

    expect(errorOf(created)).toMatchObject({ status: 404, errorCode: 'NOT_FOUND' });
    expect(errorOf(queried)).toMatchObject({ status: 400, errorCode: 'INVALID_TYPE' });
  });

  it('shows the linked namespaces with their orgs', async ({ expect }) => {
    const hub = await startedHub();

    expect(
      await records(hub, 'SELECT NamespacePrefix, NamespaceOrg FROM NamespaceRegistry', 'query'),
    ).toMatchObject([{ NamespacePrefix: 'orbitns', NamespaceOrg: '00Dxy000000NsOr' }]);
  });
});

async function statusFor(hub: RunningHub, host: string): Promise<number | undefined> {
  const { port } = new URL(hub.url);
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path: '/services/data', headers: { host: `${host}:${port}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .once('error', reject)
      .end();
  });
}
