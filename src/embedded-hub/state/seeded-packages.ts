import { installKeyHash } from '../packaging/install-key.ts';
import type { Seed, SeededPackage, SeededVersion } from '../seed/seed-schema.ts';
import { timestamp } from './hub.ts';
import { nextId } from './org.ts';
import type { Hub } from './hub.ts';
import type { PackageRecord, VersionRecord } from './hub-records.ts';

/** Takes the seed's packages into the records, each once: later changes of theirs belong to the state. */
export function takeOverSeededPackages(hub: Hub, seed: Seed): void {
  for (const seeded of seed.packages) {
    const name = `${seeded.namespace ?? ''}/${seeded.name}`;
    if (hub.records.seededPackages.includes(name)) continue;
    const owner = packageRecord(hub, seeded);
    hub.records.packages.push(owner);
    const byNumber = new Map<string, string>();
    for (const version of seeded.versions) {
      const record = versionRecord(hub, owner, version, byNumber);
      byNumber.set(version.number, record.id);
      hub.records.versions.push(record);
    }
    hub.records.seededPackages.push(name);
    hub.isDirty = true;
  }
}

function packageRecord(hub: Hub, seeded: SeededPackage): PackageRecord {
  const time = timestamp(hub);
  return {
    id: nextId(hub.devHub, '0Ho'),
    subscriberPackageId: nextId(hub.devHub, '033'),
    createdAt: time,
    modifiedAt: time,
    name: seeded.name,
    description: seeded.description ?? null,
    namespace: seeded.namespace,
    containerOptions: seeded.type,
    isOrgDependent: false,
    errorUsername: null,
    isDeprecated: seeded.deprecated,
    appAnalyticsEnabled: false,
    recommendedVersionId: null,
  };
}

function versionRecord(
  hub: Hub,
  owner: PackageRecord,
  seeded: SeededVersion,
  byNumber: ReadonlyMap<string, string>,
): VersionRecord {
  const time = timestamp(hub);
  const [major = 0, minor = 0, patch = 0, build = 0] = seeded.number.split('.').map(Number);
  return {
    id: nextId(hub.devHub, '05i'),
    subscriberVersionId: nextId(hub.devHub, '04t'),
    createdAt: time,
    modifiedAt: time,
    packageId: owner.id,
    number: { major, minor, patch, build },
    ancestorId: seeded.ancestor === undefined ? null : (byNumber.get(seeded.ancestor) ?? null),
    dependencies: (seeded.dependencies ?? []).flatMap((name) => dependencyIds(hub, name)),
    components: seeded.components,
    contents: {},
    fileCount: seeded.components.length,
    byteCount: 0,
    validatedAsync: false,
    validatedAtMs: seeded.validated ? hub.clock.now() : null,
    coverageCalculated: seeded.coverage,
    hasMetadataRemoved: false,
    buildSeconds: 0,
    language: null,
    releaseNotesUrl: null,
    postInstallUrl: null,
    developerZipBase64: null,
    name: seeded.name ?? `ver ${major}.${minor}`,
    description: seeded.description ?? null,
    tag: seeded.tag ?? null,
    branch: seeded.branch ?? null,
    installKeyHash:
      seeded.installationKey === undefined ? null : installKeyHash(seeded.installationKey),
    isReleased: seeded.released,
    isDeprecated: seeded.deprecated,
    publishedAtMs: 0,
  };
}

/** The 04t id of "Package@number"; nothing when the seed names no such version before. */
function dependencyIds(hub: Hub, name: string): string[] {
  const at = name.lastIndexOf('@');
  return hub.records.versions
    .filter(({ packageId, number: { major, minor, patch, build } }) => {
      const owner = hub.records.packages.find(({ id }) => id === packageId);
      return (
        owner?.name === name.slice(0, at) &&
        [major, minor, patch, build].join('.') === name.slice(at + 1)
      );
    })
    .map(({ subscriberVersionId }) => subscriberVersionId);
}
