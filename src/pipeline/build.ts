import type { AppClosure } from '../domain/eca/closure.ts';
import { ReleaseError } from '../domain/errors.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { winningRequest, type HubVersion } from '../domain/version/hub-version.ts';
import type { CreateRequestId, PackageId } from '../domain/version/ids.ts';
import { digestOfKey } from '../domain/version/release-key.ts';
import { formatVersionNumber, isSameNumber } from '../domain/version/version-number.ts';
import type { VersionContents } from '../ports/dev-hub.ts';
import { appsInVersion } from './apps-in-version.ts';
import { awaitEarlier } from './await-winner.ts';
import type { Examined } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import type { StageRunner } from './stage.ts';
import { promote } from './stages/promote.ts';
import { publish, type Published } from './stages/publish.ts';
import { verify, type VerifiedVersion } from './stages/verify.ts';

/** A version of a package, and whether it was built from what the hub has now. */
export interface Build {
  readonly plan: PackagePlan;
  readonly version: HubVersion;
  readonly isCurrent: boolean;
}

interface Surroundings {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly examined: Examined;
}

/**
 * The version of the resolved number that a release would publish; one that is still being built is waited for. Throws
 * VERSION_NOT_FOUND.
 */
export async function existingBuildOf(
  stages: StageRunner,
  surroundings: Surroundings,
  plan: PackagePlan,
): Promise<Build> {
  const version = await existingVersionOf(stages, surroundings, plan);
  return {
    plan,
    version,
    isCurrent: digestOfKey(version.tag) === plan.releaseKey.digest,
  };
}

async function existingVersionOf(
  stages: StageRunner,
  surroundings: Surroundings,
  plan: PackagePlan,
): Promise<HubVersion> {
  const { decision, hubPackage } = plan;
  if (decision.kind === 'adopt') return decision.version;
  if (decision.kind === 'wait' && hubPackage !== undefined)
    return awaited(stages, surroundings, plan, {
      id: decision.request.id,
      tag: plan.releaseKey.key,
      packageId: hubPackage.id,
    });
  const builds = plan.versions.filter((version) => isSameNumber(version.number, plan.number));
  const newest = builds.toSorted((a, b) => b.build - a.build)[0];
  if (newest === undefined)
    throw new ReleaseError(
      'VERSION_NOT_FOUND',
      `There is no ${formatVersionNumber(plan.number)} of ${plan.config.name} that could be used`,
      {
        found:
          plan.versions
            .map(({ number, build }) => `${formatVersionNumber(number)}-${build}`)
            .join(', ') || 'no versions at all',
        wanted: `a build of ${formatVersionNumber(plan.number)} (${plan.numberOrigin})`,
        actions: [
          'Build it first: npm run release',
          'Or name another number: --version-number 1.0.0',
        ],
      },
    );
  const released = builds.find(({ isReleased }) => isReleased);
  if (released !== undefined) return released;

  // Where two runs built the same release: the one whose links were, or will be, handed out.
  const { tag, packageId } = newest;
  if (tag === undefined || digestOfKey(tag) === undefined) return newest;
  const winner = winningRequest(await surroundings.examined.hub.findCreateRequests(packageId, tag));
  if (winner === undefined) return newest;
  return (
    builds.find(({ id }) => id === winner.packageVersionId) ??
    awaited(stages, surroundings, plan, { id: winner.id, tag, packageId })
  );
}

interface UnderWay {
  readonly id: CreateRequestId;
  readonly tag: string;
  readonly packageId: PackageId;
}

async function awaited(
  stages: StageRunner,
  { request, ports, examined: { hub } }: Surroundings,
  plan: PackagePlan,
  { packageId, ...underWay }: UnderWay,
): Promise<HubVersion> {
  return stages.run(
    'version',
    async (progress) => awaitEarlier({ request, ports, hub, plan, packageId }, underWay, progress),
    plan.config.name,
  );
}

export interface Publication extends Surroundings {
  readonly build: Build;
}

/** Reads a version back; what it holds can only be compared where it was built from what the hub has now. */
export async function verifyBuild(
  stages: StageRunner,
  { ports, examined: { hub }, build: { plan, version, isCurrent } }: Publication,
): Promise<VerifiedVersion> {
  const wanted = isCurrent ? plan.components : undefined;
  return stages.run(
    'verify',
    async () => verify(ports, hub, { plan, id: version.id, wanted }),
    plan.config.name,
  );
}

/** Makes a build the released version of its number; after it was verified, since that cannot be undone. */
export async function promoteBuild(
  stages: StageRunner,
  { request, ports, examined: { hub }, build: { plan, version } }: Publication,
  verified: VerifiedVersion,
): Promise<VerifiedVersion> {
  const promoted = await stages.run(
    'promote',
    async () => promote(request, ports, hub, version),
    plan.config.name,
  );
  return { ...verified, version: promoted };
}

/** Writes the artifacts of a version as it was built, and not as the hub's app is now. */
export async function publishBuild(
  stages: StageRunner,
  { request, ports, examined: { hub, project }, build: { plan, isCurrent } }: Publication,
  verified: VerifiedVersion,
): Promise<Published> {
  return stages.run(
    'publish',
    async () =>
      publish({
        request,
        ports,
        hub,
        plan,
        packageId: verified.version.packageId,
        verified,
        apps: isCurrent ? plan.apps : appsAsBuilt(verified.contents, plan),
        apiVersion: project.sourceApiVersion,
      }),
    plan.config.name,
  );
}

/** Else as the hub has them now. Policies are the hub's, now: no version ever holds them. */
function appsAsBuilt(contents: VersionContents, { apps }: PackagePlan): readonly AppClosure[] {
  const names = apps.map(({ name }) => name);
  const built = appsInVersion(contents, names) ?? apps;
  return built.map((app, index) => ({ ...app, policies: apps[index]?.policies ?? [] }));
}
