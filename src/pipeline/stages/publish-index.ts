import { commitOf } from '../../domain/version/commit.ts';
import type { HubPackage, HubVersion } from '../../domain/version/hub-version.ts';
import { digestOfKey } from '../../domain/version/release-key.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { VersionSummary } from '../../domain/version-summary.ts';
import { isLoopbackUrl } from '../../domain/loopback.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

/** Writes the page over all versions of the namespace's packages, from the hub alone. */
export async function publishIndex(
  { config }: Pick<ReleaseRequest, 'config'>,
  { artifacts }: Pick<ReleasePorts, 'artifacts'>,
  hub: DevHub,
): Promise<StageOutcome<void>> {
  const { orgId, instanceUrl } = hub.identity;
  const packages = (await hub.readPackages()).filter(
    ({ namespace, isManaged, isDeprecated }) =>
      namespace === config.namespace && isManaged && !isDeprecated,
  );
  const versions = await Promise.all(
    packages.map(async (entry) =>
      (await hub.readVersions(entry.id)).map((version) => summaryOf(entry, version)),
    ),
  );
  const index = await artifacts.publishIndex({
    namespace: config.namespace,
    hub: { orgId, instanceUrl },
    isRehearsal: isLoopbackUrl(instanceUrl),
    versions: versions.flat(),
  });
  return index.changed.length === 0
    ? skipped('the page over all versions is there already', undefined)
    : done(`wrote the page over all versions to ${index.directory}`, undefined);
}

function summaryOf({ name }: HubPackage, version: HubVersion): VersionSummary {
  const commit = commitOf(version.description);
  const digest = digestOfKey(version.tag);
  return {
    packageName: name,
    number: formatVersionNumber(version.number),
    build: version.build,
    versionId: version.versionId,
    name: version.name,
    state: version.isReleased ? 'released' : 'beta',
    createdAt: version.createdAt,
    needsInstallationKey: version.needsInstallationKey,
    ...(commit !== undefined && { commit }),
    ...(digest !== undefined && { digest }),
  };
}
