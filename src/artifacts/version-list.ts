import { compareVersionNumbers, parseVersionNumber } from '../domain/version/version-number.ts';
import type { VersionIndex, VersionSummary } from '../domain/version-summary.ts';
import { linksOf } from './links.ts';
import type { VersionList } from './version-list-schema.ts';

type ListedPackage = VersionList['packages'][number];
type ListedVersion = ListedPackage['versions'][number];

/** What versions.json says: the versions by package, the highest number first. */
export function versionListOf(index: VersionIndex): VersionList {
  const names = [...new Set(index.versions.map(({ packageName }) => packageName))].toSorted();
  return {
    kind: 'eca-release/versions',
    formatVersion: 1,
    rehearsal: index.isRehearsal,
    namespace: index.namespace,
    hub: { ...index.hub },
    packages: names.map((name) => listedPackage(name, index)),
  };
}

function listedPackage(name: string, index: VersionIndex): ListedPackage {
  const versions = index.versions
    .filter(({ packageName }) => packageName === name)
    .toSorted(newestFirst);
  const newestReleased = versions.find(({ state }) => state === 'released');
  const newestBeta = versions.find(({ state }) => state === 'beta');
  return {
    name,
    ...(newestReleased !== undefined && { newestReleased: newestReleased.versionId }),
    ...(newestBeta !== undefined && { newestBeta: newestBeta.versionId }),
    versions: versions.map((version) => listedVersion(version, index)),
  };
}

function listedVersion(version: VersionSummary, index: VersionIndex): ListedVersion {
  const { packageName: _, ...listed } = version;
  return {
    ...listed,
    links: linksOf({ ...version, hub: index.hub, isRehearsal: index.isRehearsal }, []).flatMap(
      ({ audience, label, url }) => (url === null ? [] : [{ audience, label, url }]),
    ),
  };
}

/** By number, not by time: a patch of an old line is made later and is not the newest for most. */
function newestFirst(one: VersionSummary, other: VersionSummary): number {
  return (
    compareVersionNumbers(numberOf(other), numberOf(one)) ||
    other.build - one.build ||
    (one.versionId < other.versionId ? -1 : 1)
  );
}

function numberOf({ number }: VersionSummary) {
  return parseVersionNumber(number) ?? { major: 0, minor: 0, patch: 0 };
}
