import type { AppClosure } from '../eca/closure.ts';
import type { Component } from '../eca/component.ts';
import type { PackageConfig } from '../release-config.ts';
import type { HubPackage, HubVersion } from '../version/hub-version.ts';
import type { ReleaseKey } from '../version/release-key.ts';
import type { VersionNumber } from '../version/version-number.ts';
import type { DirectoryPlan } from './package-directory.ts';
import type { VersionDecision } from './version-decision.ts';

/** A package, and what the hub already has of it. */
export interface PackageState {
  readonly config: PackageConfig;
  readonly number: VersionNumber;
  /** Where the number came from, for people. */
  readonly numberOrigin: string;
  readonly hubPackage: HubPackage | undefined;
  /** Not deleted. */
  readonly versions: readonly HubVersion[];
}

/** Everything that is known of a package's release before anything is changed. */
export interface PackagePlan extends PackageState {
  readonly apps: readonly AppClosure[];
  readonly directory: DirectoryPlan;
  /** All that goes into the package: the apps' components, and what the config includes. */
  readonly components: readonly Component[];
  readonly releaseKey: ReleaseKey;
  readonly decision: VersionDecision;
}
