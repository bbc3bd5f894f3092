import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { connectionTo, rest } from './hub-fixture.ts';
import type { RestAnswer } from './hub-fixture.ts';
import {
  ORGS,
  advance,
  hubWithCustomers,
  install,
  installedIn,
  recordsIn,
  uninstall,
  versionIdOf,
} from './installing.ts';
import type { OrgName } from './installing.ts';
import { errorOf, idOf } from './version-upload.ts';

const DATA = '/services/data/v68.0';
const MINUTE = 60_000;

async function created(hub: RunningHub, object: string, values: unknown): Promise<RestAnswer> {
  return rest(hub, `${DATA}/sobjects/${object}/`, { method: 'POST', body: JSON.stringify(values) });
}

async function statusSet(hub: RunningHub, id: string, Status: string): Promise<RestAnswer> {
  return rest(hub, `${DATA}/sobjects/packagepushrequest/${id}`, {
    method: 'PATCH',
    body: JSON.stringify({ Status }),
  });
}

/** A push request with a job for each org; nothing has started. */
async function preparedPush(
  hub: RunningHub,
  version: string,
  orgs: readonly OrgName[],
  values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const request = await created(hub, 'packagepushrequest', {
    PackageVersionId: await versionIdOf(hub, version),
    ...values,
  });
  const id = idOf(request.body);
  for (const org of orgs)
    await created(hub, 'PackagePushJob', {
      PackagePushRequestId: id,
      SubscriberOrganizationKey: ORGS[org].id,
    });
  return id;
}

async function statuses(hub: RunningHub, id: string) {
  const [request] = await recordsIn(
    hub,
    'hub',
    `SELECT Status, StartTime, EndTime, DurationSeconds FROM PackagePushRequest WHERE Id = '${id}'`,
    'query',
  );
  const jobs = await recordsIn(
    hub,
    'hub',
    `SELECT Status FROM PackagePushJob WHERE PackagePushRequestId = '${id}' ORDER BY SubscriberOrganizationKey`,
    'query',
  );
  return { request, jobs: jobs.map(({ Status }) => Status) };
}

