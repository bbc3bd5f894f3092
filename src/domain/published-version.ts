import type { AppSettings } from './eca/app-settings.ts';
import type { ReleaseNotes } from './release-notes.ts';
import type { PackageId, PackageVersionId, SubscriberVersionId } from './version/ids.ts';

/** A component of a package by its metadata type and full name. */
export interface PackagedComponent {
  readonly type: string;
  readonly fullName: string;
}

export interface PackagedApp {
  readonly name: string;
  readonly label: string;
  readonly components: readonly PackagedComponent[];
  readonly settings: AppSettings;
}

/** How it was made sure that the built version holds what it should. */
export type ContentsCheck =
  | { readonly by: 'package-zip'; readonly components: readonly PackagedComponent[] }
  | { readonly by: 'file-count'; readonly files: number }
  | { readonly by: 'nothing'; readonly why: string };

/**
 * A package version as the hub tells it, with what was released in it: everything the artifacts say, except what is
 * about the run. The same version gives the same data whoever publishes it, and when.
 */
export interface PublishedVersion {
  readonly package: {
    readonly name: string;
    readonly id: PackageId;
    readonly namespace: string;
    readonly description: string;
  };
  /** major.minor.patch, without the build: 1.4.0 */
  readonly number: string;
  readonly build: number;
  readonly versionId: SubscriberVersionId;
  readonly packageVersionId: PackageVersionId;
  readonly name: string;
  readonly state: 'beta' | 'released';
  /** ISO 8601, when the hub made the version. */
  readonly createdAt: string;
  readonly needsInstallationKey: boolean;
  readonly validation: 'full' | 'skipped';
  readonly hasPassedCodeCoverage: boolean;
  readonly ancestorVersionId?: SubscriberVersionId;
  /** The version's Tag: the key by which a second run finds this version again. */
  readonly releaseKey: string;
  /** Lower-case hex SHA-256 of what was packaged; the last part of the release key. */
  readonly digest: string;
  /** The commit it was built from, where the description tells it. */
  readonly commit?: string;
  /** Absent for a package's first release. */
  readonly notes?: ReleaseNotes;
  readonly releaseNotesUrl?: string;
  readonly postInstallUrl?: string;
  readonly apps: readonly PackagedApp[];
  readonly contents: ContentsCheck;
  readonly hub: { readonly orgId: string; readonly instanceUrl: string };
  /** True where the links lead to a loopback hub: nothing can be installed from them, and every artifact says so. */
  readonly isRehearsal: boolean;
}

/** A way to install a version, as people are shown it; what cannot be installed there is not among a version's links. */
export interface InstallLink {
  readonly audience: 'production' | 'sandbox' | 'my-domain' | 'rehearsal';
  readonly label: string;
  readonly url: string;
  readonly note?: string;
}
