import { ReleaseError } from '../../domain/errors.ts';
import type { HubVersion } from '../../domain/version/hub-version.ts';
import { formatVersionNumber, isSameNumber } from '../../domain/version/version-number.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import { untilShown } from '../lookup-pauses.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { done, skipped, type StageOutcome } from '../stage.ts';

type PromotionRequest = Pick<ReleaseRequest, 'acceptRemovedMetadata'>;

/** Throws where a version could not be promoted, or must not be. */
export function requirePromotable(
  { acceptRemovedMetadata }: PromotionRequest,
  version: HubVersion,
  versions: readonly HubVersion[],
): void {
  const rival = versions.find(
    (other) =>
      other.isReleased && other.id !== version.id && isSameNumber(other.number, version.number),
  );
  if (rival !== undefined)
    throw new ReleaseError(
      'VERSION_ALREADY_RELEASED',
      `Another build of ${formatVersionNumber(version.number)} is released already`,
      {
        found: `${rival.versionId} (build ${rival.build})`,
        wanted: 'no released build of this number',
        actions: ['Release under the next number.'],
      },
    );
  const reason = version.validationSkipped
    ? 'it was built without validation'
    : version.hasPassedCodeCoverage
      ? undefined
      : 'the hub says that code coverage has not passed';
  if (reason !== undefined)
    throw new ReleaseError('NOT_PROMOTABLE', `${version.versionId} can never be promoted`, {
      found: reason,
      wanted: 'a version built with validation: full',
      actions: ['Set validation: full in config/release.yaml, and release again.'],
    });
  if (version.hasMetadataRemoved && !acceptRemovedMetadata)
    throw new ReleaseError(
      'METADATA_REMOVED',
      `${version.versionId} lacks components of its ancestor`,
      {
        why: 'Customers who upgrade would lose them, and a promotion cannot be undone.',
        actions: [
          'Put the components back, and release again.',
          'If it is meant: run again with --accept-removed-metadata.',
        ],
      },
    );
}

/** A promotion sets a flag: where its answer was lost, the same request can follow without doing anything twice. */
const ATTEMPTS = 2;

/** Makes a beta the released version of its number, for ever. */
export async function promote(
  request: PromotionRequest,
  { clock }: Pick<ReleasePorts, 'clock'>,
  hub: DevHub,
  beta: HubVersion,
): Promise<StageOutcome<HubVersion>> {
  const version = await hub.readVersion(beta.id);
  if (version.isReleased) return skipped(`${version.versionId} is released already`, version);
  requirePromotable(request, version, await hub.readVersions(version.packageId));
  const released = async (): Promise<HubVersion | undefined> => {
    const shown = await hub.readVersion(version.id);
    return shown.isReleased ? shown : undefined;
  };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await hub.promote(version.id);
    if (outcome.kind === 'refused')
      throw new ReleaseError('PROMOTE_REFUSED', 'The hub refused the promotion', {
        found: outcome.why,
        actions: ['Mend what the reason names, and run promote again.'],
      });
    const isToFollow = outcome.kind === 'unanswered' && attempt < ATTEMPTS;
    const shown = isToFollow ? await released() : await untilShown(clock, released);
    if (shown !== undefined) return done(`${shown.versionId} is released`, shown);
    if (outcome.kind === 'promoted') throw notShown(version);
    if (!isToFollow) throw outcome.reason;
  }
}

function notShown({ versionId }: HubVersion): ReleaseError {
  return new ReleaseError('ANSWER_LOST', 'The hub took the promotion, but shows a beta still', {
    found: `IsReleased is false for ${versionId}`,
    why: 'It may show a promotion only later.',
    actions: ['Run promote again in a minute: it does nothing if the version is released by then.'],
  });
}
