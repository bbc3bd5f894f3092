import { adviceOn } from '../../domain/error-catalogue/salesforce-advice.ts';
import { ReleaseError } from '../../domain/errors.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { alreadyReleased, decideVersion } from '../../domain/plan/version-decision.ts';
import {
  isFailed,
  isSucceeded,
  winningRequest,
  type CreateRequest,
  type HubVersion,
} from '../../domain/version/hub-version.ts';
import { isSameId, shortId, type CreateRequestId } from '../../domain/version/ids.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { CreateProgress } from '../../ports/dev-hub.ts';
import { askForVersion } from '../ask-for-version.ts';
import { failedBefore } from '../failed-before.ts';
import { done, skipped, type Progress, type StageOutcome } from '../stage.ts';
import type { VersionWork } from '../version-work.ts';
import { patienceFor, waitForEnd } from '../wait-for-version.ts';

/**
 * The one version of this release: found where an earlier run or another runner asked for it, asked for where nobody did.
 * The hub is asked anew, since minutes may have passed since the plan was made.
 */
export async function obtainVersion(
  work: VersionWork,
  progress: Progress,
): Promise<StageOutcome<HubVersion>> {
  const { hub, plan, packageId, request } = work;
  const key = plan.releaseKey.key;
  const [versions, requests] = await Promise.all([
    hub.readVersions(packageId),
    hub.findCreateRequests(packageId, key),
  ]);
  const decision = decideVersion({ number: plan.number, releaseKey: key, versions, requests });

  switch (decision.kind) {
    case 'adopt':
      return skipped(`${decision.because}: nothing is built`, decision.version);
    case 'wait': {
      progress(`waiting for the request ${decision.request.id} of an earlier run`);
      const version = await awaitWinner(work, decision.request.id, progress);
      return skipped(`an earlier run asked for it: ${describe(version)}`, version);
    }
    case 'taken':
      throw alreadyReleased(decision.version);
    case 'failed-before':
      if (!request.retryFailed) throw await failedBefore(hub, plan, decision.request.id);
      break;
    case 'build':
      break;
  }
  if (plan.decision.kind === 'adopt' || plan.decision.kind === 'wait') throw gone(plan);
  const asked = await askForVersion(work, requests, progress);
  const version = await awaitWinner(work, asked.requestId, progress);
  return asked.by === 'this-run'
    ? done(`built ${describe(version)}`, version)
    : skipped(`an earlier run asked for it: ${describe(version)}`, version);
}

/** Nobody agreed to a build: there was to be none. */
function gone({ number, config }: PackagePlan): ReleaseError {
  return new ReleaseError(
    'VERSION_NOT_FOUND',
    `${formatVersionNumber(number)} of ${config.name} was there when this run began, and is not any more`,
    {
      why: 'Somebody deleted it, or it failed, while the run went on.',
      actions: ['Run again: it then plans, and asks about, a build of its own.'],
    },
  );
}

/**
 * Waits, then decides whose version is published: two runners that asked at the same time must show the same link. Throws
 * VERSION_BUILD_FAILED with Salesforce's reasons where none of them got a version.
 */
async function awaitWinner(
  work: VersionWork,
  requestId: CreateRequestId,
  progress: Progress,
): Promise<HubVersion> {
  const { hub, plan, packageId } = work;
  const patience = patienceFor(work);
  const ended = new Map<string, CreateProgress>();
  let waitedFor = requestId;
  for (;;) {
    const last = await waitForEnd(work, waitedFor, patience, progress);
    ended.set(shortId(waitedFor), last);
    const listed = await hub.findCreateRequests(packageId, plan.releaseKey.key);
    const requests = withEnds(listed, ended);
    const winner = winningRequest(requests) ?? last.request;
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
    return hub.readVersion(id);
  }
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

function describe(version: HubVersion): string {
  return `${formatVersionNumber(version.number)}-${version.build} (${version.versionId})`;
}
