import {
  abort,
  completeUpload,
  createJob,
  deleteJob,
  jobById,
  jobsIn,
  stateOf,
  upload,
} from '../bulk/ingest-jobs.ts';
import { readRows, writeRows } from '../bulk/job-csv.ts';
import type { HubApp, HubContext } from '../http/hub-context.ts';
import { json, noContent } from '../http/rest-answer.ts';
import { restTime } from '../objects/standard-fields.ts';
import { Refusal, notBuilt } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import type { BulkJobRecord } from '../state/push-records.ts';
import { readRecordBody } from './record-body.ts';

const ROOT = '/services/data/:version/jobs/ingest';

/** Bulk API 2.0, the half that writes. */
export function ingestRoutes(app: HubApp): void {
  app.post(ROOT, async (context) => {
    if (/^multipart\//i.test(context.req.header('content-type') ?? ''))
      throw notBuilt('creating a Bulk API job together with its data');
    const org = context.get('org');
    const job = createJob(org, await readRecordBody(context), context.get('apiVersion'));
    return json(shortInfo(org, job));
  });

  app.get(ROOT, (context) => {
    const org = context.get('org');
    return json({
      done: true,
      records: jobsIn(org).map((job) => shortInfo(org, job)),
      nextRecordsUrl: null,
    });
  });

  app.put(`${ROOT}/:id/batches`, async (context) => {
    upload(context.get('org'), jobOf(context), await context.req.text());
    return new Response(null, { status: 201 });
  });

  app.patch(`${ROOT}/:id`, async (context) => {
    const org = context.get('org');
    const job = jobOf(context);
    const { state } = await readRecordBody(context);
    if (state === 'UploadComplete') await completeUpload(org, job);
    else if (state === 'Aborted') abort(org, job);
    else throw new Refusal(400, 'INVALIDJOBSTATE', `The state can't become ${String(state)}`);
    return json({ ...shortInfo(org, job), state });
  });

  app.get(`${ROOT}/:id`, (context) => {
    const org = context.get('org');
    return json(fullInfo(org, jobOf(context)));
  });

  app.delete(`${ROOT}/:id`, (context) => {
    deleteJob(context.get('org'), jobOf(context));
    return noContent();
  });

  app.get(`${ROOT}/:id/successfulResults`, async (context) => csv(await successful(context)));
  app.get(`${ROOT}/:id/failedResults`, async (context) => csv(await failed(context)));
  app.get(`${ROOT}/:id/unprocessedrecords`, async (context) => {
    const job = jobOf(context);
    const isProcessed = job.state === 'UploadComplete' && job.errorMessage === null;
    return csv(isProcessed ? await writeRows(await columnsOf(job), [], job) : (job.csv ?? ''));
  });
}

function jobOf(context: HubContext): BulkJobRecord {
  return jobById(context.get('org'), context.req.param('id') ?? '');
}

async function successful(context: HubContext): Promise<string> {
  const job = jobOf(context);
  const columns = await columnsOf(job);
  const done = finished(context, job).filter(({ error }) => error === null);
  return writeRows(
    ['sf__Id', 'sf__Created', ...columns],
    done.map(({ id, isCreated, row }) => [
      id ?? '',
      String(isCreated),
      ...columns.map((column) => row[column] ?? ''),
    ]),
    job,
  );
}

async function failed(context: HubContext): Promise<string> {
  const job = jobOf(context);
  const columns = await columnsOf(job);
  const broken = finished(context, job).filter(({ error }) => error !== null);
  return writeRows(
    ['sf__Id', 'sf__Error', ...columns],
    broken.map(({ error, row }) => [
      row['Id'] ?? '',
      error ?? '',
      ...columns.map((column) => row[column] ?? ''),
    ]),
    job,
  );
}

/** Results show when the job is complete. */
function finished(context: HubContext, job: BulkJobRecord): BulkJobRecord['results'] {
  return stateOf(context.get('org'), job) === 'JobComplete' ? job.results : [];
}

async function columnsOf(job: BulkJobRecord): Promise<readonly string[]> {
  return (await readRows(job.csv ?? '', job))?.columns ?? [];
}

function shortInfo(org: Org, job: BulkJobRecord) {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: org.userId,
    createdDate: restTime(job.createdAt),
    systemModstamp: restTime(job.modifiedAt),
    state: stateOf(org, job),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    contentUrl: `services/data/v${job.apiVersion}.0/jobs/ingest/${job.id}/batches`,
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

function fullInfo(org: Org, job: BulkJobRecord) {
  const results = stateOf(org, job) === 'JobComplete' ? job.results : [];
  return {
    ...shortInfo(org, job),
    jobType: 'V2Ingest',
    numberRecordsProcessed: results.length,
    numberRecordsFailed: results.filter(({ error }) => error !== null).length,
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
    retries: 0,
    totalProcessingTime: 0,
    apiActiveProcessingTime: 0,
    apexProcessingTime: 0,
  };
}

function csv(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/csv' } });
}
