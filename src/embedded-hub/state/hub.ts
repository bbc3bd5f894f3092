import type { AuthorizationCode } from '../login/authorization-codes.ts';
import type { Seed } from '../seed/seed-schema.ts';
import type { GrantRecord } from './grants.ts';
import type { HubClock } from './hub-clock.ts';
import type { HubRecords } from './hub-records.ts';
import type { Org } from './org.ts';
import type { Sessions } from './sessions.ts';

/** The server: what its orgs share, what was committed, and what lives as long as the process. */
export interface Hub {
  readonly seed: Seed;
  /** The org that owns the packages. */
  readonly devHub: Org;
  /** All of them, the Dev Hub first. */
  readonly orgs: readonly Org[];
  readonly clock: HubClock;
  readonly records: HubRecords;
  readonly sessions: Sessions;
  /** Of the logins that stand in the seed or were made at the start. */
  readonly handedOutGrants: GrantRecord[];
  readonly codes: Map<string, AuthorizationCode>;
  readonly buildMs: number;
  readonly pageSize: number;
  /** Where this hub listens, without a trailing slash. */
  urls: readonly string[];
  /** Set by whoever changes `records`; what is committed is written before the answer leaves. */
  isDirty: boolean;
}

/** Salesforce keeps the times of records to the second. */
export function timestamp(hub: Hub): string {
  return new Date(Math.floor(hub.clock.now() / 1000) * 1000).toISOString();
}
