import type { SubscriberVersionId } from './version/ids.ts';

/** One line of the page over all versions: what the hub alone tells of a version. */
export interface VersionSummary {
  readonly packageName: string;
  /** major.minor.patch */
  readonly number: string;
  readonly build: number;
  readonly versionId: SubscriberVersionId;
  readonly name: string;
  readonly state: 'beta' | 'released';
  /** ISO 8601 */
  readonly createdAt: string;
  readonly needsInstallationKey: boolean;
  /** The commit it was built from, where the description tells it. */
  readonly commit?: string;
  /** The digest in its tag; absent where another tool built it. */
  readonly digest?: string;
  /** The folder of its artifacts, relative to the page, where this machine has them. */
  readonly folder?: string;
}

/** Every version of the configured packages that is not deleted. */
export interface VersionIndex {
  readonly namespace: string;
  readonly hub: { readonly orgId: string; readonly instanceUrl: string };
  readonly isRehearsal: boolean;
  readonly versions: readonly VersionSummary[];
}
