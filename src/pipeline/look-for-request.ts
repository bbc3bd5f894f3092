import { ReleaseError } from '../domain/errors.ts';
import { isFailed, winningRequest, type CreateRequest } from '../domain/version/hub-version.ts';
import { isSameId, type CreateRequestId } from '../domain/version/ids.ts';
import { hear } from './hear.ts';
import { LOOKUP_PAUSES_MS } from './lookup-pauses.ts';
import { Patience } from './patience.ts';
import type { Progress } from './stage.ts';
import type { VersionWork } from './version-work.ts';

const LOOKUP_PAUSE_LATER_MS = 10_000;

/** How long a hub is heard without a break before it counts that it shows nothing: a replica may have taken over. */
const HEARD_FOR_MS = 10_000;

/** What is looked for: a request with the release key, besides those that were there before. */
interface Sought {
  /** What showed when the run began. */
  readonly known: readonly CreateRequest[];
  /** The request that an earlier run is known to have made. */
  readonly requestId?: CreateRequestId;
}

export type Sight =
  | { readonly kind: 'shown'; readonly requestId: CreateRequestId }
  | { readonly kind: 'nothing' }
  /** The request that an earlier run made becomes no version any more. */
  | { readonly kind: 'over' };

/**
 * Looks for so many milliseconds, at least once; or a little longer, where the hub could not be heard for a while: a single
 * look after that says little. A hub that cannot be heard at the end shows nothing, which never counts as nothing being
 * there: throws why it cannot.
 */
export async function lookForRequest(
  work: VersionWork,
  sought: Sought,
  forMs: number,
  progress: Progress,
): Promise<Sight> {
  const { clock } = work.ports;
  const window = new Patience(clock, forMs, work.request.config.wait.requestSeconds * 1_000);
  const heardForMs = Math.min(forMs, HEARD_FOR_MS);
  let heard: Patience | undefined;
  for (let look = 0; ; look += 1) {
    const sight = await lookOnce(work, sought);
    const isOver = window.isOver();
    if (sight instanceof ReleaseError) {
      if (isOver) throw sight;
      heard = undefined;
      progress(`${sight.message}; looking again`);
    } else {
      if (sight.kind !== 'nothing') return sight;
      if (heard === undefined) {
        // No more than a half in one go: an answer that took long is no reason to look less often.
        heard = new Patience(clock, heardForMs, heardForMs / 2);
        look = 0;
      }
      if (heard.isOver() && isOver) return sight;
    }
    const pauseMs = LOOKUP_PAUSES_MS[look] ?? LOOKUP_PAUSE_LATER_MS;
    await (isOver && heard !== undefined ? heard : window).pause(pauseMs);
  }
}

/** What the hub shows right now, or why it cannot be heard. */
export async function lookOnce(
  { hub, plan, packageId }: VersionWork,
  { known, requestId }: Sought,
): Promise<Sight | ReleaseError> {
  const [byId, byKey] = await Promise.all([
    requestId === undefined ? undefined : hear(async () => hub.readProgress(requestId)),
    hear(async () => hub.findCreateRequests(packageId, plan.releaseKey.key)),
  ]);
  if (byId !== undefined && !(byId instanceof ReleaseError))
    return mayBeTaken(byId.request, plan.releaseKey.key, known)
      ? { kind: 'shown', requestId: byId.request.id }
      : { kind: 'over' };
  if (byKey instanceof ReleaseError) return byKey;
  const shown = winningRequest(byKey) ?? byKey.find(({ id }) => !isAmong(known, id));
  if (shown !== undefined) return { kind: 'shown', requestId: shown.id };
  return byId ?? { kind: 'nothing' };
}

/** One that failed may be taken too, where nobody knew of it: asking again would spend another build. */
function mayBeTaken(request: CreateRequest, key: string, known: readonly CreateRequest[]): boolean {
  const isSpent = isFailed(request) && isAmong(known, request.id);
  return request.tag === key && !request.versionIsDeprecated && !isSpent;
}

function isAmong(requests: readonly CreateRequest[], id: CreateRequestId): boolean {
  return requests.some((request) => isSameId(request.id, id));
}
