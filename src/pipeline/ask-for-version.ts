import { ReleaseError } from '../domain/errors.ts';
import { componentKey } from '../domain/eca/component.ts';
import { refuseSecrets } from '../domain/plan/firewall.ts';
import type { PackagePlan } from '../domain/plan/package-plan.ts';
import { notesLine } from '../domain/release-notes.ts';
import { descriptionFor } from '../domain/version/commit.ts';
import { isFailed, winningRequest } from '../domain/version/hub-version.ts';
import type { CreateRequestId } from '../domain/version/ids.ts';
import type { VersionRequest } from '../domain/version/version-request.ts';
import { formatVersionNumber } from '../domain/version/version-number.ts';
import type { OutgoingFile, VersionRequestOutcome } from '../ports/dev-hub.ts';
import { notesFor } from './release-notes.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

/** The pauses of a lookup: a commit was seen 0.9 s after the socket of its request had died. Then every 10 s. */
const LOOKUP_PAUSES_MS = [0, 300, 700, 1_000, 3_000, 5_000];
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
 */
export async function askForVersion(work: VersionWork, progress: Progress): Promise<Asked> {
  const { ports, hub, plan, packageId } = work;
  const earlier = await ports.journal.find(hub.identity.orgId, packageId, plan.releaseKey.key);
  if (earlier?.requestId !== undefined && (await isKnown(work, earlier.requestId)))
    return { requestId: earlier.requestId, by: 'an-earlier-run' };
  if (earlier !== undefined && earlier.requestId === undefined) {
    progress('looking for what an earlier run asked for');
    const found = await lookUp(work, earlier.askedAt);
    if (found !== undefined) return { requestId: found, by: 'an-earlier-run' };
  }

  let lost = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    progress(`asking for ${formatVersionNumber(plan.number)}`);
    const askedAt = ports.clock.now();
    const outcome = await ask(work);
    if (outcome.kind === 'refused') throw refused(outcome.why);
    const requestId =
      outcome.kind === 'accepted' ? outcome.requestId : await lookUpLost(work, askedAt, progress);
    if (requestId !== undefined) {
      await remember(work, askedAt, requestId);
      ports.emit('create.requested', { package: plan.config.name, requestId });
      return { requestId, by: 'this-run' };
    }
    lost = outcome.kind === 'unanswered' ? outcome.why : '';
  }
  throw new ReleaseError('ANSWER_LOST', 'The hub does not answer to a request for a version', {
    found: lost,
    why: 'Nothing shows in the hub either, so nothing was built as far as anybody can tell.',
    actions: ['Run again later: it looks first, and asks only if there is nothing.'],
  });
}

async function ask(work: VersionWork): Promise<VersionRequestOutcome> {
  const { ports, hub, plan } = work;
  return hub.requestVersion(await versionRequest(work), async (files) => {
    refuseSecrets(files);
    requireSameContents(plan, files);
    await remember(work, ports.clock.now(), undefined);
  });
}

async function versionRequest({
  request,
  ports,
  hub,
  plan,
  packageId,
}: VersionWork): Promise<VersionRequest> {
  const { config, number } = plan;
  const commit = await ports.git.headCommit();
  const notes = await notesFor({
    hub,
    git: ports.git,
    ancestor: plan.ancestor,
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
    ancestorId: plan.ancestor?.id,
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

/** Whether the hub still has a request of the journal, and it may become this release's version. */
async function isKnown({ hub, plan }: VersionWork, requestId: CreateRequestId): Promise<boolean> {
  try {
    const { request } = await hub.readProgress(requestId);
    return (
      request.tag === plan.releaseKey.key && !isFailed(request) && !request.versionIsDeprecated
    );
  } catch (error) {
    if (error instanceof ReleaseError && error.code === 'HUB_ANSWER_UNUSABLE') return false;
    throw error;
  }
}

async function lookUpLost(
  work: VersionWork,
  askedAt: number,
  progress: Progress,
): Promise<CreateRequestId | undefined> {
  progress('the answer was lost: looking whether the request arrived');
  return lookUp(work, askedAt);
}

/** Looks for a request by its tag until the window since it was sent has passed; at least once. */
async function lookUp(
  { request, ports, hub, plan, packageId }: VersionWork,
  askedAt: number,
): Promise<CreateRequestId | undefined> {
  const until = askedAt + request.config.wait.lostAnswerSeconds * 1_000;
  for (let look = 0; ; look += 1) {
    const found = winningRequest(await hub.findCreateRequests(packageId, plan.releaseKey.key));
    if (found !== undefined) return found.id;
    const left = until - ports.clock.now();
    if (left <= 0) return undefined;
    await ports.clock.sleep(Math.min(left, LOOKUP_PAUSES_MS[look + 1] ?? LOOKUP_PAUSE_LATER_MS));
  }
}

/** What leaves must be what was planned: .forceignore, or a file that changed meanwhile, can make it something else. */
function requireSameContents(plan: PackagePlan, files: readonly OutgoingFile[]): void {
  const planned = plan.components.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
  const leaving = files
    .filter(({ name }) => name !== 'package.xml')
    .map(({ bytes }) => Buffer.from(bytes).toString('base64'));
  const isSame =
    plan.directory.included.length > 0
      ? planned.length <= leaving.length
      : planned.toSorted().join() === leaving.toSorted().join();
  if (isSame) return;
  throw new ReleaseError('VERSION_CONTENTS_WRONG', 'The package would not hold what was planned', {
    found: files.map(({ name }) => name).join(', '),
    wanted: plan.components.map(componentKey).join(', '),
    why: 'Something changed the package directory while the release ran, or .forceignore hides a part of it.',
    actions: ['Run again. If it comes back: compare .forceignore with the files named above.'],
  });
}

function refused(why: string): ReleaseError {
  return new ReleaseError('VERSION_REQUEST_REFUSED', 'The hub refused to build the version', {
    found: why,
    why: 'Nothing was spent: it was refused before a build began.',
    actions: ['Mend what the reason names, and run again.'],
  });
}
