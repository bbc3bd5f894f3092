import type { LintSettings } from './lint/lint-settings.ts';

/** The configuration in its one form: defaults applied, environment and flags over the file, nothing left to ask. */
export interface ReleaseConfig {
  readonly namespace: string;
  /** An alias or username of the sf CLI, 'embedded', or nothing: then the CLI's own default decides. */
  readonly devHub?: string;
  readonly packages: readonly PackageConfig[];
  readonly drift: DriftPolicy;
  readonly wait: WaitConfig;
  /** Where artifacts go, relative to the project. */
  readonly output: string;
  readonly lint: LintSettings;
}

export interface PackageConfig {
  readonly name: string;
  readonly description: string;
  /** The package directory, relative to the project. */
  readonly path: string;
  /** API names of the External Client Apps in it. */
  readonly apps: readonly string[];
  /** Metadata of other kinds that may lie in the package directory, as Type:FullName. */
  readonly include: readonly string[];
  readonly version: VersionPolicy;
  readonly versionName?: string;
  readonly versionDescription?: string;
  readonly installationKey: InstallationKeyPolicy;
  readonly ancestor: AncestorPolicy;
  readonly dependencies: readonly PackageDependency[];
  /** A scratch org definition file, relative to the project. */
  readonly definitionFile?: string;
  readonly releaseNotesUrl?: string;
  readonly postInstallUrl?: string;
  /** Skipped makes a throw-away build: it can never be promoted. */
  readonly validation: 'full' | 'skipped';
}

/** Where major.minor.patch comes from. */
export type VersionPolicy =
  /** The tag on the commit (v1.4.0); without one, and not on a tag build, the project file. */
  | { readonly from: 'git-tag' }
  | { readonly from: 'project-file' }
  | { readonly from: 'number'; readonly number: string };

export type InstallationKeyPolicy =
  | { readonly kind: 'none' }
  /** The key itself is only ever in this environment variable. */
  | { readonly kind: 'environment'; readonly variable: string };

export type AncestorPolicy =
  /** The highest released version; none for the first release. */
  | { readonly kind: 'highest' }
  /** Consciously none: installed customers cannot upgrade to this version. */
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly number: string };

export type PackageDependency =
  | { readonly versionId: string }
  | { readonly package: string; readonly versionNumber: string };

/** What to do when the hub's app differs from what is committed. */
export type DriftPolicy =
  /** Take the hub's app, and say so. */
  | 'accept'
  /** Stop a tag build; otherwise accept. */
  | 'stop-on-tag'
  | 'stop';

export interface WaitConfig {
  /** How long to wait for a version to be built. */
  readonly minutes: number;
  /** How long one request may take before it counts as lost. */
  readonly requestSeconds: number;
  /** How long to look for a version whose create was sent but never answered, before it is sent again. */
  readonly lostAnswerSeconds: number;
}
