import type { HubContext } from '../http/hub-context.ts';
import { Refusal } from '../refusal.ts';

/** The record of a create or update: JSON, or a form whose files are its blob fields. */
export async function readRecordBody(context: HubContext): Promise<Record<string, unknown>> {
  const contentType = context.req.header('content-type') ?? '';
  if (/^multipart\/form-data/i.test(contentType)) return formRecord(context);
  return recordOf(await context.req.text());
}

async function formRecord(context: HubContext): Promise<Record<string, unknown>> {
  const form = await context.req.formData().catch(() => {
    throw new Refusal(400, 'INVALID_MULTIPART_REQUEST', 'The multipart request can not be read.');
  });
  let record: Record<string, unknown> | undefined;
  const blobs: Record<string, string> = {};
  for (const [name, part] of form) {
    if (typeof part === 'string') record = recordOf(part);
    else blobs[name] = Buffer.from(await part.arrayBuffer()).toString('base64');
  }
  if (record === undefined) {
    throw new Refusal(
      400,
      'INVALID_MULTIPART_REQUEST',
      'The multipart request has no part for the record.',
    );
  }
  return { ...record, ...blobs };
}

function recordOf(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Refusal(
      400,
      'JSON_PARSER_ERROR',
      error instanceof Error ? error.message : 'not JSON',
    );
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw new Refusal(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object.');
}
