import { emptyRecords } from './hub-records.ts';
import type { HubRecords } from './hub-records.ts';
import { openStateFile } from './state-file.ts';
import { lockState } from './state-lock.ts';

/** The records of a hub and the way they are kept. */
export interface RecordStore {
  readonly records: HubRecords;
  save(): Promise<void>;
  release(): void;
}

export function openRecords(
  orgId: string,
  stateDir: string | undefined,
  isFresh: boolean,
): RecordStore {
  if (stateDir === undefined) {
    return { records: emptyRecords(orgId), save: async () => Promise.resolve(), release: () => {} };
  }
  const release = lockState(stateDir);
  try {
    const file = openStateFile(stateDir, isFresh);
    const records = file.read(orgId);
    return { records, save: async () => file.write(records), release };
  } catch (error) {
    release();
    throw error;
  }
}
