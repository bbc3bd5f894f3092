import type { Hub } from '../state/hub.ts';
import type { PackageRecord, VersionRecord } from '../state/hub-records.ts';
import { numberText } from './promotion.ts';
import type { RequestedNumber } from './check-number.ts';
import { versionById } from './versions.ts';

export interface AncestorCheck {
  readonly ancestor: VersionRecord | undefined;
  readonly problems: readonly string[];
}

// Rules: packaging guide (ancestors, patch versions). @salesforce/packaging checks them before it sends anything, so that
// the server's texts are not known: all of them are assumed.

export function checkAncestor(
  hub: Hub,
  owner: PackageRecord,
  number: RequestedNumber,
  ancestorId: string,
): AncestorCheck {
  if (owner.containerOptions === 'Unlocked') return { ancestor: undefined, problems: [] };
  // Clients turn a 04t id into the 05i id before they send it.
  const ancestor = ancestorId.startsWith('05i') ? versionById(hub, ancestorId) : undefined;
  if (ancestorId !== '' && (ancestor === undefined || ancestor.packageId !== owner.id)) {
    return {
      ancestor: undefined,
      problems: [`The ancestor ${ancestorId} isn't a version of package ${owner.name}.`],
    };
  }
  if (ancestor !== undefined && (!ancestor.isReleased || ancestor.isDeprecated)) {
    return {
      ancestor,
      problems: [`The ancestor version ${fullText(ancestor)} isn't released.`],
    };
  }
  const problems =
    number.patch === 0
      ? lineProblems(hub, owner, number, ancestor)
      : patchProblems(number, ancestor);
  return { ancestor, problems };
}

function lineProblems(
  hub: Hub,
  owner: PackageRecord,
  number: RequestedNumber,
  ancestor: VersionRecord | undefined,
): string[] {
  const highest = highestReleased(hub, owner.id);
  if (highest === undefined) return [];
  if (ancestor === undefined) {
    return [
      `Can't create package version because no package ancestor was specified. The highest released version is ${fullText(highest)}.`,
    ];
  }
  if (ancestor.number.patch !== 0)
    return [
      `The patch version ${fullText(ancestor)} can't be the ancestor of a version that isn't a patch.`,
    ];
  if (ancestor.id !== highest.id) {
    return [
      `The ancestor version ${fullText(ancestor)} isn't the highest released package version, which is ${fullText(highest)}.`,
    ];
  }
  if (compare(number, ancestor.number) <= 0) {
    return [
      `The version number ${numberText(number)} isn't higher than that of the ancestor, ${fullText(ancestor)}.`,
    ];
  }
  return [];
}

function patchProblems(number: RequestedNumber, ancestor: VersionRecord | undefined): string[] {
  if (ancestor === undefined) return [`The patch version ${numberText(number)} needs an ancestor.`];
  const isSameLine =
    ancestor.number.major === number.major && ancestor.number.minor === number.minor;
  if (!isSameLine || ancestor.number.patch >= number.patch) {
    return [
      `The ancestor of the patch version ${numberText(number)} must be a lower version of ${number.major}.${number.minor}, not ${fullText(ancestor)}.`,
    ];
  }
  return [];
}

/** What a descendant may not do with the contents of its ancestor. */
export function evolutionProblems(
  number: RequestedNumber,
  ancestor: VersionRecord | undefined,
  components: readonly string[],
): string[] {
  if (ancestor === undefined) return [];
  const removed = ancestor.components.filter((name) => !components.includes(name));
  const added = components.filter((name) => !ancestor.components.includes(name));
  if (number.patch !== 0) {
    return [...removed, ...added].map(
      (name) => `${name}: Components can't be added or removed in a patch version.`,
    );
  }
  return removed
    .filter((name) => name.startsWith('ExternalClientApplication:'))
    .map(
      (name) =>
        `${name}: An external client app can't be removed from a package once it was released.`,
    );
}

function highestReleased(hub: Hub, packageId: string): VersionRecord | undefined {
  return hub.records.versions
    .filter(
      (version) =>
        version.packageId === packageId &&
        version.isReleased &&
        !version.isDeprecated &&
        version.number.patch === 0,
    )
    .toSorted((left, right) => compare(right.number, left.number))[0];
}

function compare(
  left: Pick<RequestedNumber, 'major' | 'minor' | 'patch'>,
  right: Pick<RequestedNumber, 'major' | 'minor' | 'patch'>,
): number {
  return left.major - right.major || left.minor - right.minor || left.patch - right.patch;
}

function fullText({ number }: VersionRecord): string {
  return `${numberText(number)}.${number.build}`;
}