describe('a push', () => {
  it('waits for its start, is in progress, and upgrades its orgs', async ({ expect }) => {
    const hub = await hubWithCustomers({ pushMs: MINUTE });
    for (const org of ['customer', 'sandbox'] as const) await install(hub, org, 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer', 'sandbox'], {
      ScheduledStartTime: new Date(Date.now() + 10 * MINUTE).toISOString(),
    });
    const seen = [await statuses(hub, id)];
    await statusSet(hub, id, 'Pending');
    seen.push(await statuses(hub, id));
    for (const ms of [10 * MINUTE, MINUTE]) {
      await advance(hub, ms);
      seen.push(await statuses(hub, id));
    }

    expect(id).toMatch(/^0DV\w{15}$/);
    expect(seen).toMatchObject([
      { request: { Status: 'Created', StartTime: null }, jobs: ['Created', 'Created'] },
      { request: { Status: 'Pending', StartTime: null }, jobs: ['Pending', 'Pending'] },
      { request: { Status: 'In Progress' }, jobs: ['In Progress', 'In Progress'] },
      { request: { Status: 'Succeeded', DurationSeconds: 60 }, jobs: ['Succeeded', 'Succeeded'] },
    ]);
    expect([await installedIn(hub, 'customer'), await installedIn(hub, 'sandbox')]).toEqual([
      ['Orbit@1.1.0'],
      ['Orbit@1.1.0'],
    ]);
  });

  it('starts when it becomes Pending, where it has no time of its own', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer']);

    await statusSet(hub, id, 'Pending');

    expect((await statuses(hub, id)).request).toMatchObject({ Status: 'Succeeded' });
  });

  it('fails for the orgs that cannot be upgraded, and says why', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    await install(hub, 'sandbox', 'Orbit@2.1.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer', 'sandbox']);

    await statusSet(hub, id, 'Pending');
    const { request, jobs } = await statuses(hub, id);
    const errors = await recordsIn(
      hub,
      'hub',
      `SELECT ErrorMessage, ErrorDetails, ErrorTitle, ErrorSeverity, ErrorType from PackagePushError WHERE PackagePushJob.PackagePushRequestId = '${id}' `,
      'query',
    );

    expect(request).toMatchObject({ Status: 'Failed' });
    expect(jobs.map(String).toSorted()).toEqual(['Failed', 'Succeeded']);
    expect(errors).toMatchObject([{ ErrorSeverity: 'Error', ErrorType: 'IneligibleUpgrade' }]);
  });

  it('can be canceled before it starts, and not later', async ({ expect }) => {
    const hub = await hubWithCustomers({ pushMs: MINUTE });
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const early = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer']);
    const late = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer']);

    const canceled = await statusSet(hub, early, 'Canceled');
    const again = await statusSet(hub, early, 'Pending');
    await statusSet(hub, late, 'Pending');
    const tooLate = await statusSet(hub, late, 'Canceled');

    expect(canceled.status).toBe(204);
    expect([again, tooLate].map((answer) => errorOf(answer).errorCode)).toEqual([
      'INVALID_OPERATION',
      'INVALID_OPERATION',
    ]);
    expect(await statuses(hub, early)).toMatchObject({
      request: { Status: 'Canceled' },
      jobs: ['Canceled'],
    });
  });

  it('is only of a released version that is not deleted', async ({ expect }) => {
    const hub = await hubWithCustomers();

    for (const version of ['Orbit@2.1.0.1', 'Orbit@3.0.0.1']) {
      const PackageVersionId = await versionIdOf(hub, version);
      expect(errorOf(await created(hub, 'PackagePushRequest', { PackageVersionId }))).toMatchObject(
        { status: 400, errorCode: 'FIELD_INTEGRITY_EXCEPTION' },
      );
    }
    expect(errorOf(await created(hub, 'PackagePushRequest', {})).errorCode).toBe(
      'REQUIRED_FIELD_MISSING',
    );
  });

  it('takes each org once, and only orgs that have the package', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const PackagePushRequestId = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer']);
    const job = async (SubscriberOrganizationKey: string) =>
      errorOf(
        await created(hub, 'PackagePushJob', { PackagePushRequestId, SubscriberOrganizationKey }),
      ).errorCode;

    expect([await job(ORGS.customer.id), await job(ORGS.sandbox.id), await job('nobody')]).toEqual([
      'DUPLICATE_VALUE',
      'INVALID_OPERATION',
      'INVALID_OPERATION',
    ]);
  });

  it('takes no more orgs and no other version once it is Pending', async ({ expect }) => {
    const hub = await hubWithCustomers({ pushMs: MINUTE });
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', []);
    await statusSet(hub, id, 'Pending');

    const job = await created(hub, 'PackagePushJob', {
      PackagePushRequestId: id,
      SubscriberOrganizationKey: ORGS.customer.id,
    });
    const changed = await rest(hub, `${DATA}/sobjects/PackagePushRequest/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ ScheduledStartTime: '2030-01-01T00:00:00Z' }),
    });

    expect([job, changed].map((answer) => errorOf(answer).errorCode)).toEqual([
      'INVALID_OPERATION',
      'INVALID_OPERATION',
    ]);
  });

  it('names what it is missing, and does not know what is not there', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const PackagePushRequestId = await preparedPush(hub, 'Orbit@1.1.0.1', []);
    const PackageVersionId = await versionIdOf(hub, 'Orbit@1.1.0.1');

    const answers = await Promise.all([
      created(hub, 'PackagePushJob', { PackagePushRequestId }),
      created(hub, 'PackagePushJob', {
        PackagePushRequestId: '0DVxy0000000099AAA',
        SubscriberOrganizationKey: ORGS.customer.id,
      }),
      created(hub, 'PackagePushRequest', { PackageVersionId: '04txy0000000099AAA' }),
      created(hub, 'PackagePushRequest', { PackageVersionId, Status: 'Pending' }),
      created(hub, 'PackagePushRequest', { PackageVersionId, Status: 'Sometime' }),
      created(hub, 'PackagePushRequest', { PackageVersionId, ScheduledStartTime: 'soon' }),
      statusSet(hub, PackagePushRequestId, 'Succeeded'),
    ]);

    expect(answers.map((answer) => errorOf(answer).errorCode)).toEqual([
      'REQUIRED_FIELD_MISSING',
      'INVALID_CROSS_REFERENCE_KEY',
      'INVALID_CROSS_REFERENCE_KEY',
      'INVALID_OPERATION',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'JSON_PARSER_ERROR',
      'INVALID_OPERATION',
    ]);
  });

  it('moves on when its orgs lose the package meanwhile, and fails for them', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers({ pushMs: MINUTE });
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', ['customer']);
    await statusSet(hub, id, 'Pending');
    await uninstall(hub, 'customer', 'Orbit@1.0.0.1');
    await advance(hub, MINUTE);

    expect(await statuses(hub, id)).toMatchObject({
      request: { Status: 'Failed' },
      jobs: ['Failed'],
    });
    expect(await installedIn(hub, 'customer')).toEqual([]);
  });

  it('shows the hub who has its packages, and who had them', async ({ expect }) => {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    await install(hub, 'sandbox', 'Orbit@1.1.0.1');
    await uninstall(hub, 'sandbox', 'Orbit@1.1.0.1');

    const subscribers = await recordsIn(
      hub,
      'hub',
      'SELECT OrgKey, OrgName, OrgStatus, OrgType, InstalledStatus, MetadataPackageVersion.MajorVersion, MetadataPackage.NamespacePrefix FROM PackageSubscriber ORDER BY OrgName',
      'query',
    );

    expect(subscribers).toMatchObject([
      {
        OrgKey: expect.stringMatching(/^00Dxy000000CusT\w{3}$/) as unknown,
        OrgStatus: 'Active',
        OrgType: 'Production',
        InstalledStatus: 'i',
        MetadataPackageVersion: { MajorVersion: 1 },
        MetadataPackage: { NamespacePrefix: 'orbitns' },
      },
      { OrgName: 'Sandbox', OrgType: 'Sandbox', InstalledStatus: 'u' },
    ]);
  });

  it('needs the permission to create packages', async ({ expect }) => {
    const hub = await hubWithCustomers({ login: { lacksPermissions: ['Packaging2'] } });
    const PackageVersionId = await versionIdOf(hub, 'Orbit@1.1.0.1');

    expect(errorOf(await created(hub, 'PackagePushRequest', { PackageVersionId }))).toMatchObject({
      status: 400,
      errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    });
  });

  it('has no place in an org that owns no packages', async ({ expect }) => {
    const hub = await hubWithCustomers();

    const answer = await rest(
      hub,
      `${DATA}/query?q=${encodeURIComponent('SELECT Id FROM PackagePushRequest')}`,
      { token: hub.logins[1]?.accessToken ?? '' },
    );

    expect(errorOf(answer).errorCode).toBe('INVALID_TYPE');
  });
});

describe('composite/sobjects', () => {
  async function prepared() {
    const hub = await hubWithCustomers();
    await install(hub, 'customer', 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', []);
    const jobs = (['customer', 'developer'] as const).map((org) => ({
      PackagePushRequestId: id,
      SubscriberOrganizationKey: ORGS[org].id,
    }));
    return { hub, id, jobs, connection: await connectionTo(hub) };
  }

  it('creates records, each for itself', async ({ expect }) => {
    const { hub, id, jobs, connection } = await prepared();

    const results = await connection.sobject('PackagePushJob').create(jobs);

    expect(results).toMatchObject([
      { success: true, id: expect.stringMatching(/^0DX/) as unknown, errors: [] },
      { success: false, errors: [{ statusCode: 'INVALID_OPERATION' }] },
    ]);
    expect((await statuses(hub, id)).jobs).toEqual(['Created']);
  });

  it('creates all or none where that is asked for', async ({ expect }) => {
    const { hub, id, jobs, connection } = await prepared();

    const results = await connection.sobject('PackagePushJob').create(jobs, { allOrNone: true });

    expect(results).toMatchObject([
      { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'INVALID_OPERATION' }] },
    ]);
    expect((await statuses(hub, id)).jobs).toEqual([]);
  });

  it('changes records', async ({ expect }) => {
    const { hub, id, connection } = await prepared();

    const results = await connection.sobject('PackagePushRequest').update([
      { Id: id, Status: 'Canceled' },
      { Id: '0DVxy0000000099AAA', Status: 'Canceled' },
    ]);

    expect(results).toMatchObject([
      { id, success: true },
      { success: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] },
    ]);
    expect((await statuses(hub, id)).request).toMatchObject({ Status: 'Canceled' });
  });

  it('takes 1 to 200 records of objects that the org has and that can be changed', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const sent = async (method: string, records: readonly unknown[]) =>
      rest(hub, `${DATA}/composite/sobjects`, { method, body: JSON.stringify({ records }) });
    const record = { attributes: { type: 'User' } };

    const none = await sent('POST', []);
    const many = await sent(
      'POST',
      Array.from({ length: 201 }, () => record),
    );
    const others = await sent('POST', [record, { attributes: { type: 'Nothing' } }]);
    const unchangeable = await sent('PATCH', [{ ...record, Id: hub.login.userId }]);

    expect([none.status, many.status]).toEqual([400, 400]);
    const notFound = { success: false, errors: [{ statusCode: 'NOT_FOUND' }] };
    expect(others.body).toMatchObject([notFound, notFound]);
    expect(unchangeable.body).toMatchObject([notFound]);
  });
});

describe('composite/tree', () => {
  const tree = (orgs: readonly OrgName[], PackagePushRequestId: string) =>
    JSON.stringify({
      records: orgs.map((org) => ({
        attributes: { type: 'PackagePushJob', referenceId: org },
        PackagePushRequestId,
        SubscriberOrganizationKey: ORGS[org].id,
      })),
    });

  it('creates all records, or none of them and says which were refused', async ({ expect }) => {
    const hub = await hubWithCustomers();
    for (const org of ['customer', 'sandbox'] as const) await install(hub, org, 'Orbit@1.0.0.1');
    const id = await preparedPush(hub, 'Orbit@1.1.0.1', []);
    const path = `${DATA}/composite/tree/PackagePushJob`;

    const bad = await rest(hub, path, {
      method: 'POST',
      body: tree(['customer', 'developer'], id),
    });
    const afterBad = await statuses(hub, id);
    const good = await rest(hub, path, { method: 'POST', body: tree(['customer', 'sandbox'], id) });

    expect(bad).toMatchObject({
      status: 400,
      body: {
        hasErrors: true,
        results: [{ referenceId: 'developer', errors: [{ statusCode: 'INVALID_OPERATION' }] }],
      },
    });
    expect(afterBad.jobs).toEqual([]);
    expect(good).toMatchObject({
      status: 201,
      body: {
        hasErrors: false,
        results: [{ referenceId: 'customer' }, { referenceId: 'sandbox' }],
      },
    });
    expect((await statuses(hub, id)).jobs).toHaveLength(2);
  });

  it('takes a list of records of an object that can be created, without children', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const sent = async (object: string, body: unknown) =>
      (
        await rest(hub, `${DATA}/composite/tree/${object}`, {
          method: 'POST',
          body: JSON.stringify(body),
        })
      ).status;
    const attributes = { referenceId: 'a' };

    expect([
      await sent('PackagePushJob', { records: [] }),
      await sent('PackagePushJob', { records: [{ SubscriberOrganizationKey: 'x' }] }),
      await sent('User', { records: [{ attributes }] }),
      await sent('PackagePushJob', { records: [{ attributes, Errors: { records: [] } }] }),
    ]).toEqual([400, 400, 404, 501]);
  });

  it('takes 200 records at most', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const body = tree(
      Array.from({ length: 201 }, () => 'customer' as const),
      'x',
    );

    expect(
      errorOf(await rest(hub, `${DATA}/composite/tree/PackagePushJob`, { method: 'POST', body })),
    ).toMatchObject({ status: 400, message: 'At most 200 records are allowed in a tree.' });
  });
});
