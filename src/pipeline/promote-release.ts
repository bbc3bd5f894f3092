import { closureOf, type AppClosure } from '../domain/eca/closure.ts';
import { ReleaseError } from '../domain/errors.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { winningRequest, type HubVersion } from '../domain/version/hub-version.ts';
import { digestOfKey } from '../domain/version/release-key.ts';
import { formatVersionNumber, isSameNumber } from '../domain/version/version-number.ts';
import type { DevHub, VersionContents } from '../ports/dev-hub.ts';
import { examine, type Examined } from './examine.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import { promote, requirePromotable } from './stages/promote.ts';
import { publish, type Published } from './stages/publish.ts';
import { verify } from './stages/verify.ts';

/** A version to promote, and whether it was built from what the hub has now. */
interface Candidate {
  readonly plan: PackagePlan;
  readonly version: HubVersion;
  readonly isCurrent: boolean;
}

/** Makes betas the released versions of their numbers, and writes the artifacts again, which say so. */
export async function promoteRelease(
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<readonly Published[]> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const examined = await examine(stages, request, ports);
  const candidates = await Promise.all(
    examined.plans.map(async (plan) => candidateOf(examined.hub, plan)),
  );
  for (const { plan, version } of candidates)
    if (!version.isReleased) requirePromotable(request, version, plan.versions);
  await askConsent(ports, examined, candidates);
  const published: Published[] = [];
  for (const candidate of candidates)
    published.push(await promoteCandidate(stages, { request, ports, examined, candidate }));
  return published;
}

async function askConsent(
  { consent }: ReleasePorts,
  { hub }: Examined,
  candidates: readonly Candidate[],
): Promise<void> {
  const betas = candidates.filter(({ version }) => !version.isReleased);
  if (betas.length === 0) return;
  await consent.require({
    question: `Promote in the Dev Hub of ${hub.identity.username} (${hub.identity.orgId})?`,
    lines: betas.map(
      ({ plan, version }) =>
        `${plan.config.name}: ${formatVersionNumber(version.number)}-${version.build} (${version.versionId}) becomes the released ${formatVersionNumber(version.number)}, for ever`,
    ),
  });
}

/** The version of the resolved number that a release would publish. Throws VERSION_NOT_FOUND. */
async function candidateOf(hub: DevHub, plan: PackagePlan): Promise<Candidate> {
  const builds = plan.versions.filter((version) => isSameNumber(version.number, plan.number));
  const newest = builds.toSorted((a, b) => b.build - a.build)[0];
  if (newest === undefined)
    throw new ReleaseError(
      'VERSION_NOT_FOUND',
      `There is no ${formatVersionNumber(plan.number)} of ${plan.config.name} to promote`,
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
  const version =
    builds.find(({ isReleased }) => isReleased) ?? (await publishedBuild(hub, newest, builds));
  return {
    plan,
    version,
    isCurrent: digestOfKey(version.tag) === plan.releaseKey.digest,
  };
}

/** Where two runs built the same release, the one whose links were handed out. */
async function publishedBuild(
  hub: DevHub,
  newest: HubVersion,
  builds: readonly HubVersion[],
): Promise<HubVersion> {
  if (newest.tag === undefined || digestOfKey(newest.tag) === undefined) return newest;
  const winner = winningRequest(await hub.findCreateRequests(newest.packageId, newest.tag));
  return builds.find(({ id }) => id === winner?.packageVersionId) ?? newest;
}

interface Promotion {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly examined: Examined;
  readonly candidate: Candidate;
}

async function promoteCandidate(
  stages: StageRunner,
  { request, ports, examined: { hub, project }, candidate }: Promotion,
): Promise<Published> {
  const { plan, isCurrent } = candidate;
  const { name } = plan.config;
  if (!isCurrent)
    ports.emit('warning.raised', {
      message: `The app in the hub is not what ${candidate.version.versionId} was built from: that version is promoted as it was built.`,
      actions: [],
    });
  const version = await stages.run(
    'promote',
    async () => promote(request, hub, candidate.version),
    name,
  );
  const verified = await stages.run(
    'verify',
    async () =>
      verify(ports, hub, { plan, id: version.id, wanted: isCurrent ? plan.components : undefined }),
    name,
  );
  const apps = isCurrent ? plan.apps : (appsIn(verified.contents, plan) ?? plan.apps);
  const { sourceApiVersion: apiVersion } = project;
  return stages.run(
    'publish',
    async () =>
      publish({
        request,
        ports,
        hub,
        plan,
        packageId: version.packageId,
        verified,
        apps,
        apiVersion,
      }),
    name,
  );
}

/** The apps as they are in the built version, where the hub hands it out in a form that can be read. */
function appsIn(contents: VersionContents, plan: PackagePlan): readonly AppClosure[] | undefined {
  if (contents.by !== 'package-zip') return undefined;
  const { components } = contents;
  try {
    // Policies are the hub's, now: no version ever holds them.
    return plan.apps.map(({ name, policies }) => ({ ...closureOf(name, components), policies }));
  } catch (error) {
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
}
