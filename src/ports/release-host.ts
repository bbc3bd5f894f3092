/** A file that people download from the release. */
export interface HostedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One package of a release: its part of the text, and its files. */
export interface HostedPackage {
  /** Keeps its part of the text apart from those of other packages: letters, digits, dots and hyphens. */
  readonly key: string;
  readonly isBeta: boolean;
  readonly markdown: string;
  readonly files: readonly HostedFile[];
}

export interface HostedRelease {
  readonly tag: string;
  readonly isRehearsal: boolean;
  readonly packages: readonly HostedPackage[];
}

export interface HostedOutcome {
  readonly url: string;
  /** What was written there, a phrase each; empty where everything was there already. */
  readonly changes: readonly string[];
  /** What could not be written, and why. */
  readonly warnings: readonly string[];
}

/** Where a repository shows its releases to people. */
export interface ReleaseHost {
  /** Throws GITHUB_TAG_MISSING: publishing would make the tag, somewhere. */
  requireTag(tag: string): Promise<void>;
  /**
   * Creates or updates the release of a tag. Nobody sees it before all of its files are there; a second call changes
   * nothing, and one after a crash goes on.
   */
  publish(release: HostedRelease): Promise<HostedOutcome>;
}
