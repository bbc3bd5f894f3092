import { ReleaseError } from '../domain/errors.ts';
import { LONGEST_PAUSE_MS } from '../domain/retry-after.ts';
import { isFailed, isSucceeded } from '../domain/version/hub-version.ts';
import type { CreateRequestId } from '../domain/version/ids.ts';
import type { CreateProgress } from '../ports/dev-hub.ts';
import { hear } from './hear.ts';
import { Patience } from './patience.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

const POLL_AT_LEAST_MS = 250;
const POLL_AT_MOST_MS = 10_000;

/** How long a run waits for a version, whatever it hears, or does not hear, meanwhile. */
export function patienceFor({ request, ports }: VersionWork): Patience {
  const { minutes, requestSeconds } = request.config.wait;
  // Twice: a session that ended meanwhile is renewed before the answer comes.
  return new Patience(ports.clock, minutes * 60_000, 2 * requestSeconds * 1_000);
}

/**
 * Waits until a request has ended, well or not. A hub that cannot be heard for a while, or does not show the request, does
 * not end the wait, and does not lengthen it. Throws WAIT_EXPIRED.
 */
export async function waitForEnd(
  work: VersionWork,
  requestId: CreateRequestId,
  patience: Patience,
  progress: Progress,
): Promise<CreateProgress> {
  const { request, ports, hub, plan } = work;
  const spentMs = patience.spentMs;
  for (;;) {
    const heard = await hear(async () => hub.readProgress(requestId));
    const isOver = patience.isOver();
    // Not the clock's: it may be set back, and the hub would be asked all the time.
    const waitedMs = patience.spentMs - spentMs;
    if (heard === undefined) {
      progress(`The hub does not show ${requestId}; still waiting for it`);
    } else if (heard instanceof ReleaseError) {
      progress(`${heard.message}; still waiting for ${requestId}`);
    } else {
      const { status } = heard.request;
      ports.emit('create.progressed', { package: plan.config.name, requestId, status, waitedMs });
      if (isSucceeded(heard.request) || isFailed(heard.request)) return heard;
    }
    if (isOver) throw waitExpired(requestId, request.config.wait.minutes);
    await patience.pause(Math.max(pauseAfter(waitedMs), askedPauseMs(heard)));
  }
}

/** How long a busy hub asks not to be asked again, as far as that can be meant. */
function askedPauseMs(heard: CreateProgress | ReleaseError | undefined): number {
  const pauseMs = heard instanceof ReleaseError ? (heard.detail.retryAfterMs ?? 0) : 0;
  return Math.min(pauseMs, LONGEST_PAUSE_MS);
}

/** Often at first; later a twentieth of the time waited, so that the lag after the hub is done stays small. */
function pauseAfter(waitedMs: number): number {
  return Math.min(Math.max(Math.round(waitedMs / 20), POLL_AT_LEAST_MS), POLL_AT_MOST_MS);
}

function waitExpired(requestId: CreateRequestId, minutes: number): ReleaseError {
  return new ReleaseError('WAIT_EXPIRED', `The version is not built after ${minutes} minutes`, {
    found: `the request ${requestId} is still under way`,
    actions: [
      'Run the same command again: it goes on waiting for this request and asks for nothing new.',
      'To wait longer at once: wait: { minutes: … } in config/release.yaml.',
    ],
  });
}
