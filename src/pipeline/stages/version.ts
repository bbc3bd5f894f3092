import { ReleaseError } from '../../domain/errors.ts';
import { alreadyReleased, decideVersion } from '../../domain/plan/version-decision.ts';
import { isSucceeded, winningRequest, type HubVersion } from '../../domain/version/hub-version.ts';
import { isSameId, type CreateRequestId } from '../../domain/version/ids.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import { askForVersion } from '../ask-for-version.ts';
import { done, skipped, type Progress, type StageOutcome } from '../stage.ts';
import type { VersionWork } from '../version-work.ts';
import { waitForVersion } from '../wait-for-version.ts';

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
      if (!request.retryFailed) throw await failedBefore(work, decision.request.id);
      break;
    case 'build':
      break;
  }
  const asked = await askForVersion(work, progress);
  const version = await awaitWinner(work, asked.requestId, progress);
  return asked.by === 'this-run'
    ? done(`built ${describe(version)}`, version)
    : skipped(`an earlier run asked for it: ${describe(version)}`, version);
}

/** Waits, then decides whose version is published: two runners that asked at the same time must show the same link. */
async function awaitWinner(
  work: VersionWork,
  requestId: CreateRequestId,
  progress: Progress,
): Promise<HubVersion> {
  const { hub, plan, packageId, ports } = work;
  let waitedFor = requestId;
  for (;;) {
    const finished = await waitForVersion(work, waitedFor, progress);
    const requests = await hub.findCreateRequests(packageId, plan.releaseKey.key);
    const winner = winningRequest(requests) ?? finished;
    if (!isSameId(winner.id, waitedFor) && !isSucceeded(winner)) {
      waitedFor = winner.id;
      continue;
    }
    if (!isSameId(winner.id, requestId))
      ports.emit('warning.raised', {
        message: `Two runs asked for ${formatVersionNumber(plan.number)} at the same time: ${winner.id} came first and is published, ${requestId} took a build of its own.`,
        actions: ['Let one runner release at a time: on GitHub, a concurrency group.'],
      });
    const id = winner.packageVersionId;
    if (id !== undefined) return hub.readVersion(id);
    throw new ReleaseError(
      'HUB_ANSWER_UNUSABLE',
      `The request ${winner.id} succeeded without a version`,
      {
        actions: ['Run again: it continues where this run stopped.'],
      },
    );
  }
}

async function failedBefore(
  { hub, plan }: VersionWork,
  requestId: CreateRequestId,
): Promise<ReleaseError> {
  const { errors } = await hub.readProgress(requestId);
  return new ReleaseError(
    'VERSION_BUILD_FAILED_BEFORE',
    `${formatVersionNumber(plan.number)} was asked for with the same contents before, and failed`,
    {
      found: `${requestId}: ${errors.join('; ') || 'no reason given'}`,
      why: 'The same contents would fail the same way, and a failed build costs a slot too.',
      actions: [
        'Mend what the reason names: the app in the hub, or the configuration.',
        'If it was a passing fault of Salesforce: run again with --retry-failed.',
      ],
    },
  );
}

function describe(version: HubVersion): string {
  return `${formatVersionNumber(version.number)}-${version.build} (${version.versionId})`;
}
