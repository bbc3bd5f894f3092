import { ReleaseError } from '../domain/errors.ts';
import { componentKey } from '../domain/eca/component.ts';
import { refuseSecrets } from '../domain/plan/firewall.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { notesLine } from '../domain/release-notes.ts';
import { descriptionFor } from '../domain/version/commit.ts';
import { isFailed, winningRequest, type CreateRequest } from '../domain/version/hub-version.ts';
import { isSameId, type CreateRequestId } from '../domain/version/ids.ts';
import type { VersionRequest } from '../domain/version/version-request.ts';
import { ancestorFor } from '../domain/version/ancestor.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { OutgoingFile, VersionRequestOutcome } from '../ports/dev-hub.ts';
import { hear } from './hear.ts';
import { Patience } from './patience.ts';
import { notesFor } from './release-notes.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

/** The pauses of a lookup: a commit was seen 0.9 s after the socket of its request had died. Then every 10 s. */
const LOOKUP_PAUSES_MS = [300, 700, 1_000, 3_000, 5_000];
const LOOKUP_PAUSE_LATER_MS = 10_000;

/** One repetition after a whole window in which nothing showed; a second one would only hide that something is wrong. */
const ATTEMPTS = 2;

interface Asked {
  readonly requestId: CreateRequestId;
  readonly by: 'this-run' | 'an-earlier-run';
}

/**
 * Asks for a version once. An answer that did not come is settled by looking for what was asked, never by asking again
 * before the hub had its time; that also holds for what an earlier run asked right before it died.
 * @param known the requests with this release's key that were there before: what shows besides them was asked for now
 */
export async function askForVersion(
  work: VersionWork,
  known: readonly CreateRequest[],
  progress: Progress,
): Promise<Asked> {
  const { request, ports, plan } = work;
  const lookUp = lookUpBesides(work, known, progress);
  const earlier = await askedEarlier(work, lookUp, progress);
  if (earlier !== undefined) return { requestId: earlier, by: 'an-earlier-run' };

  let lost = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    progress(`asking for ${formatVersionNumber(plan.number)}`);
    const { outcome, askedAt } = await ask(work);
    if (outcome.kind === 'unanswered') {
      progress('the answer was lost: looking whether the request arrived');
      lost = outcome.why;
    }
    const requestId =
      outcome.kind === 'accepted'
        ? outcome.requestId
        : await lookUp(request.config.wait.lostAnswerSeconds * 1_000);
    if (requestId !== undefined) {
      await remember(work, askedAt, requestId);
      ports.emit('create.requested', { package: plan.config.name, requestId });
      return { requestId, by: 'this-run' };
    }
  }
  throw new ReleaseError('ANSWER_LOST', 'The hub does not answer to a request for a version', {
    found: lost,
    why: 'Nothing shows in the hub either, so nothing was built as far as anybody can tell.',
    actions: ['Run again later: it looks first, and asks only if there is nothing.'],
  });
}

/** What an earlier run asked for, as far as the journal knows and the hub, given its time, shows it. */
async function askedEarlier(
  work: VersionWork,
  lookUp: LookUp,
  progress: Progress,
): Promise<CreateRequestId | undefined> {
  const { request, ports, hub, plan, packageId } = work;
  const intent = await ports.journal.find(hub.identity.orgId, packageId, plan.releaseKey.key);
  if (intent === undefined) return undefined;
  const { requestSeconds, lostAnswerSeconds } = request.config.wait;
  // That run may have listened for as long as a request may take before its answer was lost.
  let patienceSeconds = requestSeconds + lostAnswerSeconds;
  if (intent.requestId !== undefined) {
    const fate = await fateOf(work, intent.requestId);
    if (fate !== 'not-shown') return fate === 'may-become-version' ? intent.requestId : undefined;
    patienceSeconds = lostAnswerSeconds;
  }
  progress('looking for what an earlier run asked for');
  // A clock that was set back must not make this run wait for longer.
  const agoMs = Math.max(ports.clock.now() - intent.askedAt, 0);
  return lookUp(patienceSeconds * 1_000 - agoMs);
}

interface Sent {
  readonly outcome: Exclude<VersionRequestOutcome, { kind: 'refused' }>;
  /** When it left. */
  readonly askedAt: number;
}

async function ask(work: VersionWork): Promise<Sent> {
  const { ports, hub, plan, packageId } = work;
  let askedAt = ports.clock.now();
  const outcome = await hub.requestVersion(
    await versionRequest(work),
    async (packaged, besides) => {
      refuseSecrets([...packaged, ...besides]);
      requireSameContents(plan, packaged);
      askedAt = ports.clock.now();
      await remember(work, askedAt, undefined);
    },
  );
  if (outcome.kind !== 'refused') return { outcome, askedAt };
  await ports.journal.forget(hub.identity.orgId, packageId, plan.releaseKey.key);
  throw outcome.reason.code === 'HUB_REFUSED' ? refused(outcome.reason) : outcome.reason;
}

