import type { HubPackage } from './version/hub-version.ts';

export interface HubIdentity {
  readonly orgId: string;
  readonly username: string;
  /** Without a trailing slash. */
  readonly instanceUrl: string;
  /** The newest API version of the org: 68.0 */
  readonly apiVersion: string;
}

/** What the hub says about itself, before anything is asked of it. */
export interface HubFacts {
  readonly isDevHub: boolean;
  /** Nothing where second-generation packaging is off, or the user may not see packages. */
  readonly packages: readonly HubPackage[] | undefined;
  /** The hub's own namespace, which must not be the package's. */
  readonly ownNamespace: string | undefined;
  readonly linkedNamespaces: readonly string[];
  readonly versionSlots: VersionSlots;
}

/** What is left of today's limits; nothing where the hub does not tell. */
export interface VersionSlots {
  readonly validated: Slots | undefined;
  readonly withoutValidation: Slots | undefined;
}

export interface Slots {
  readonly max: number;
  readonly remaining: number;
}
