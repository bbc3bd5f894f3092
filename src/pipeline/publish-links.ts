import { examine } from './examine.ts';
import { existingBuildOf, publishBuild, verifyBuild } from './build.ts';
import type { ReleasePorts, ReleaseRequest } from './release-context.ts';
import { StageRunner } from './stage.ts';
import type { Published } from './stages/publish.ts';
import { publishIndex } from './stages/publish-index.ts';

/** Writes the artifacts of versions that exist already, from what the hub tells and nothing else. */
export async function publishLinks(
  request: ReleaseRequest,
  ports: ReleasePorts,
): Promise<readonly Published[]> {
  const stages = new StageRunner(ports.emit, ports.clock);
  const examined = await examine(stages, request, ports);
  const published: Published[] = [];
  for (const plan of examined.plans) {
    const build = await existingBuildOf(stages, { request, ports, examined }, plan);
    const publication = { request, ports, examined, build };
    const verified = await verifyBuild(stages, publication);
    published.push(await publishBuild(stages, publication, verified));
  }
  await stages.run('publish', async () => publishIndex(request, ports, examined.hub));
  return published;
}
