import { adviceOn } from '../domain/error-catalogue/salesforce-advice.ts';
import { ReleaseError } from '../domain/errors.ts';
import {
  isFailed,
  isSucceeded,
  winningRequest,
  type CreateRequest,
  type HubVersion,
} from '../domain/version/hub-version.ts';
import {
  isSameId,
  shortId,
  type CreateRequestId,
  type PackageVersionId,
} from '../domain/version/ids.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { CreateProgress } from '../ports/dev-hub.ts';
import { untilShown } from './lookup-pauses.ts';
import { skipped, type Progress, type StageOutcome } from './stage.ts';
import type { VersionWork } from './version-work.ts';
import { patienceFor, waitForEnd } from './wait-for-version.ts';

/** A request, and the release key that it has in common with those that were made beside it. */
interface Awaited {
  readonly id: CreateRequestId;
  readonly tag: string;
}

/** Waits for what another run asked for. Throws as awaitWinner does. */
export async function awaitEarlier(
  work: VersionWork,
  awaited: Awaited,
  progress: Progress,
): Promise<StageOutcome<HubVersion>> {
  progress(`waiting for the request ${awaited.id} of an earlier run`);
  const version = await awaitWinner(work, awaited, progress);
  return skipped(`an earlier run asked for it: ${describe(version)}`, version);
}

/**
 * Waits, then decides whose version is published: two runners that asked at the same time must show the same link. Throws
 * VERSION_BUILD_FAILED with Salesforce's reasons where none of them got a version.
 */
export async function awaitWinner(
  work: VersionWork,
  { id: requestId, tag }: Awaited,
  progress: Progress,
): Promise<HubVersion> {
  const { hub, packageId } = work;
  const patience = patienceFor(work);
  const ended = new Map<string, CreateProgress>();
  let waitedFor = requestId;
  for (;;) {
    const last = await waitForEnd(work, waitedFor, patience, progress);
    ended.set(shortId(waitedFor), last);
    const requests = withEnds(await hub.findCreateRequests(packageId, tag), ended);
    const winner =
      (await releasedAmong(work, requests)) ?? winningRequest(requests) ?? last.request;
    if (isFailed(winner)) throw buildFailed(winner.id, last.errors);
    const id = winner.packageVersionId;
    if (!isSucceeded(winner) || id === undefined) {
      waitedFor = winner.id;
      continue;
    }
    warnOfTwoBuilds(
      work,
      winner,
      requests.filter((other) => isSameId(other.id, requestId) || mayBecomeVersion(other)),
    );
    return readWhenShown(work, id);
  }
}

/** Of two builds the one that is released by now: the other one never can be. */
async function releasedAmong(
  { hub, packageId }: VersionWork,
  requests: readonly CreateRequest[],
): Promise<CreateRequest | undefined> {
  if (requests.filter(mayBecomeVersion).length < 2) return undefined;
  const released = (await hub.readVersions(packageId)).filter(({ isReleased }) => isReleased);
  return requests.find(({ packageVersionId }) =>
    released.some(({ id }) => id === packageVersionId),
  );
}

/** A version may show later than the request that it came of. */
async function readWhenShown(
  { hub, ports }: VersionWork,
  id: PackageVersionId,
): Promise<HubVersion> {
  let missing: unknown;
  const version = await untilShown(ports.clock, async () => {
    try {
      return await hub.readVersion(id);
    } catch (error) {
      if (!(error instanceof ReleaseError) || error.code !== 'VERSION_NOT_FOUND') throw error;
      missing = error;
      return undefined;
    }
  });
  if (version === undefined) throw missing;
  return version;
}

/** The requests as they were listed, but for those that were seen to end: a list may lag behind. */
function withEnds(
  listed: readonly CreateRequest[],
  ended: ReadonlyMap<string, CreateProgress>,
): readonly CreateRequest[] {
  const others = listed.filter(({ id }) => !ended.has(shortId(id)));
  return [...others, ...Array.from(ended.values(), ({ request }) => request)];
}

/** Both runners say so: neither knows whether anybody looks at the other's log. */
function warnOfTwoBuilds(
  { ports, plan }: VersionWork,
  winner: CreateRequest,
  builds: readonly CreateRequest[],
): void {
  const others = builds.filter(({ id }) => !isSameId(id, winner.id));
  if (others.length === 0) return;
  ports.emit('warning.raised', {
    message: `Two runs asked for ${formatVersionNumber(plan.number)} at the same time: what came of ${winner.id} is published, ${others.map(({ id }) => id).join(' and ')} took a build of its own.`,
    actions: ['Let one runner release at a time: on GitHub, a concurrency group.'],
  });
}

function mayBecomeVersion(request: CreateRequest): boolean {
  return !isFailed(request) && !request.versionIsDeprecated;
}

function buildFailed(requestId: CreateRequestId, errors: readonly string[]): ReleaseError {
  return new ReleaseError('VERSION_BUILD_FAILED', 'Salesforce could not build the version', {
    // Each reason is a line of its own: Salesforce writes whole paragraphs.
    ...(errors.length === 0 && { found: 'no reason given' }),
    problems: errors.map((message) => ({ message })),
    actions: [
      ...adviceOn(errors),
      'Mend what the reasons name, in the hub or in the configuration, and run again.',
      `The request to quote to Salesforce Support: ${requestId}`,
    ],
  });
}

export function describe(version: HubVersion): string {
  return `${formatVersionNumber(version.number)}-${version.build} (${version.versionId})`;
}
