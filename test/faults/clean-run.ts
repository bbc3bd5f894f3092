import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';
import { cellsOf } from './request-cells.ts';
import type { Sighting } from './disturbance.ts';
import type { RequestPlace, Verb, WritePlace } from './place.ts';

/** What an undisturbed run does and leaves behind: where faults can strike, and what has to come out all the same. */
export interface CleanRun {
  readonly requests: readonly RequestPlace[];
  readonly writes: readonly WritePlace[];
  /** SHA-256 by path of the project's files before and after it. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  /** Every content that a file has for a while, by path. */
  readonly passing: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @salesforce/packaging 5.0 reads the record twice after this, and loses its id where one of them fails. */
const VERSION_REQUEST = 'POST Package2VersionCreateRequest';

export function requestPlaces(
  verb: Verb,
  requests: readonly RecordedRequest[],
): readonly RequestPlace[] {
  const cells = cellsOf(requests);
  return cells.map(({ title, match, nth }, index) => {
    const { method, path, soap, status } = requests[index] ?? { method: '', path: '', status: 0 };
    const [oneBefore, previous] = [cells[index - 2], cells[index - 1]];
    return {
      kind: 'request',
      verb,
      title,
      match,
      nth,
      speaks: soap !== undefined ? 'soap' : path.startsWith('/services/oauth2/') ? 'login' : 'rest',
      changesHub: method !== 'GET' && path.includes('/sobjects/'),
      hasText: status !== 204,
      isLibrarysOwn: [oneBefore, previous].some((cell) => cell?.title === VERSION_REQUEST),
      previous: previous && { match: previous.match, nth: previous.nth },
    };
  });
}

export function writePlaces(verb: Verb, sightings: readonly Sighting[]): readonly WritePlace[] {
  const lastRequest = sightings.findLastIndex((sighting) => 'isRequest' in sighting);
  return sightings.flatMap((sighting, index) => {
    if (!('title' in sighting)) return [];
    const { title, nth } = sighting;
    return [{ kind: 'write', verb, title, nth, isAtTheEnd: index > lastRequest } as const];
  });
}

/** Path, relative to the project, to what was put there. */
export function contentsSeen(
  sightings: readonly Sighting[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const contents = new Map<string, Set<string>>();
  for (const sighting of sightings) {
    if (!('file' in sighting)) continue;
    const path = sighting.file.replace(/^project\//, '');
    contents.set(path, (contents.get(path) ?? new Set()).add(sighting.sha256));
  }
  return contents;
}
