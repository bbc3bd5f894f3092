import { ReleaseError } from '../domain/errors.ts';
import { componentKey } from '../domain/eca/component.ts';
import { refuseSecrets } from '../domain/plan/firewall.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { notesLine } from '../domain/release-notes.ts';
import { descriptionFor } from '../domain/version/commit.ts';
import type { CreateRequest } from '../domain/version/hub-version.ts';
import type { CreateRequestId } from '../domain/version/ids.ts';
import type { VersionRequest } from '../domain/version/version-request.ts';
import { ancestorFor } from '../domain/version/ancestor.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { OutgoingFile, VersionRequestOutcome } from '../ports/dev-hub.ts';
import { lookForRequest, lookOnce, type Sight } from './look-for-request.ts';
import { notesFor } from './release-notes.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

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
  const earlier = await askedEarlier(work, known, progress);
  if (earlier?.kind === 'shown') return { requestId: earlier.requestId, by: 'an-earlier-run' };

  let isUnsettled = earlier?.kind === 'nothing';
  let lost: string | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    progress(`asking for ${formatVersionNumber(plan.number)}`);
    const answer = await ask(work, known, isUnsettled);
    let sight: Sight;
    if (answer.kind === 'unanswered') {
      progress('the answer was lost: looking whether the request arrived');
      lost = answer.why;
      isUnsettled = true;
      const forMs = request.config.wait.lostAnswerSeconds * 1_000;
      sight = await lookForRequest(work, { known }, forMs, progress);
    } else {
      sight = { kind: 'shown', requestId: answer.requestId };
    }
    if (sight.kind === 'shown') {
      const { requestId } = sight;
      await remember(work, answer.askedAt, requestId);
      // What shows although nothing left is another run's, unless an answer was lost before.
      if (answer.kind === 'shown' && lost === undefined) return { requestId, by: 'an-earlier-run' };
      ports.emit('create.requested', { package: plan.config.name, requestId });
      return { requestId, by: 'this-run' };
    }
  }
  throw new ReleaseError('ANSWER_LOST', 'The hub does not answer to a request for a version', {
    ...(lost !== undefined && { found: lost }),
    why: 'Nothing shows in the hub either, so nothing was built as far as anybody can tell.',
    actions: ['Run again later: it looks first, and asks only if there is nothing.'],
  });
}

/** What an earlier run asked for, as far as the journal knows and the hub, given its time, shows it. */
async function askedEarlier(
  work: VersionWork,
  known: readonly CreateRequest[],
  progress: Progress,
): Promise<Sight | undefined> {
  const { request, ports, hub, plan, packageId } = work;
  const intent = await ports.journal.find(hub.identity.orgId, packageId, plan.releaseKey.key);
  if (intent === undefined) return undefined;
  const { requestSeconds, lostAnswerSeconds } = request.config.wait;
  progress('looking for what an earlier run asked for');
  const { requestId } = intent;
  // That it was accepted is certain, whenever that was: the hub gets its whole time from now on to show it.
  if (requestId !== undefined)
    return lookForRequest(work, { known, requestId }, lostAnswerSeconds * 1_000, progress);
  // A clock that was set back must not make this run wait for longer.
  const agoMs = Math.max(ports.clock.now() - intent.askedAt, 0);
  // That run may have listened for as long as a request may take before its answer was lost.
  const forMs = (requestSeconds + lostAnswerSeconds) * 1_000 - agoMs;
  return lookForRequest(work, { known }, Math.max(forMs, 0), progress);
}

/** What came of asking, and when it left. */
type Answer = { readonly askedAt: number } & (
  | Exclude<VersionRequestOutcome, { kind: 'refused' | 'stayed' }>
  /** Nothing left: a request showed at the last moment. */
  | { readonly kind: 'shown'; readonly requestId: CreateRequestId }
);

/** @param isUnsettled whether something that was asked before may arrive yet */
async function ask(
  work: VersionWork,
  known: readonly CreateRequest[],
  isUnsettled: boolean,
): Promise<Answer> {
  const { ports, hub, plan, packageId } = work;
  let askedAt = ports.clock.now();
  let lastLook = { kind: 'nothing' } as Sight | ReleaseError;
  const outcome = await hub.requestVersion(
    await versionRequest(work),
    async (packaged, besides) => {
      refuseSecrets([...packaged, ...besides]);
      requireSameContents(plan, packaged);
      // Packaging took a while: another run may have asked meanwhile.
      lastLook = await lookOnce(work, { known });
      if (lastLook instanceof ReleaseError || lastLook.kind !== 'nothing') return 'stay';
      askedAt = ports.clock.now();
      await remember(work, askedAt, undefined);
      return 'leave';
    },
  );
  if (lastLook instanceof ReleaseError) throw lastLook;
  if (lastLook.kind === 'shown') return { ...lastLook, askedAt };
  switch (outcome.kind) {
    case 'accepted':
    case 'unanswered':
      return { ...outcome, askedAt };
    case 'stayed':
      throw new ReleaseError('DEFECT', 'A request stayed that was to leave');
    case 'refused':
      if (!isUnsettled)
        await ports.journal.forget(hub.identity.orgId, packageId, plan.releaseKey.key);
      throw outcome.reason.code === 'HUB_REFUSED'
        ? refused(outcome.reason, isUnsettled)
        : outcome.reason;
  }
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

function refused(reason: ReleaseError, isUnsettled: boolean): ReleaseError {
  return new ReleaseError('VERSION_REQUEST_REFUSED', 'The hub refused to build the version', {
    found: reason.detail.found ?? reason.message,
    why: isUnsettled
      ? 'It was refused before a build began. What was asked for before got no answer and does not show: should it show later, the next run takes it.'
      : 'Nothing was spent: it was refused before a build began.',
    actions: ['Mend what the reason names, and run again.'],
    cause: reason,
  });
}
