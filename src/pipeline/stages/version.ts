import { ReleaseError } from '../../domain/errors.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { alreadyReleased, decideVersion } from '../../domain/plan/version-decision.ts';
import type { HubVersion } from '../../domain/version/hub-version.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import { askForVersion } from '../ask-for-version.ts';
import { awaitEarlier, awaitWinner, describe } from '../await-winner.ts';
import { failedBefore } from '../failed-before.ts';
import { done, skipped, type Progress, type StageOutcome } from '../stage.ts';
import type { VersionWork } from '../version-work.ts';

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
    case 'wait':
      return awaitEarlier(work, { id: decision.request.id, tag: key }, progress);
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
  const version = await awaitWinner(work, { id: asked.requestId, tag: key }, progress);
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
