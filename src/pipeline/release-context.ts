import type { Emit } from '../domain/events.ts';
import type { ReleasePlan } from '../domain/plan/release-plan.ts';
import type { ReleaseConfig } from '../domain/release-config.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Consent } from '../ports/consent.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { Git } from '../ports/git.ts';
import type { Journal } from '../ports/journal.ts';
import type { PackageSource } from '../ports/package-source.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { Workspace } from '../ports/workspace.ts';

/** What a run was asked to do. */
export interface ReleaseRequest {
  readonly config: ReleaseConfig;
  /** The file it came from, as messages show it. */
  readonly configFile: string;
  /** The tag of a tag build (GITHUB_REF_NAME); absent on any other run. */
  readonly buildTag: string | undefined;
  /** By package name; read from the environment, and in no file. */
  readonly installationKeys: ReadonlyMap<string, string>;
  /** Whether the tool itself started the hub. */
  readonly isRehearsal: boolean;
  /** The plan that has to be done, exactly; absent where the run plans by itself. */
  readonly agreedPlan?: ReleasePlan;
  /** Ask again for a version that failed with the same contents. */
  readonly retryFailed: boolean;
  /** Promote what was built. */
  readonly promote: boolean;
  /** Promote although components of the ancestor are missing. */
  readonly acceptRemovedMetadata: boolean;
}

/** The outside, as the pipeline sees it. */
export interface ReleasePorts {
  readonly openHub: () => Promise<DevHub>;
  readonly workspace: Workspace;
  readonly source: PackageSource;
  readonly git: Git;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly artifacts: ArtifactStore;
  readonly consent: Consent;
  readonly plans: PlanStore;
  readonly emit: Emit;
}
