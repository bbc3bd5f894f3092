import { z } from 'zod';
import { objectNamed } from '../objects/object-catalog.ts';
import { Refusal, notBuilt, notFound } from '../refusal.ts';
import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { Org } from '../state/org.ts';
import type { BulkJobRecord } from '../state/push-records.ts';
import { normalizeId } from '../state/record-id.ts';
import { isColumnDelimiter, readRows } from './job-csv.ts';
import { processRows } from './process-rows.ts';

export type JobState =
  | 'Open'
  | 'UploadComplete'
  | 'InProgress'
  | 'JobComplete'
  | 'Failed'
  | 'Aborted';

const newJobSchema = z.looseObject({
  object: z.string(),
  operation: z.string(),
  contentType: z.literal('CSV').default('CSV'),
  columnDelimiter: z.string().default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
});

export function createJob(org: Org, body: unknown, apiVersion: number): BulkJobRecord {
  const parsed = newJobSchema.safeParse(body);
  if (!parsed.success || !isColumnDelimiter(parsed.data.columnDelimiter)) {
    // Text assumed.
    throw new Refusal(400, 'INVALIDJOB', 'InvalidJob : The job is not described as it should be.');
  }
  const { object: name, operation, columnDelimiter, lineEnding } = parsed.data;
  if (operation !== 'insert' && operation !== 'update')
    throw notBuilt(`the Bulk API operation ${operation}`);
  const object = objectNamed(org, 'data', name);
  const way = operation === 'insert' ? 'create' : 'update';
  if (object === undefined || object[way] === undefined) {
    // Text assumed.
    throw new Refusal(
      400,
      'INVALIDENTITY',
      `InvalidEntity : Entity '${name}' is not supported by the Bulk API.`,
    );
  }
  const time = timestamp(org.hub);
  const job: BulkJobRecord = {
    id: nextId(org, '750'),
    createdAt: time,
    modifiedAt: time,
    orgId: org.id,
    object: object.name,
    operation,
    columnDelimiter,
    lineEnding,
    apiVersion,
    state: 'Open',
    csv: null,
    results: [],
    errorMessage: null,
    startedAtMs: null,
  };
  org.hub.records.bulkJobs.push(job);
  return job;
}

export function jobsIn(org: Org): readonly BulkJobRecord[] {
  return org.hub.records.bulkJobs.filter(({ orgId }) => orgId === org.id);
}

export function jobById(org: Org, id: string): BulkJobRecord {
  const wanted = normalizeId(id);
  const job = jobsIn(org).find((candidate) => candidate.id === wanted);
  if (job === undefined) throw notFound();
  return job;
}

export function upload(org: Org, job: BulkJobRecord, csv: string): void {
  // The rule is the guide's: one upload for each job. Text assumed.
  if (job.state !== 'Open' || job.csv !== null)
    throw wrongState('Data can be uploaded once, while the job is open');
  job.csv = csv;
  touch(org, job);
}

/** Rows are processed at once; that takes its time only for who looks. */
export async function completeUpload(org: Org, job: BulkJobRecord): Promise<void> {
  const rows = job.csv === null ? undefined : await readRows(job.csv, job);
  // From here on nothing waits, so that nobody sees a job half done.
  if (job.state !== 'Open') throw wrongState('Closing already closed Job not allowed');
  job.state = 'UploadComplete';
  job.startedAtMs = org.hub.clock.now();
  processRows(org, job, rows);
  touch(org, job);
}

export function abort(org: Org, job: BulkJobRecord): void {
  // The text is Salesforce's (restforce issue 905).
  if (!['Open', 'UploadComplete', 'InProgress'].includes(stateOf(org, job)))
    throw wrongState('Aborting already Completed Job not allowed');
  job.state = 'Aborted';
  touch(org, job);
}

export function deleteJob(org: Org, job: BulkJobRecord): void {
  // The rule is the guide's, the text assumed.
  if (['Open', 'InProgress'].includes(stateOf(org, job)))
    throw wrongState('Deleting a Job that is open or in progress not allowed');
  const { bulkJobs } = org.hub.records;
  bulkJobs.splice(bulkJobs.indexOf(job), 1);
  org.hub.isDirty = true;
}

/** Half of its time a job waits, half of it works. */
export function stateOf(org: Org, job: BulkJobRecord): JobState {
  if (job.state !== 'UploadComplete' || job.startedAtMs === null) return job.state;
  const { bulkMs } = org.hub.seed;
  const passedMs = org.hub.clock.now() - job.startedAtMs;
  if (passedMs < bulkMs / 2) return 'UploadComplete';
  if (passedMs < bulkMs) return 'InProgress';
  return job.errorMessage === null ? 'JobComplete' : 'Failed';
}

function wrongState(message: string): Refusal {
  return new Refusal(400, 'INVALIDJOBSTATE', message);
}

function touch(org: Org, job: BulkJobRecord): void {
  job.modifiedAt = timestamp(org.hub);
  org.hub.isDirty = true;
}
