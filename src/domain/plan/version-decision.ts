import { ReleaseError } from '../errors.ts';
import {
  isFailed,
  isSucceeded,
  winningRequest,
  type CreateRequest,
  type HubVersion,
} from '../version/hub-version.ts';
import {
  formatVersionNumber,
  isSameNumber,
  type VersionNumber,
} from '../version/version-number.ts';

/** What has to happen so that a release has its version. */
export type VersionDecision =
  | { readonly kind: 'adopt'; readonly version: HubVersion; readonly because: string }
  | { readonly kind: 'wait'; readonly request: CreateRequest }
  /** It was asked for and failed; the same input would fail the same way. */
  | { readonly kind: 'failed-before'; readonly request: CreateRequest }
  /** The number was promoted with other contents: it can be promoted once, so a build of it could never be released. */
  | { readonly kind: 'taken'; readonly version: HubVersion }
  | { readonly kind: 'build' };

export interface ReleaseState {
  readonly number: VersionNumber;
  readonly releaseKey: string;
  /** Versions of the package that are not deleted. */
  readonly versions: readonly HubVersion[];
  /** Requests with the release key as their tag. */
  readonly requests: readonly CreateRequest[];
}

/** Decides from what the hub shows, and from nothing else. */
export function decideVersion({
  number,
  releaseKey,
  versions,
  requests,
}: ReleaseState): VersionDecision {
  const released = versions.find(
    (version) => version.isReleased && isSameNumber(version.number, number),
  );
  if (released !== undefined) {
    if (released.tag === releaseKey)
      return {
        kind: 'adopt',
        version: released,
        because: `${label(released)} is released, from the same contents`,
      };
    return { kind: 'taken', version: released };
  }

  const winner = winningRequest(requests);
  if (winner !== undefined) {
    const version = versions.find(({ id }) => id === winner.packageVersionId);
    if (!isSucceeded(winner) || version === undefined) return { kind: 'wait', request: winner };
    return adopted(version);
  }
  const tagged = versions
    .filter((version) => version.tag === releaseKey)
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))[0];
  if (tagged !== undefined) return adopted(tagged);

  const failed = requests.findLast(isFailed);
  // Built once, and deleted since: it is not the contents that fail.
  if (failed === undefined || requests.some(isSucceeded)) return { kind: 'build' };
  return { kind: 'failed-before', request: failed };
}

function adopted(version: HubVersion): VersionDecision {
  return {
    kind: 'adopt',
    version,
    because: `${label(version)} was built from the same contents`,
  };
}

/** What to tell whoever wants to build a number that is taken. */
export function alreadyReleased(version: HubVersion): ReleaseError {
  return new ReleaseError(
    'VERSION_ALREADY_RELEASED',
    `${formatVersionNumber(version.number)} is released already, with other contents`,
    {
      found: `${version.versionId}, released${version.tag === undefined ? ', not built by eca-release' : ''}`,
      wanted: 'a number that is not released yet',
      why: 'Salesforce lets one build of a major.minor.patch be promoted, for ever.',
      actions: [
        'Raise the number: tag the commit with the next one, or change versionNumber in sfdx-project.json.',
        'Nothing was spent.',
      ],
    },
  );
}

function label(version: HubVersion): string {
  return `${formatVersionNumber(version.number)}-${version.build}`;
}
