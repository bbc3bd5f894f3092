import { dirname } from 'node:path';
import type { EventPayloads } from '../domain/events.ts';
import type { InstallLink } from '../domain/published-version.ts';
import type { JobResult } from './job-result.ts';

type PublishedData = EventPayloads['version.published'];

/**
 * The outputs of a step, documented in docs/github.md: names never change their meaning. Those without a number of
 * packages in them tell of the first one; `versions` is JSON and tells of all.
 */
export function jobOutputs(result: JobResult): Readonly<Record<string, string>> {
  const [first] = result.versions;
  return {
    ...(first === undefined ? {} : outputsOf(first)),
    rehearsal: String(result.isRehearsal),
    'release-url': result.releaseUrl ?? '',
    versions: JSON.stringify(result.versions.map(versionEntry)),
  };
}

function outputsOf(published: PublishedData): Readonly<Record<string, string>> {
  const { version, links } = published;
  return {
    version: version.number,
    'version-id': version.versionId,
    'package-id': version.package.id,
    state: version.state,
    'install-url-production': urlFor(links, 'production'),
    'install-url-sandbox': urlFor(links, 'sandbox'),
    'artifacts-directory': directoryOf(published),
  };
}

function versionEntry(published: PublishedData): unknown {
  const { version, links } = published;
  return {
    package: version.package.name,
    packageId: version.package.id,
    version: version.number,
    build: version.build,
    versionId: version.versionId,
    state: version.state,
    rehearsal: version.isRehearsal,
    needsInstallationKey: version.needsInstallationKey,
    installUrls: links.map(({ audience, label, url }) => ({ audience, label, url })),
    artifactsDirectory: directoryOf(published),
  };
}

/** Empty where this version cannot be installed there: a beta has no production link. */
function urlFor(links: readonly InstallLink[], audience: InstallLink['audience']): string {
  return links.find((link) => link.audience === audience)?.url ?? '';
}

function directoryOf({ artifacts: [first] }: PublishedData): string {
  return first === undefined ? '' : dirname(first);
}
