import { makeMetadataStore } from '../metadata/metadata-store.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import type { OrgSeed } from '../seed/seed-schema.ts';
import type { SoapValue } from '../soap/soap-answer.ts';
import type { Hub } from './hub.ts';
import { makeId, normalizeId } from './record-id.ts';
import { makeRefreshToken, makeSessionId } from './sessions.ts';

/** One org of the server, as whoever is logged in to it sees it. */
export interface Org {
  readonly hub: Hub;
  /** 18 characters. */
  readonly id: string;
  readonly userId: string;
  readonly settings: OrgSeed['org'];
  readonly login: OrgLogin;
  readonly metadata: MetadataStore;
  readonly retrieves: Map<string, RetrieveJob>;
  readonly cursors: Map<string, QueryCursor>;
}

/** What the seed says of the login, with the tokens that it leaves to chance. */
export type OrgLogin = OrgSeed['login'] & {
  readonly accessToken: string;
  readonly refreshToken: string;
};

export interface RetrieveJob {
  polls: number;
  /** The elements of the finished result. */
  readonly result: Readonly<Record<string, SoapValue>>;
}

export interface QueryCursor {
  readonly object: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export function openOrg(hub: Hub, seed: OrgSeed): Org {
  const id = normalizeId(seed.org.id) ?? seed.org.id;
  return {
    hub,
    id,
    userId: makeId('005', id, 1),
    settings: seed.org,
    login: {
      ...seed.login,
      accessToken: seed.login.accessToken ?? makeSessionId(id),
      refreshToken: seed.login.refreshToken ?? makeRefreshToken(),
    },
    metadata: makeMetadataStore(seed),
    retrieves: new Map(),
    cursors: new Map(),
  };
}

/** Every org counts for itself; the Dev Hub's numbers stand under the bare prefix. */
export function nextId(org: Org, prefix: string): string {
  const { hub } = org;
  const { serials } = hub.records;
  const key = org.id === hub.devHub.id ? prefix : `${org.id}:${prefix}`;
  const serial = (serials[key] ?? 0) + 1;
  serials[key] = serial;
  hub.isDirty = true;
  return makeId(prefix, org.id, serial);
}
