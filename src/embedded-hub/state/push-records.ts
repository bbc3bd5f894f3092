import { z } from 'zod';

const audited = { id: z.string(), createdAt: z.string(), modifiedAt: z.string() };

export const pushRequestRecordSchema = z.strictObject({
  ...audited,
  versionId: z.string(),
  isMigration: z.boolean(),
  /** Epoch ms. */
  scheduledMs: z.number().nullable(),
  status: z.enum(['Created', 'Pending', 'In Progress', 'Succeeded', 'Failed', 'Canceled']),
  /** Epoch ms; when the push starts at the earliest. Null until it is Pending. */
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
});

export const pushJobRecordSchema = z.strictObject({
  ...audited,
  requestId: z.string(),
  /** 18 characters. */
  orgKey: z.string(),
  status: z.enum(['Created', 'Pending', 'In Progress', 'Succeeded', 'Failed', 'Canceled']),
  problem: z.string().nullable(),
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
});

const csvRow = z.record(z.string(), z.string());

export const bulkJobRecordSchema = z.strictObject({
  ...audited,
  orgId: z.string(),
  object: z.string(),
  operation: z.enum(['insert', 'update']),
  columnDelimiter: z.string(),
  lineEnding: z.enum(['LF', 'CRLF']),
  apiVersion: z.int(),
  state: z.enum(['Open', 'UploadComplete', 'Aborted']),
  csv: z.string().nullable(),
  /** What became of each row once the upload was complete. */
  results: z.array(
    z.strictObject({
      row: csvRow,
      id: z.string().nullable(),
      isCreated: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
  /** What makes the whole upload unusable. */
  errorMessage: z.string().nullable(),
  startedAtMs: z.number().nullable(),
});

export type PushRequestRecord = z.infer<typeof pushRequestRecordSchema>;
export type PushJobRecord = z.infer<typeof pushJobRecordSchema>;
export type BulkJobRecord = z.infer<typeof bulkJobRecordSchema>;
