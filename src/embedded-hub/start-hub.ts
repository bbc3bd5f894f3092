import { z } from 'zod';
import { readScenario } from './faults/read-scenario.ts';
import { startFaultScript } from './faults/fault-script.ts';
import { faultSchema } from './faults/fault.ts';
import type { Fault, ParsedFault } from './faults/fault.ts';
import { hubFetch } from './http/hub-app.ts';
import { restoreInstalledComponents } from './installing/installs.ts';
import { openSockets } from './http/open-sockets.ts';
import type { HttpsAddress } from './http/open-sockets.ts';
import { startRequestLog } from './http/record-requests.ts';
import type { RecordedRequest } from './http/record-requests.ts';
import { handOutLogin } from './login/hand-out-login.ts';
import { readSeed } from './seed/read-seed.ts';
import { orgsOf } from './seed/seeded-orgs.ts';
import type { Seed } from './seed/seed-schema.ts';
import { startClock } from './state/hub-clock.ts';
import type { HubRecords } from './state/hub-records.ts';
import type { Hub } from './state/hub.ts';
import { openOrg } from './state/org.ts';
import type { Org } from './state/org.ts';
import { openRecords } from './state/open-records.ts';
import type { RecordStore } from './state/open-records.ts';
import { normalizeId } from './state/record-id.ts';
import { takeOverSeededPackages } from './state/seeded-packages.ts';
import { startSessions } from './state/sessions.ts';

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
  /** A YAML file of faults. */
  readonly scenarioFile?: string;
  /** Listen for https, too. */
  readonly tls?: boolean;
  /** Hears of a scripted fault when it strikes; where the request is carried out all the same, right after that. */
  readonly onFault?: (fault: ParsedFault) => void;
  /** The time the hub goes by, in epoch milliseconds; the machine's when absent. */
  readonly readMs?: () => number;
}

export interface RunningHub {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly https?: HttpsAddress;
  /** To the Dev Hub. */
  readonly login: HubLogin;
  /** To every org of the server, the Dev Hub first. */
  readonly logins: readonly HubLogin[];
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface HubLogin {
  readonly orgName: string;
  readonly kind: 'dev-hub' | 'production' | 'sandbox';
  readonly namespace: string | null;
  readonly username: string;
  readonly orgId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly takesJwt: boolean;
}

/** Starts the embedded Dev Hub: a server on loopback that speaks what Salesforce speaks. See BEHAVIOUR.md. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const seed = readSeed(options.seedFile);
  const scenario = options.scenarioFile === undefined ? [] : readScenario(options.scenarioFile);
  const orgId = normalizeId(seed.org.id) ?? seed.org.id;
  const store = openRecords(orgId, options.stateDir, options.fresh ?? false);
  try {
    const hub = hubOf(seed, store.records, options);
    takeOverSeededPackages(hub, seed);
    restoreInstalledComponents(hub);
    const log = startRequestLog();
    const faults = startFaultScript(
      z.array(faultSchema).parse([...seed.faults, ...scenario, ...(options.faults ?? [])]),
    );
    const save = saverOf(hub, store);
    const { onFault } = options;
    const fetch = hubFetch({
      hub,
      log,
      faults,
      save,
      ...(onFault !== undefined && { onFault }),
      goDown: (ms) => sockets.goDown(ms),
    });
    const preferred = [hub.records.port, seed.port].filter((port) => typeof port === 'number');
    const sockets = await openSockets(
      fetch,
      { explicit: options.port, preferred },
      options.tls === true ? { folder: options.stateDir } : undefined,
    );
    const { url, https } = sockets;
    hub.urls = https === undefined ? [url] : [url, https.url];
    hub.records.port = sockets.port;
    hub.isDirty = true;
    await save();
    return {
      url,
      ...(https !== undefined && { https }),
      login: loginOf(hub.devHub),
      logins: hub.orgs.map(loginOf),
      requests: log.requests,
      close: async () => {
        await sockets.close();
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

function hubOf(seed: Seed, records: HubRecords, options: HubOptions): Hub {
  const orgs: Org[] = [];
  const clock = startClock(options.readMs);
  const hub: Hub = {
    seed,
    orgs,
    get devHub() {
      const [devHub] = orgs;
      if (devHub === undefined) throw new TypeError('A hub has a Dev Hub.');
      return devHub;
    },
    clock,
    records,
    sessions: startSessions(clock),
    handedOutGrants: [],
    codes: new Map(),
    buildMs: options.buildMs ?? seed.buildMs,
    pageSize: options.pageSize ?? seed.pageSize,
    urls: [],
    isDirty: false,
  };
  for (const orgSeed of orgsOf(seed)) {
    const org = openOrg(hub, orgSeed);
    orgs.push(org);
    handOutLogin(org);
  }
  return hub;
}

function loginOf({ id, userId, login, settings }: Org): HubLogin {
  const { username, accessToken, refreshToken, clientId, clientSecret, jwtCertificate } = login;
  const { name: orgName, namespace, isDevHub, isSandbox } = settings;
  return {
    orgName,
    kind: isDevHub ? 'dev-hub' : isSandbox ? 'sandbox' : 'production',
    namespace,
    username,
    orgId: id,
    userId,
    accessToken,
    refreshToken,
    clientId,
    clientSecret,
    takesJwt: jwtCertificate !== undefined,
  };
}
