import type { PackagePlan } from '../domain/plan/package-plan.ts';
import type { PackageId } from '../domain/version/ids.ts';
import type { DevHub } from '../ports/dev-hub.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';

/** What it takes to get the version of one package. */
export interface VersionWork {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly hub: DevHub;
  readonly plan: PackagePlan;
  readonly packageId: PackageId;
}
