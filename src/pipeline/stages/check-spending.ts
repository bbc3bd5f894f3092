import { ReleaseError } from '../../domain/errors.ts';
import { hubDrifted, stopsAtDrift } from '../../domain/plan/drift.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import { alreadyReleased } from '../../domain/plan/version-decision.ts';
import { ancestorFor } from '../../domain/version/ancestor.ts';
import { formatVersionNumber } from '../../domain/version/version-number.ts';
import type { DevHub, HubFacts } from '../../ports/dev-hub.ts';
import { failedBefore } from '../failed-before.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';

/** What a release takes of the hub that it does not get back. */
export interface Spending {
  /** Built, each for a slot of today's. */
  readonly builds: readonly PackagePlan[];
  /** Promoted, for ever. */
  readonly promotions: readonly PackagePlan[];
}

/**
 * The last look before anything is written: are there slots for what has to be built, would it fail as it failed before,
 * does the drift policy allow it?
 */
export async function checkSpending(
  request: ReleaseRequest,
  ports: Pick<ReleasePorts, 'emit'>,
  { hub, facts, plans }: { hub: DevHub; facts: HubFacts; plans: readonly PackagePlan[] },
): Promise<Spending> {
  refuseTakenNumbers(plans);
  if (!request.retryFailed) await refuseFailedBefore(hub, plans);
  if (request.promote) refuseThrowAwayPromotions(plans);
  checkDrift(request, ports, plans);
  const builds = plans.filter(
    ({ decision }) =>
      decision.kind === 'build' || (decision.kind === 'failed-before' && request.retryFailed),
  );
  requireAncestors(builds);
  requireSlots('full', builds, facts);
  requireSlots('skipped', builds, facts);
  return { builds, promotions: request.promote ? plans.filter((plan) => !isReleased(plan)) : [] };
}

/** Does the user agree? Asked only where something is spent. */
export async function askToSpend(
  { consent }: Pick<ReleasePorts, 'consent'>,
  { hub, facts }: { hub: DevHub; facts: HubFacts },
  { builds, promotions }: Spending,
): Promise<void> {
  if (builds.length === 0 && promotions.length === 0) return;
  await consent.require({
    question: `Release to the Dev Hub of ${hub.identity.username} (${hub.identity.orgId})?`,
    lines: [
      ...builds.map((plan) => buildLine(plan, facts)),
      ...promotions.map(
        (plan) =>
          `${plan.config.name}: promotes ${formatVersionNumber(plan.number)}, which cannot be undone`,
      ),
    ],
  });
}

/** Throws where a number has no place in the package's line of versions; only what is built needs one. */
function requireAncestors(builds: readonly PackagePlan[]): void {
  for (const { number, config, versions } of builds) ancestorFor(number, config.ancestor, versions);
}

function refuseTakenNumbers(plans: readonly PackagePlan[]): void {
  for (const { decision } of plans)
    if (decision.kind === 'taken') throw alreadyReleased(decision.version);
}

async function refuseFailedBefore(hub: DevHub, plans: readonly PackagePlan[]): Promise<void> {
  for (const plan of plans)
    if (plan.decision.kind === 'failed-before')
      throw await failedBefore(hub, plan, plan.decision.request.id);
}

function refuseThrowAwayPromotions(plans: readonly PackagePlan[]): void {
  const throwAway = plans.find(({ config }) => config.validation === 'skipped');
  if (throwAway === undefined) return;
  throw new ReleaseError('NOT_PROMOTABLE', `${throwAway.config.name} could never be promoted`, {
    found: 'validation: skipped in the configuration, and --promote',
    wanted: 'validation: full',
    actions: ['Set validation: full in config/release.yaml, or leave --promote out.'],
  });
}

function isReleased({ decision }: PackagePlan): boolean {
  return decision.kind === 'adopt' && decision.version.isReleased;
}

/** Stops where the hub's app is not what is committed, and the policy says so; otherwise tells. */
function checkDrift(
  { config, buildTag }: ReleaseRequest,
  { emit }: Pick<ReleasePorts, 'emit'>,
  plans: readonly PackagePlan[],
): void {
  const drifted = plans.flatMap(({ directory }) => directory.drift);
  if (drifted.length === 0) return;
  if (stopsAtDrift(config.drift, buildTag !== undefined)) throw hubDrifted(drifted);
  emit('warning.raised', {
    message: `The hub differs from what lies here in ${drifted.join(', ')}: the hub's is taken.`,
    actions: ['Commit the difference, so that a tag build takes it too.'],
  });
}

function requireSlots(
  validation: 'full' | 'skipped',
  builds: readonly PackagePlan[],
  { versionSlots }: HubFacts,
): void {
  const needed = builds.filter(({ config }) => config.validation === validation).length;
  const slots = validation === 'full' ? versionSlots.validated : versionSlots.withoutValidation;
  if (slots === undefined || needed <= slots.remaining) return;
  const limit =
    validation === 'full' ? 'Package2VersionCreates' : 'Package2VersionCreatesWithoutValidation';
  throw new ReleaseError('NO_VERSION_SLOT_LEFT', 'The hub builds no more versions today', {
    found: `${slots.remaining} of ${slots.max} left (${limit})`,
    wanted: String(needed),
    why: 'Failed builds count too; the limit starts anew 24 hours after the builds were asked for.',
    actions: ['Run again later: sf org list limits --target-org ALIAS shows what is left.'],
  });
}

function buildLine(
  { config, number, hubPackage }: PackagePlan,
  { versionSlots }: HubFacts,
): string {
  const slots =
    config.validation === 'full' ? versionSlots.validated : versionSlots.withoutValidation;
  const spending =
    slots === undefined
      ? 'one version build'
      : `one of ${slots.remaining} version builds left today`;
  const created =
    hubPackage === undefined ? ' in a new package, whose name and namespace are for ever' : '';
  return `${config.name}: builds ${formatVersionNumber(number)}${created}, spending ${spending}`;
}
