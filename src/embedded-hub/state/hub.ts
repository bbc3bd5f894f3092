import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { Seed } from '../seed/seed-schema.ts';
import type { SoapValue } from '../soap/soap-answer.ts';
import type { HubClock } from './hub-clock.ts';
import type { HubRecords } from './hub-records.ts';
import { makeId } from './record-id.ts';
import type { Sessions } from './sessions.ts';

/** Everything a route may look at: what was seeded, what was committed, and what lives as long as the process. */
export interface Hub {
  readonly seed: Seed;
  readonly orgId: string;
  readonly userId: string;
  readonly clock: HubClock;
  readonly records: HubRecords;
  readonly metadata: MetadataStore;
  readonly sessions: Sessions;
  readonly retrieves: Map<string, RetrieveJob>;
  readonly cursors: Map<string, QueryCursor>;
  readonly buildMs: number;
  readonly pageSize: number;
  /** Where this hub listens, without a trailing slash. */
  url: string;
  /** Set by whoever changes `records`; what is committed is written before the answer leaves. */
  isDirty: boolean;
}

export interface RetrieveJob {
  polls: number;
  /** The elements of the finished result. */
  readonly result: Readonly<Record<string, SoapValue>>;
}

export interface QueryCursor {
  readonly object: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export function nextId(hub: Hub, prefix: string): string {
  const serial = (hub.records.serials[prefix] ?? 0) + 1;
  hub.records.serials[prefix] = serial;
  hub.isDirty = true;
  return makeId(prefix, hub.orgId, serial);
}

/** Salesforce keeps the times of records to the second. */
export function timestamp(hub: Hub): string {
  return new Date(Math.floor(hub.clock.now() / 1000) * 1000).toISOString();
}
