import type { Hub } from '../state/hub.ts';
import type { VersionRecord } from '../state/hub-records.ts';
import { compareNumbers } from './compare-numbers.ts';
import { packageById } from './packages.ts';
import type { Descriptor } from './version-info.ts';
import { versionById } from './versions.ts';

export interface DependencyPlan {
  /** 04t ids in the order in which they are installed. */
  readonly ids: readonly string[];
  /** As JSON; null where nobody asked for it. */
  readonly graph: string | null;
  readonly problems: readonly string[];
}

/** How the graph calls the version that has no id yet (@salesforce/packaging). */
const VERSION_BEING_BUILT = 'VERSION_BEING_BUILT';

/** Either the descriptor names every dependency of its dependencies before it, or the hub is asked to find them itself. */
export function planDependencies(
  hub: Hub,
  descriptor: Descriptor,
  isTransitive: boolean,
): DependencyPlan {
  const named = (descriptor.dependencies ?? []).map(
    ({ subscriberPackageVersionId }) => subscriberPackageVersionId,
  );
  const versions = named.flatMap((id) => {
    const version = id.startsWith('04t') ? versionById(hub, id) : undefined;
    return version === undefined ? [] : [version];
  });
  if (versions.length < named.length) {
    return { ids: [], graph: null, problems: unknownProblems(hub, named) };
  }
  if (!isTransitive) {
    return { ids: idsOf(versions), graph: null, problems: unmetProblems(hub, versions) };
  }
  const all = withTheirs(hub, versions);
  return { ids: idsOf(all), graph: graphOf(hub, all, versions), problems: [] };
}

/** What a package that needs another says where that is missing; recorded (wire of a failed version create). */
export function missingDependency(
  hub: Hub,
  needed: VersionRecord,
  dependent: VersionRecord,
): string {
  const nameOf = ({ packageId }: VersionRecord) => packageById(hub, packageId)?.name ?? '';
  const { major, minor } = needed.number;
  return (
    `The package you're installing depends on package '${nameOf(needed)}', version '${major}.${minor}'. ` +
    `Install package '${nameOf(needed)}' in the target org before you install package '${nameOf(dependent)}'.`
  );
}

export function dependenciesOf(hub: Hub, version: VersionRecord): readonly VersionRecord[] {
  return version.dependencies.flatMap((id) => {
    const dependency = versionById(hub, id);
    return dependency === undefined ? [] : [dependency];
  });
}

/** Is there the package, in this version or a later one? */
export function meets(there: readonly VersionRecord[], needed: VersionRecord): boolean {
  return there.some(
    ({ packageId, number }) =>
      packageId === needed.packageId && compareNumbers(number, needed.number) >= 0,
  );
}

function unknownProblems(hub: Hub, named: readonly string[]): string[] {
  return (
    named
      .filter((id) => !id.startsWith('04t') || versionById(hub, id) === undefined)
      // The beginning is Salesforce's; what follows the colon is assumed for a dependency that does not exist.
      .map((id) => failedDependency(id, 'invalid cross reference id'))
  );
}

function unmetProblems(hub: Hub, versions: readonly VersionRecord[]): string[] {
  return versions.flatMap((version, index) =>
    dependenciesOf(hub, version)
      .filter((needed) => !meets(versions.slice(0, index), needed))
      .map((needed) =>
        failedDependency(version.subscriberVersionId, missingDependency(hub, needed, version)),
      ),
  );
}

function failedDependency(id: string, reason: string): string {
  return `An error occurred while trying to install a package dependency, ID ${id}: ${reason}`;
}

/** Each version after the ones it needs; of a package that is needed twice, the version that comes first. */
function withTheirs(hub: Hub, versions: readonly VersionRecord[]): readonly VersionRecord[] {
  const all: VersionRecord[] = [];
  const add = (version: VersionRecord) => {
    if (all.includes(version)) return;
    for (const needed of dependenciesOf(hub, version)) add(needed);
    all.push(version);
  };
  for (const version of versions) add(version);
  return all;
}

function graphOf(
  hub: Hub,
  all: readonly VersionRecord[],
  direct: readonly VersionRecord[],
): string {
  return JSON.stringify({
    nodes: [{ id: VERSION_BEING_BUILT }, ...idsOf(all).map((id) => ({ id }))],
    edges: [
      ...idsOf(direct).map((source) => ({ source, target: VERSION_BEING_BUILT })),
      ...all.flatMap((version) =>
        idsOf(dependenciesOf(hub, version)).map((source) => ({
          source,
          target: version.subscriberVersionId,
        })),
      ),
    ],
  });
}

function idsOf(versions: readonly VersionRecord[]): string[] {
  return versions.map(({ subscriberVersionId }) => subscriberVersionId);
}
