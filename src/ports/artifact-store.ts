import type { InstallLink, PublishedVersion } from '../domain/published-version.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { VersionIndex } from '../domain/version-summary.ts';

export interface PublishedArtifacts {
  /** Absolute path of the version's folder. */
  readonly directory: string;
  /** Absolute paths, install-links.html first. */
  readonly files: readonly string[];
  /** Names of the files whose bytes are new; empty when everything was there already. */
  readonly changed: readonly string[];
  /** The links the files offer, for whoever shows them elsewhere. */
  readonly links: readonly InstallLink[];
}

/** The page over all versions, and the same as data. */
export interface PublishedIndex {
  /** Absolute path of the folder that holds the folders of the packages. */
  readonly directory: string;
  /** Absolute paths, versions.json first. */
  readonly files: readonly string[];
  /** Names of the files whose bytes are new; empty when everything was there already. */
  readonly changed: readonly string[];
}

export interface ArtifactStore {
  /** Writes everything but run.json; the same version gives the same bytes. */
  publish(version: PublishedVersion, manifest: string): Promise<PublishedArtifacts>;
  /** Writes versions.json and index.html; finds the folders of the versions itself. */
  publishIndex(index: VersionIndex): Promise<PublishedIndex>;
  /** Writes run.json beside them: the one file that tells of the run. */
  recordRun(directory: string, record: RunRecord): Promise<void>;
}
