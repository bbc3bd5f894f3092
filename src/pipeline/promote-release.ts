import { formatVersionNumber } from '../domain/version/version-number.ts';
import { examine, type Examined } from './examine.ts';
import {
  existingBuildOf,
  promoteBuild,
  publishBuild,
  verifyBuild,
  type Build,
  type Publication,
} from './build.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import { requirePromotable } from './stages/promote.ts';
import type { Published } from './stages/publish.ts';
import { publishIndex } from './stages/publish-index.ts';

/** Makes betas the released versions of their numbers, and writes the artifacts again, which say so. */
export async function promoteRelease(
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<readonly Published[]> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const examined = await examine(stages, request, ports);
  const builds: Build[] = [];
  for (const plan of examined.plans)
    builds.push(await existingBuildOf(stages, { request, ports, examined }, plan));
  for (const { plan, version } of builds)
    if (!version.isReleased) requirePromotable(request, version, plan.versions);
  await askConsent(ports, examined, builds);
  const published: Published[] = [];
  for (const build of builds)
    published.push(await promoteExisting(stages, { request, ports, examined, build }));
  await stages.run('publish', async () => publishIndex(request, ports, examined.hub));
  return published;
}

async function askConsent(
  { consent }: ReleasePorts,
  { hub }: Examined,
  builds: readonly Build[],
): Promise<void> {
  const betas = builds.filter(({ version }) => !version.isReleased);
  if (betas.length === 0) return;
  await consent.require({
    question: `Promote in the Dev Hub of ${hub.identity.username} (${hub.identity.orgId})?`,
    lines: betas.map(
      ({ plan, version }) =>
        `${plan.config.name}: ${formatVersionNumber(version.number)}-${version.build} (${version.versionId}) becomes the released ${formatVersionNumber(version.number)}, for ever`,
    ),
  });
}

async function promoteExisting(stages: StageRunner, publication: Publication): Promise<Published> {
  const { ports, build } = publication;
  if (!build.isCurrent)
    ports.emit('warning.raised', {
      message: `The app in the hub is not what ${build.version.versionId} was built from: that version is promoted as it was built.`,
      actions: [],
    });
  const verified = await verifyBuild(stages, publication);
  return publishBuild(stages, publication, await promoteBuild(stages, publication, verified));
}
