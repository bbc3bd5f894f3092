import type { HubIdentity } from '../hub-facts.ts';
import type { FileChange } from './file-change.ts';

/**
 * What a release would do, and nothing else: a versioned document. `release --plan` does exactly this, or says what has
 * moved since.
 */
export interface ReleasePlan {
  readonly kind: 'eca-release/plan';
  readonly formatVersion: 1;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** True: the hub is on the machine that made the plan, and nothing is really released. */
  readonly rehearsal: boolean;
  readonly hub: HubIdentity;
  /** The flags that decide what is done; `release --plan` takes them from here. */
  readonly asked: AskedFor;
  /** The settings that decide what is done, one line each: "packages[Acme].path" to "force-app". */
  readonly settings: Readonly<Record<string, string>>;
  readonly sourceApiVersion: string;
  /** The commit that the version's description will name; null without a commit. */
  readonly commit: string | null;
  /** What was asked, and what came. */
  readonly reads: readonly ReadFact[];
  readonly packages: readonly PlannedPackage[];
  /** Files that will be written or removed. */
  readonly files: readonly FileChange[];
  /** What lies there now, of all files that a release keeps in shape: path to SHA-256; null where there is none. */
  readonly workspace: Readonly<Record<string, string | null>>;
  /** Records that will be made or changed in the hub. */
  readonly records: readonly HubRecord[];
  /** Only limits that something is spent of. */
  readonly slots: readonly SlotSpending[];
}

export interface AskedFor {
  readonly promote: boolean;
  readonly retryFailed: boolean;
  readonly acceptRemovedMetadata: boolean;
}

export interface ReadFact {
  readonly what: string;
  readonly found: string;
}

export interface PlannedPackage {
  readonly name: string;
  readonly package:
    | { readonly action: 'reuse'; readonly id: string }
    | { readonly action: 'create'; readonly namespace: string };
  /** major.minor.patch */
  readonly number: string;
  readonly numberOrigin: string;
  readonly ancestor: PlannedAncestor;
  readonly components: readonly PlannedComponent[];
  /** eca-release/<number>/<digest>: the tag by which the version is found. */
  readonly releaseKey: string;
  readonly version: PlannedVersion;
}

export type PlannedAncestor =
  | { readonly kind: 'version'; readonly versionId: string; readonly number: string }
  | { readonly kind: 'none' }
  /** The number has no place in the package's line of versions. */
  | { readonly kind: 'impossible'; readonly why: string };

export interface PlannedComponent {
  /** Type:FullName */
  readonly key: string;
  /** SHA-256 of its normalized text. */
  readonly digest: string;
  readonly from: 'hub' | 'workspace';
}

export type PlannedVersion =
  | { readonly kind: 'build' }
  /** It failed before with the same contents, and is asked for once more. */
  | { readonly kind: 'build-again'; readonly failedRequestId: string }
  | {
      readonly kind: 'adopt';
      readonly versionId: string;
      readonly isReleased: boolean;
      readonly because: string;
    }
  | { readonly kind: 'wait'; readonly requestId: string }
  /** A release would be refused. */
  | { readonly kind: 'refused'; readonly why: string };

export interface HubRecord {
  readonly action: 'create' | 'update';
  readonly object: string;
  /** For people: which one. */
  readonly what: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface SlotSpending {
  /** As Salesforce calls it in /limits. */
  readonly limit: string;
  readonly spends: number;
  /** Null where the hub does not tell. */
  readonly remaining: number | null;
  readonly max: number | null;
}

/** Whether a build is asked for, and paid for. */
export function isBuilt({ version }: PlannedPackage): boolean {
  return version.kind === 'build' || version.kind === 'build-again';
}
