import type { DeployJob } from '../deploy/deploy-job.ts';
import { makeMetadataStore } from '../metadata/metadata-store.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { SeededApp } from '../seed/app-schema.ts';
import { appsOf } from '../seed/generated-apps.ts';
import type { OrgSeed } from '../seed/seed-schema.ts';
import type { SoapValue } from '../soap/soap-answer.ts';
import type { Hub } from './hub.ts';
import { makeId, normalizeId } from './record-id.ts';
import { findGrant, makeRefreshToken } from './grants.ts';
import { makeSessionId } from './sessions.ts';

/** One org of the server, as whoever is logged in to it sees it. */
export interface Org {
  readonly hub: Hub;
  /** 18 characters. */
  readonly id: string;
  readonly userId: string;
  /** Its records count on from here. */
  readonly firstSerial: number;
  readonly settings: OrgSeed['org'];
  readonly login: OrgLogin;
  /** As the seed describes them. */
  readonly apps: () => readonly SeededApp[];
  readonly metadata: MetadataStore;
  readonly retrieves: Map<string, RetrieveJob>;
  readonly deploys: Map<string, DeployJob>;
  readonly cursors: Map<string, QueryCursor>;
}

/** What the seed says of the login, with the tokens that it leaves to chance. */
export type OrgLogin = OrgSeed['login'] & {
  readonly accessToken: string;
  readonly refreshToken: string;
};

/** Times are epoch milliseconds on the hub's clock. */
export interface RetrieveJob {
  readonly startMs: number;
  readonly endMs: number;
  /** The elements of the finished result. */
  readonly result: Readonly<Record<string, SoapValue>>;
}

export interface QueryCursor {
  readonly object: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Orgs on one instance share the first characters of ids, and count where the other does not. */
const RECORDS_OF_AN_ORG = 1_000_000_000;

export function openOrg(hub: Hub, seed: OrgSeed): Org {
  const id = normalizeId(seed.org.id) ?? seed.org.id;
  const neighbours = hub.orgs.filter((other) => instanceOf(other.id) === instanceOf(id));
  const firstSerial = neighbours.length * RECORDS_OF_AN_ORG;
  return {
    hub,
    id,
    userId: makeId('005', id, firstSerial + 1),
    firstSerial,
    settings: seed.org,
    login: {
      ...seed.login,
      accessToken: seed.login.accessToken ?? makeSessionId(id),
      refreshToken: refreshTokenOf(hub, seed),
    },
    apps: () => appsOf(seed),
    metadata: makeMetadataStore(seed),
    retrieves: new Map(),
    deploys: new Map(),
    cursors: new Map(),
  };
}

/** The seed's, as long as it is good: a login that is handed out works. */
function refreshTokenOf(hub: Hub, { login }: OrgSeed): string {
  const { refreshToken } = login;
  if (refreshToken === undefined) return makeRefreshToken();
  return findGrant(hub, refreshToken)?.isGood === false ? makeRefreshToken() : refreshToken;
}

function instanceOf(orgId: string): string {
  return orgId.slice(3, 5);
}

/** Every org counts for itself; the Dev Hub's numbers stand under the bare prefix. */
export function nextId(org: Org, prefix: string): string {
  const { hub } = org;
  const { serials } = hub.records;
  const key = org.id === hub.devHub.id ? prefix : `${org.id}:${prefix}`;
  const serial = (serials[key] ?? 0) + 1;
  serials[key] = serial;
  hub.isDirty = true;
  return makeId(prefix, org.id, org.firstSerial + serial);
}
