import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HubStartFailed } from '../hub-start-failed.ts';
import { recordsSchema } from './records-schema.ts';
import { emptyRecords } from './hub-records.ts';
import type { HubRecords } from './hub-records.ts';
import { replaceFile } from './replace-file.ts';

const FORMAT = 1;
const fileSchema = z.strictObject({ format: z.literal(FORMAT), records: recordsSchema });

export interface StateFile {
  read(orgId: string): HubRecords;
  write(records: HubRecords): Promise<void>;
}

export function openStateFile(stateDir: string, fresh: boolean): StateFile {
  const path = join(stateDir, 'embedded-hub.json');
  return {
    read: (orgId) => (fresh ? emptyRecords(orgId) : readRecords(path, orgId)),
    write: async (records) => {
      const text = `${JSON.stringify({ format: FORMAT, records }, undefined, 1)}\n`;
      await replaceFile(path, text, 0o600);
    },
  };
}

function readRecords(path: string, orgId: string): HubRecords {
  const text = readIfThere(path);
  if (text === undefined) return emptyRecords(orgId);
  const records = parseRecords(path, text);
  if (records.orgId !== orgId) {
    throw new HubStartFailed(
      'state-of-another-org',
      `${path} holds the state of org ${records.orgId}, and the seed describes org ${orgId}. ` +
        'Start once with --fresh to forget that state.',
    );
  }
  return records;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, 'it cannot be read', error);
  }
}

function parseRecords(path: string, text: string): HubRecords {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'it is not whole JSON', error);
  }
  const parsed = fileSchema.safeParse(document);
  if (!parsed.success)
    throw unreadable(path, 'it does not have the shape this version writes', parsed.error);
  return parsed.data.records;
}

function unreadable(path: string, why: string, cause: unknown): HubStartFailed {
  return new HubStartFailed(
    'state-unreadable',
    `The embedded Dev Hub's state in ${path} is unusable: ${why}. ` +
      'Put a good copy back, or start once with --fresh to forget it.',
    { cause },
  );
}