async function versionRequest({
  request,
  ports,
  hub,
  plan,
  packageId,
}: VersionWork): Promise<VersionRequest> {
  const { config, number } = plan;
  const ancestor = ancestorFor(number, config.ancestor, plan.versions);
  const commit = await ports.git.headCommit();
  const notes = await notesFor({
    hub,
    git: ports.git,
    ancestor,
    apps: plan.apps,
    commit,
  });
  return {
    packageId,
    projectDir: ports.workspace.projectDir,
    config,
    number,
    name: config.versionName ?? formatVersionNumber(number),
    description: descriptionFor({
      said: config.versionDescription,
      news: notes === undefined ? '' : notesLine(notes),
      commit,
    }),
    tag: plan.releaseKey.key,
    ancestorId: ancestor?.id,
    installationKey: request.installationKeys.get(config.name),
  };
}

async function remember(
  { ports, hub, plan, packageId }: VersionWork,
  askedAt: number,
  requestId: CreateRequestId | undefined,
): Promise<void> {
  await ports.journal.record({
    hubOrgId: hub.identity.orgId,
    packageId,
    releaseKey: plan.releaseKey.key,
    askedAt,
    ...(requestId !== undefined && { requestId }),
  });
}

/** What has become of a request of the journal; a hub may show it only later. */
async function fateOf(
  { hub, plan }: VersionWork,
  requestId: CreateRequestId,
): Promise<'may-become-version' | 'over' | 'not-shown'> {
  const known = await hub.readProgress(requestId);
  if (known === undefined) return 'not-shown';
  const { request } = known;
  return request.tag === plan.releaseKey.key && !isFailed(request) && !request.versionIsDeprecated
    ? 'may-become-version'
    : 'over';
}

/** Looks for a request for so many milliseconds, at least once. */
type LookUp = (forMs: number) => Promise<CreateRequestId | undefined>;

/**
 * Looks by tag for a request that was not known before; one that failed at once is one too, and asking again would spend
 * another build. A hub that cannot be heard shows nothing, which never counts as nothing being there.
 */
function lookUpBesides(
  { request, ports: { clock }, hub, plan, packageId }: VersionWork,
  known: readonly CreateRequest[],
  progress: Progress,
): LookUp {
  return async (forMs) => {
    const patience = new Patience(clock, forMs, request.config.wait.requestSeconds * 1_000);
    for (let look = 0; ; look += 1) {
      const seen = await hear(async () => hub.findCreateRequests(packageId, plan.releaseKey.key));
      const isLast = patience.isOver();
      if (seen instanceof ReleaseError) {
        if (isLast) throw seen;
        progress(`${seen.message}; looking again`);
      } else {
        const found = winningRequest(seen) ?? seen.find(({ id }) => !isAmong(known, id));
        if (found !== undefined) return found.id;
        if (isLast) return undefined;
      }
      await patience.pause(LOOKUP_PAUSES_MS[look] ?? LOOKUP_PAUSE_LATER_MS);
    }
  };
}

function isAmong(requests: readonly CreateRequest[], id: CreateRequestId): boolean {
  return requests.some((request) => isSameId(request.id, id));
}

/** What leaves must be what was planned: .forceignore, or a file that changed meanwhile, can make it something else. */
function requireSameContents(plan: PackagePlan, files: readonly OutgoingFile[]): void {
  const leaving = files.filter(({ name }) => name !== 'package.xml').map(contentOf);
  for (const content of plan.directory.files.map(contentOf)) {
    const index = leaving.indexOf(content);
    if (index === -1) throw otherContents(plan, files);
    leaving.splice(index, 1);
  }
  // What the configuration includes leaves in another form than it lies here, in any number of files.
  const { included } = plan.directory;
  if (included.length === 0 ? leaving.length > 0 : leaving.length === 0)
    throw otherContents(plan, files);
}

function contentOf({ bytes }: { readonly bytes: Uint8Array }): string {
  return Buffer.from(bytes).toString('base64');
}

function otherContents(plan: PackagePlan, files: readonly OutgoingFile[]): ReleaseError {
  return new ReleaseError('VERSION_CONTENTS_WRONG', 'The package would not hold what was planned', {
    found: files.map(({ name }) => name).join(', '),
    wanted: plan.components.map(componentKey).join(', '),
    why: 'Something changed the package directory while the release ran, or .forceignore hides a part of it.',
    actions: ['Run again. If it comes back: compare .forceignore with the files named above.'],
  });
}

function refused(reason: ReleaseError): ReleaseError {
  return new ReleaseError('VERSION_REQUEST_REFUSED', 'The hub refused to build the version', {
    found: reason.detail.found ?? reason.message,
    why: 'Nothing was spent: it was refused before a build began.',
    actions: ['Mend what the reason names, and run again.'],
    cause: reason,
  });
}
