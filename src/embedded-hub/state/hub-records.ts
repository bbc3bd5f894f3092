import type { BulkJobRecord, PushJobRecord, PushRequestRecord } from './push-records.ts';
import type {
  InstallRecord,
  InstallRequestRecord,
  UninstallRequestRecord,
} from './install-records.ts';

import type { GrantRecord } from './grants.ts';

/** What is committed in the hub and survives a restart. Times are ISO 8601 in UTC; ids have 18 characters. */
export interface HubRecords {
  readonly orgId: string;
  port: number | null;
  /** The last running number given out, by key prefix. */
  readonly serials: Record<string, number>;
  readonly packages: PackageRecord[];
  readonly versions: VersionRecord[];
  readonly createRequests: CreateRequestRecord[];
  readonly installs: InstallRecord[];
  readonly installRequests: InstallRequestRecord[];
  readonly uninstallRequests: UninstallRequestRecord[];
  readonly pushRequests: PushRequestRecord[];
  readonly pushJobs: PushJobRecord[];
  readonly bulkJobs: BulkJobRecord[];
  readonly limitsUsed: { day: string; used: Record<string, number> };
  /** Names of the seeded packages that were already taken over into the records. */
  readonly seededPackages: string[];
  readonly grants: GrantRecord[];
}

interface Audited {
  readonly id: string;
  readonly createdAt: string;
  modifiedAt: string;
}

export interface PackageRecord extends Audited {
  readonly subscriberPackageId: string;
  name: string;
  description: string | null;
  readonly namespace: string | null;
  readonly containerOptions: 'Managed' | 'Unlocked';
  readonly isOrgDependent: boolean;
  errorUsername: string | null;
  isDeprecated: boolean;
  appAnalyticsEnabled: boolean;
  /** A 04t id. */
  recommendedVersionId: string | null;
}

export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly build: number;
}

export interface VersionRecord extends Audited {
  readonly subscriberVersionId: string;
  readonly packageId: string;
  readonly number: VersionNumber;
  readonly ancestorId: string | null;
  readonly dependencies: readonly string[];
  /** Type:Name of each component. */
  readonly components: readonly string[];
  /** Their files' text, as far as the hub was given it. */
  readonly contents: Readonly<Record<string, string>>;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly validatedAsync: boolean;
  /** Epoch ms from which on validations are complete; null: they were skipped. */
  readonly validatedAtMs: number | null;
  readonly coverageCalculated: boolean;
  readonly hasMetadataRemoved: boolean;
  readonly buildSeconds: number;
  readonly language: string | null;
  readonly releaseNotesUrl: string | null;
  readonly postInstallUrl: string | null;
  readonly developerZipBase64: string | null;
  name: string;
  description: string | null;
  tag: string | null;
  branch: string | null;
  installKeyHash: string | null;
  isReleased: boolean;
  isDeprecated: boolean;
  /** Epoch ms from which on other orgs can get it. */
  readonly publishedAtMs: number;
}

/** What the build will turn into a version; known from the start, shown when the time has come. */
export type PlannedVersion = Omit<
  VersionRecord,
  | 'id'
  | 'createdAt'
  | 'modifiedAt'
  | 'subscriberVersionId'
  | 'isReleased'
  | 'isDeprecated'
  | 'publishedAtMs'
>;

export interface CreateRequestRecord extends Audited {
  readonly packageId: string;
  readonly tag: string | null;
  readonly branch: string | null;
  readonly hasInstallKey: boolean;
  readonly calculateCodeCoverage: boolean;
  readonly skipValidation: boolean;
  readonly asyncValidation: boolean;
  readonly wantsDeveloperZip: boolean;
  readonly calcTransitiveDependencies: boolean;
  /** As JSON; null where nobody asked for it. */
  readonly dependencyGraph: string | null;
  readonly language: string | null;
  /** Epoch ms; `createdAt` has whole seconds only. */
  readonly startedAtMs: number;
  readonly buildMs: number;
  /** How long each status lasts, in ms; empty: equal parts of `buildMs`. */
  readonly stepsMs: readonly number[];
  readonly problems: readonly string[];
  /** Null when there are problems. */
  readonly planned: PlannedVersion | null;
  versionId: string | null;
}

export function emptyRecords(orgId: string): HubRecords {
  return {
    orgId,
    port: null,
    serials: {},
    packages: [],
    versions: [],
    createRequests: [],
    installs: [],
    installRequests: [],
    uninstallRequests: [],
    pushRequests: [],
    pushJobs: [],
    bulkJobs: [],
    limitsUsed: { day: '', used: {} },
    seededPackages: [],
    grants: [],
  };
}
