import { describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest } from './hub-fixture.ts';
import type { RestAnswer } from './hub-fixture.ts';
import { ORGS, advance, hubWithCustomers, install, versionIdOf } from './installing.ts';
import { errorOf, idOf } from './version-upload.ts';

const JOBS = '/services/data/v68.0/jobs/ingest';
const MINUTE = 60_000;

async function post(hub: RunningHub, path: string, body: unknown): Promise<RestAnswer> {
  return rest(hub, path, { method: 'POST', body: JSON.stringify(body) });
}

async function openJob(hub: RunningHub, values: Readonly<Record<string, unknown>> = {}) {
  const answer = await post(hub, JOBS, {
    operation: 'insert',
    object: 'PackagePushJob',
    ...values,
  });
  return idOf(answer.body);
}

async function uploaded(hub: RunningHub, id: string, csv: string): Promise<RestAnswer> {
  return rest(hub, `${JOBS}/${id}/batches`, {
    method: 'PUT',
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
}

async function stateSet(hub: RunningHub, id: string, state: string): Promise<RestAnswer> {
  return rest(hub, `${JOBS}/${id}`, { method: 'PATCH', body: JSON.stringify({ state }) });
}

async function infoOf(hub: RunningHub, id: string): Promise<unknown> {
  return (await rest(hub, `${JOBS}/${id}`)).body;
}

/** An uploaded and completed job of these rows. */
async function completedJob(hub: RunningHub, csv: string, values = {}): Promise<string> {
  const id = await openJob(hub, values);
  await uploaded(hub, id, csv);
  await stateSet(hub, id, 'UploadComplete');
  return id;
}

async function pushRequest(hub: RunningHub): Promise<string> {
  await install(hub, 'customer', 'Orbit@1.0.0.1');
  const answer = await post(hub, '/services/data/v68.0/sobjects/PackagePushRequest', {
    PackageVersionId: await versionIdOf(hub, 'Orbit@1.1.0.1'),
  });
  return idOf(answer.body);
}

const csvOf = (rows: readonly string[]) =>
  ['PackagePushRequestId,SubscriberOrganizationKey', ...rows, ''].join('\n');

describe('a Bulk API 2.0 job', () => {
  it('is open, takes its data, and is complete after its time', async ({ expect }) => {
    const hub = await hubWithCustomers({ bulkMs: MINUTE });
    const request = await pushRequest(hub);
    const opened = await post(hub, JOBS, { operation: 'insert', object: 'packagepushjob' });
    const id = idOf(opened.body);

    const put = await uploaded(hub, id, csvOf([`${request},${ORGS.customer.id}`]));
    const closed = await stateSet(hub, id, 'UploadComplete');
    const seen: unknown[] = [await infoOf(hub, id)];
    for (const ms of [MINUTE / 2, MINUTE / 2]) {
      await advance(hub, ms);
      seen.push(await infoOf(hub, id));
    }

    expect(id).toMatch(/^750\w{15}$/);
    expect(opened.body).toMatchObject({
      object: 'PackagePushJob',
      state: 'Open',
      contentUrl: `services/data/v68.0/jobs/ingest/${id}/batches`,
      columnDelimiter: 'COMMA',
      lineEnding: 'LF',
    });
    expect([put.status, closed.status]).toEqual([201, 200]);
    expect(closed.body).toMatchObject({ state: 'UploadComplete' });
    expect(seen).toMatchObject([
      { state: 'UploadComplete', numberRecordsProcessed: 0 },
      { state: 'InProgress' },
      { state: 'JobComplete', numberRecordsProcessed: 1, numberRecordsFailed: 0 },
    ]);
  });

  it('tells of each row what became of it, as CSV', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const request = await pushRequest(hub);
    const id = await completedJob(
      hub,
      csvOf([`${request},${ORGS.customer.id}`, `${request},${ORGS.sandbox.id}`]),
    );

    const [successful, failed, unprocessed] = await Promise.all(
      ['successfulResults', 'failedResults', 'unprocessedrecords'].map(async (name) =>
        rest(hub, `${JOBS}/${id}/${name}`),
      ),
    );

    expect(await infoOf(hub, id)).toMatchObject({
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
    });
    expect(successful?.body).toMatch(
      /^"sf__Id","sf__Created","PackagePushRequestId","SubscriberOrganizationKey"\n"0DX\w{15}","true","0DV\w{15}","00Dxy000000CusT"\n$/,
    );
    expect(failed?.body).toMatch(
      /^"sf__Id","sf__Error","PackagePushRequestId","SubscriberOrganizationKey"\n"","INVALID_OPERATION:.* --","0DV\w{15}","00Dxy000000SanD"\n$/,
    );
    expect(unprocessed?.body).toBe('"PackagePushRequestId","SubscriberOrganizationKey"\n');
  });

  it('updates records too, and empties fields with #N/A', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const request = await pushRequest(hub);
    const rows = [`Id;ScheduledStartTime`, `${request};#N/A`, '0DVxy0000000099AAA;#N/A'];

    const id = await completedJob(hub, rows.join('\r\n'), {
      operation: 'update',
      object: 'PackagePushRequest',
      columnDelimiter: 'SEMICOLON',
      lineEnding: 'CRLF',
    });

    expect(await infoOf(hub, id)).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
    });
  });

  it('fails as a whole for a column that the object does not have', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const id = await completedJob(hub, 'Nope\nx\n');

    expect(await infoOf(hub, id)).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope',
    });
  });

  it('can be aborted until it is complete, and deleted when nothing happens to it', async ({
    expect,
  }) => {
    const hub = await hubWithCustomers();
    const open = await openJob(hub);
    const complete = await completedJob(hub, csvOf([]));

    const tooEarly = await rest(hub, `${JOBS}/${open}`, { method: 'DELETE' });
    const aborted = await stateSet(hub, open, 'Aborted');
    const tooLate = await stateSet(hub, complete, 'Aborted');
    const deleted = await rest(hub, `${JOBS}/${open}`, { method: 'DELETE' });

    expect(aborted.body).toMatchObject({ state: 'Aborted' });
    expect(errorOf(tooLate)).toEqual({
      status: 400,
      errorCode: 'INVALIDJOBSTATE',
      message: 'Aborting already Completed Job not allowed',
    });
    expect(errorOf(tooEarly).errorCode).toBe('INVALIDJOBSTATE');
    expect(deleted.status).toBe(204);
    expect((await rest(hub, `${JOBS}/${open}`)).status).toBe(404);
  });

  it('takes one upload, while it is open', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const id = await openJob(hub);
    await uploaded(hub, id, csvOf([]));

    expect(errorOf(await uploaded(hub, id, csvOf([])))).toMatchObject({
      status: 400,
      errorCode: 'INVALIDJOBSTATE',
    });
  });

  it('is refused for an object that it cannot change', async ({ expect }) => {
    const hub = await hubWithCustomers();

    for (const values of [{ object: 'User' }, { object: 'Nothing' }])
      expect(errorOf(await post(hub, JOBS, { operation: 'insert', ...values }))).toMatchObject({
        status: 400,
        errorCode: 'INVALIDENTITY',
      });
    expect(errorOf(await post(hub, JOBS, { object: 'User' })).errorCode).toBe('INVALIDJOB');
  });

  it('fails without data, and with data that is no CSV', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const empty = await openJob(hub);
    await stateSet(hub, empty, 'UploadComplete');
    const broken = await completedJob(hub, 'PackagePushRequestId\n"open');

    for (const id of [empty, broken])
      expect(await infoOf(hub, id)).toMatchObject({
        state: 'Failed',
        errorMessage: expect.stringContaining('InvalidBatch') as unknown,
      });
    expect((await rest(hub, `${JOBS}/${broken}/unprocessedrecords`)).body).toContain('"open');
  });

  it('takes no state that is not its own, and is closed once', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const id = await completedJob(hub, csvOf([]));

    for (const state of ['Someday', 'UploadComplete'])
      expect(errorOf(await stateSet(hub, id, state))).toMatchObject({
        status: 400,
        errorCode: 'INVALIDJOBSTATE',
      });
  });

  it('says with 501 what it cannot do', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const object = 'PackagePushJob';

    const upsert = await post(hub, JOBS, { operation: 'upsert', object });
    const multipart = await rest(hub, JOBS, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=B' },
      body: '--B--',
    });

    expect([upsert.status, multipart.status]).toEqual([501, 501]);
  });

  it('belongs to its org', async ({ expect }) => {
    const hub = await hubWithCustomers();
    const id = await openJob(hub);
    const token = hub.logins[1]?.accessToken ?? '';

    expect((await rest(hub, `${JOBS}/${id}`, { token })).status).toBe(404);
    expect((await rest(hub, JOBS)).body).toMatchObject({ done: true, records: [{ id }] });
  });
});
