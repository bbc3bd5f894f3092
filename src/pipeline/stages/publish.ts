import type { AppClosure } from '../../domain/eca/closure.ts';
import { settingsOf } from '../../domain/eca/read-app-settings.ts';
import { isLoopbackUrl } from '../../domain/loopback.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { ContentsCheck, PublishedVersion } from '../../domain/published-version.ts';
import type { ReleaseNotes } from '../../domain/release-notes.ts';
import { commitOf } from '../../domain/version/commit.ts';
import { digestOfKey } from '../../domain/version/release-key.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { PackageId } from '../../domain/version/ids.ts';
import type { PublishedArtifacts } from '../../ports/artifact-store.ts';
import type { DevHub, VersionContents } from '../../ports/dev-hub.ts';
import { notesFor } from '../release-notes.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';
import type { VerifiedVersion } from './verify.ts';

export interface Published {
  readonly version: PublishedVersion;
  readonly artifacts: PublishedArtifacts;
}

interface PublishWork {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly hub: DevHub;
  readonly plan: PackagePlan;
  readonly packageId: PackageId;
  readonly verified: VerifiedVersion;
  /** The apps in the version. */
  readonly apps: readonly AppClosure[];
  readonly apiVersion: string;
}

/** Writes the artifacts of a version. */
export async function publish(work: PublishWork): Promise<StageOutcome<Published>> {
  const { ports, hub, plan, apps, apiVersion, verified } = work;
  const { ancestorVersionId, description } = verified.version;
  const notes = await notesFor({
    hub,
    git: ports.git,
    ancestor: plan.versions.find(({ versionId }) => versionId === ancestorVersionId),
    apps,
    commit: commitOf(description),
  });
  const version = publishedVersionOf(work, notes);
  const components = apps.flatMap((app) => app.components);
  const artifacts = await ports.artifacts.publish(
    version,
    await ports.source.manifest(components, apiVersion),
  );
  const { directory, links, files } = artifacts;
  ports.emit('version.published', { version, directory, links, artifacts: files });
  const output = { version, artifacts };
  return artifacts.changed.length === 0
    ? skipped(`the artifacts are there already: ${artifacts.directory}`, output)
    : done(`wrote ${artifacts.changed.join(', ')} to ${artifacts.directory}`, output);
}

function publishedVersionOf(
  { request, hub, plan, packageId, apps, verified: { version, contents } }: PublishWork,
  notes: ReleaseNotes | undefined,
): PublishedVersion {
  const { config } = plan;
  const commit = commitOf(version.description);
  const { ancestorVersionId } = version;
  return {
    package: {
      name: config.name,
      id: packageId,
      namespace: request.config.namespace,
      description: config.description,
    },
    number: formatVersionNumber(version.number),
    build: version.build,
    versionId: version.versionId,
    packageVersionId: version.id,
    name: version.name,
    state: version.isReleased ? 'released' : 'beta',
    createdAt: version.createdAt,
    needsInstallationKey: version.needsInstallationKey,
    validation: version.validationSkipped ? 'skipped' : 'full',
    hasPassedCodeCoverage: version.hasPassedCodeCoverage,
    ...(ancestorVersionId !== undefined && { ancestorVersionId }),
    releaseKey: version.tag ?? '',
    digest: digestOfKey(version.tag) ?? '',
    ...(commit !== undefined && { commit }),
    ...(notes !== undefined && { notes }),
    ...(config.releaseNotesUrl !== undefined && { releaseNotesUrl: config.releaseNotesUrl }),
    ...(config.postInstallUrl !== undefined && { postInstallUrl: config.postInstallUrl }),
    apps: apps.map((app) => ({
      name: app.name,
      label: app.label,
      components: app.components.map(({ type, fullName }) => ({ type, fullName })),
      settings: settingsOf(app),
    })),
    contents: contentsCheckOf(contents),
    hub: { orgId: hub.identity.orgId, instanceUrl: hub.identity.instanceUrl },
    isRehearsal: isLoopbackUrl(hub.identity.instanceUrl),
  };
}

function contentsCheckOf(contents: VersionContents): ContentsCheck {
  if (contents.by !== 'package-zip') return contents;
  return {
    by: 'package-zip',
    components: contents.components.map(({ type, fullName }) => ({ type, fullName })),
  };
}
