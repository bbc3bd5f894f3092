import type { Connection } from '@salesforce/core';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import type { HubOptions } from '../../src/embedded-hub/start-hub.ts';
import type { DevHub } from '../../src/ports/dev-hub.ts';
import { connect } from '../../src/salesforce/connect.ts';
import { salesforceDevHub } from '../../src/salesforce/dev-hub.ts';
import { FakeClock } from './fake-clock.ts';
import { startSeededHub, type SeededHub } from './seeded-hub.ts';
import { transportFor } from './transport-for.ts';

export interface AdapterOnHub {
  readonly hub: SeededHub;
  readonly connection: Connection;
  readonly devHub: DevHub;
  readonly clock: FakeClock;
  readonly warnings: readonly string[];
  /** What goes wrong from now on, in the place of what went wrong before. */
  readonly fail: (...faults: readonly Fault[]) => Promise<void>;
  /** What is asked of the hub meanwhile: "METHOD path", SOAP operations by their name, queries by their object. */
  readonly requestsOf: (work: () => Promise<unknown>) => Promise<readonly string[]>;
}

export interface AdapterOptions {
  readonly seed?: (seed: Seed) => Seed;
  readonly hub?: Partial<HubOptions>;
  readonly projectDir?: string;
}

/** The real adapter, logged in to an embedded hub of the shipped org; all of it is gone after the test. */
export async function adapterOnHub({
  seed,
  hub: hubOptions,
  projectDir = '/nowhere',
}: AdapterOptions = {}): Promise<AdapterOnHub> {
  const hub = await startSeededHub(seed, hubOptions);
  const clock = new FakeClock();
  const warnings: string[] = [];
  const hubConnection = await connect(
    transportFor(),
    { kind: 'access-token', accessToken: hub.login.accessToken, instanceUrl: hub.url },
    (message) => warnings.push(message),
  );
  return {
    hub,
    connection: hubConnection.connection,
    devHub: salesforceDevHub(hubConnection, clock, projectDir),
    clock,
    warnings,
    fail: async (...faults) => {
      await fetch(`${hub.url}/__hub/faults`, { method: 'POST', body: JSON.stringify(faults) });
    },
    requestsOf: async (work) => {
      const before = hub.requests.length;
      await work();
      return hub.requests
        .slice(before)
        .map(({ method, path, soap, soql }) =>
          soql === undefined
            ? (soap ?? `${method} ${path.replace(/^\/services\/data\/v\d+\.0/, '')}`)
            : (/ FROM (\w+)/.exec(soql)?.[1] ?? soql),
        );
    },
  };
}
