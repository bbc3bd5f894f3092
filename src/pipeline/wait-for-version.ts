import { ReleaseError, type ErrorCode } from '../domain/errors.ts';
import { isFailed, isSucceeded, type CreateRequest } from '../domain/version/hub-version.ts';
import type { CreateRequestId } from '../domain/version/ids.ts';
import type { CreateProgress } from '../ports/dev-hub.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

const POLL_AT_LEAST_MS = 250;
const POLL_AT_MOST_MS = 10_000;

/** Errors that say nothing about the build itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['HUB_UNREACHABLE', 'HUB_ANSWER_UNUSABLE']);

/**
 * Waits until a request has ended well. A hub that cannot be heard for a while does not end the wait, and does not
 * lengthen it. Throws VERSION_BUILD_FAILED with Salesforce's reasons, or WAIT_EXPIRED.
 */
export async function waitForVersion(
  { request, ports, hub, plan }: VersionWork,
  requestId: CreateRequestId,
  progress: Progress,
): Promise<CreateRequest> {
  const { clock, emit } = ports;
  const startedAt = clock.now();
  const deadline = startedAt + request.config.wait.minutes * 60_000;
  for (;;) {
    const heard = await listen(async () => hub.readProgress(requestId));
    const waitedMs = clock.now() - startedAt;
    if (heard instanceof ReleaseError) {
      progress(`${heard.message}; still waiting for ${requestId}`);
    } else {
      const { status } = heard.request;
      emit('create.progressed', { package: plan.config.name, requestId, status, waitedMs });
      if (isSucceeded(heard.request)) return heard.request;
      if (isFailed(heard.request)) throw buildFailed(requestId, heard.errors);
    }
    if (clock.now() >= deadline) throw waitExpired(requestId, request.config.wait.minutes);
    await clock.sleep(pauseAfter(waitedMs));
  }
}

/** Often at first; later a twentieth of the time waited, so that the lag after the hub is done stays small. */
function pauseAfter(waitedMs: number): number {
  return Math.min(Math.max(waitedMs / 20, POLL_AT_LEAST_MS), POLL_AT_MOST_MS);
}

async function listen(read: () => Promise<CreateProgress>): Promise<CreateProgress | ReleaseError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReleaseError && PASSING.has(error.code)) return error;
    throw error;
  }
}

function buildFailed(requestId: CreateRequestId, errors: readonly string[]): ReleaseError {
  return new ReleaseError('VERSION_BUILD_FAILED', 'Salesforce could not build the version', {
    // Each reason is a line of its own: Salesforce writes whole paragraphs.
    ...(errors.length === 0 && { found: 'no reason given' }),
    problems: errors.map((message) => ({ message })),
    actions: [
      'Mend what the reasons name, in the hub or in the configuration, and run again.',
      `The request to quote to Salesforce Support: ${requestId}`,
    ],
  });
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
