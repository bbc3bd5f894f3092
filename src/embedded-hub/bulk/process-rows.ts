import { createNow } from '../objects/create-now.ts';
import { checkedValues } from '../objects/checked-values.ts';
import { fieldNamed, objectNamed } from '../objects/object-catalog.ts';
import { requireChange } from '../objects/require-change.ts';
import type { ObjectDefinition } from '../objects/object-definition.ts';
import { Refusal } from '../refusal.ts';
import type { Org } from '../state/org.ts';
import type { BulkJobRecord } from '../state/push-records.ts';
import { normalizeId } from '../state/record-id.ts';
import type { JobRows } from './job-csv.ts';

/** What clients write to empty a field; an empty value changes nothing. */
const EMPTIED = '#N/A';

/** Does what the job's rows ask for, each for itself; a column that the object does not have fails the whole job. */
export function processRows(org: Org, job: BulkJobRecord, read: JobRows | undefined): void {
  const object = objectNamed(org, 'data', job.object);
  if (object === undefined || read === undefined) {
    job.errorMessage = 'InvalidBatch : The data of the job can not be read as CSV';
    return;
  }
  const unknown = read.columns.find((column) => !isColumn(object, column, job));
  if (unknown !== undefined) {
    // The text is Salesforce's (amp-labs/connectors pull request 118).
    job.errorMessage = `InvalidBatch : Field name not found : ${unknown}`;
    return;
  }
  for (const row of read.rows) job.results.push(processRow(org, object, job, row));
}

function processRow(
  org: Org,
  object: ObjectDefinition,
  job: BulkJobRecord,
  row: Readonly<Record<string, string>>,
): BulkJobRecord['results'][number] {
  const isCreated = job.operation === 'insert';
  try {
    const id = isCreated ? inserted(org, object, job, row) : updated(org, object, job, row);
    return { row: { ...row }, id, isCreated, error: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { row: { ...row }, id: null, isCreated: false, error: errorText(error) };
  }
}

function inserted(
  org: Org,
  object: ObjectDefinition,
  job: BulkJobRecord,
  row: Readonly<Record<string, string>>,
): string {
  const values = checkedValues(object, valuesOf(object, row, job), 'create', job.apiVersion);
  return createNow(object, org, values, job.apiVersion);
}

function updated(
  org: Org,
  object: ObjectDefinition,
  job: BulkJobRecord,
  row: Readonly<Record<string, string>>,
): string {
  const { Id = '', ...others } = row;
  const id = normalizeId(Id);
  if (id === undefined || !object.rows(org).some((record) => record.Id === id))
    throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['Id']);
  const values = checkedValues(object, valuesOf(object, others, job), 'update', job.apiVersion);
  requireChange(org, object, values);
  object.update?.(org, id, values);
  return id;
}

function isColumn(object: ObjectDefinition, column: string, job: BulkJobRecord): boolean {
  return fieldNamed(object, column, job.apiVersion) !== undefined;
}

function valuesOf(
  object: ObjectDefinition,
  row: Readonly<Record<string, string>>,
  { apiVersion }: BulkJobRecord,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, text]) => text !== '')
      .map(([column, text]) => [
        column,
        valueOf(fieldNamed(object, column, apiVersion)?.type, text),
      ]),
  );
}

function valueOf(type: string | undefined, text: string): unknown {
  if (text === EMPTIED) return null;
  if (type === 'boolean') return text.toLowerCase() === 'true';
  return type === 'int' || type === 'double' ? Number(text) : text;
}

/** As in the results of a real job: code, message, fields. */
function errorText({ errorCode, message, fields = [] }: Refusal): string {
  return `${errorCode}:${message}:${fields.join(', ')} --`;
}
