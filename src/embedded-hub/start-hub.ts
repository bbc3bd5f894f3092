import { z } from 'zod';
import { startFaultScript } from './faults/fault-script.ts';
import { faultSchema } from './faults/fault.ts';
import type { Fault } from './faults/fault.ts';
import { hubApp } from './http/hub-app.ts';
import { listen } from './http/listen.ts';
import { startRequestLog } from './http/record-requests.ts';
import type { RecordedRequest } from './http/record-requests.ts';
import { makeMetadataStore } from './metadata/metadata-store.ts';
import { readSeed } from './seed/read-seed.ts';
import type { Seed } from './seed/seed-schema.ts';
import { startClock } from './state/hub-clock.ts';
import type { HubRecords } from './state/hub-records.ts';
import type { Hub } from './state/hub.ts';
import { openRecords } from './state/open-records.ts';
import type { RecordStore } from './state/open-records.ts';
import { makeId, normalizeId } from './state/record-id.ts';
import { takeOverSeededPackages } from './state/seeded-packages.ts';
import { makeRefreshToken, makeSessionId, startSessions } from './state/sessions.ts';

export interface HubOptions {
  /** The YAML file that describes the org. */
  readonly seedFile: string;
  /** Where packages, versions and limits are kept between runs. Absent: in memory only. */
  readonly stateDir?: string;
  /** Forget the state first. */
  readonly fresh?: boolean;
  /** 0: any free one. Absent: the remembered one if it is free, else the seed's, else any free one. */
  readonly port?: number;
  /** Records on a page of a query. */
  readonly pageSize?: number;
  /** How long a version build takes from request to success. */
  readonly buildMs?: number;
  readonly faults?: readonly Fault[];
  /** The time the hub goes by, in epoch milliseconds; the machine's when absent. */
  readonly readMs?: () => number;
}

export interface RunningHub {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly login: HubLogin;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface HubLogin {
  readonly username: string;
  readonly orgId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
}

/** Starts the embedded Dev Hub: a server on loopback that speaks what Salesforce speaks. See BEHAVIOUR.md. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const seed = readSeed(options.seedFile);
  const login = loginOf(seed);
  const store = openRecords(login.orgId, options.stateDir, options.fresh ?? false);
  try {
    const hub = hubOf(seed, login, store.records, options);
    takeOverSeededPackages(hub, seed);
    const log = startRequestLog();
    const faults = startFaultScript(
      z.array(faultSchema).parse([...seed.faults, ...(options.faults ?? [])]),
    );
    const save = saverOf(hub, store);
    const listening = await listen(hubApp({ hub, log, faults, save }), {
      explicit: options.port,
      preferred: [hub.records.port, seed.port].filter((port) => typeof port === 'number'),
    });
    hub.url = `http://127.0.0.1:${listening.port}`;
    hub.records.port = listening.port;
    hub.isDirty = true;
    await save();
    return {
      url: hub.url,
      login,
      requests: log.requests,
      close: async () => {
        await listening.close();
        store.release();
      },
    };
  } catch (error) {
    store.release();
    throw error;
  }
}

/** A request that only read waits too: what it read may not be written yet. */
function saverOf(hub: Hub, store: RecordStore): () => Promise<void> {
  let pending = Promise.resolve();
  return async () => {
    if (hub.isDirty) {
      hub.isDirty = false;
      pending = store.save();
    }
    try {
      await pending;
    } catch (error) {
      hub.isDirty = true;
      throw error;
    }
  };
}

function hubOf(seed: Seed, login: HubLogin, records: HubRecords, options: HubOptions): Hub {
  return {
    seed,
    orgId: login.orgId,
    userId: login.userId,
    clock: startClock(options.readMs),
    records,
    metadata: makeMetadataStore(seed),
    sessions: startSessions(login.orgId, login.accessToken, login.refreshToken),
    retrieves: new Map(),
    cursors: new Map(),
    buildMs: options.buildMs ?? seed.buildMs,
    pageSize: options.pageSize ?? seed.pageSize,
    url: '',
    isDirty: false,
  };
}

function loginOf(seed: Seed): HubLogin {
  const orgId = normalizeId(seed.org.id) ?? seed.org.id;
  return {
    username: seed.login.username,
    orgId,
    userId: makeId('005', orgId, 1),
    accessToken: seed.login.accessToken ?? makeSessionId(orgId),
    refreshToken: seed.login.refreshToken ?? makeRefreshToken(),
    clientId: seed.login.clientId,
  };
}
