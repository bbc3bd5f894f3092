import type { Fault } from '../../src/embedded-hub/faults/fault.ts';

export type Verb = 'release' | 'promote';

/** Which request: how it looks, and the how-manieth that looks like this. */
export interface RequestMatch {
  readonly match: Fault['match'];
  readonly nth: number;
}

/** A request that an undisturbed run sends. */
export interface RequestPlace extends RequestMatch {
  readonly kind: 'request';
  readonly verb: Verb;
  readonly title: string;
  readonly speaks: 'login' | 'rest' | 'soap';
  /** Whether the hub is another one afterwards. */
  readonly changesHub: boolean;
  /** Whether its answer has a body. */
  readonly hasText: boolean;
  /** Whether only the library wants to know, and the run goes on without. */
  readonly isLibrarysOwn: boolean;
  /** What the hub answered right before it came; nothing before the first one. */
  readonly previous: RequestMatch | undefined;
}

/** A change of the file system that an undisturbed run makes. */
export interface WritePlace {
  readonly kind: 'write';
  readonly verb: Verb;
  /** "rename project/sfdx-project.json" */
  readonly title: string;
  /** The how-manieth of this title. */
  readonly nth: number;
  /** The hub is not asked any more after it: all that is left are files. */
  readonly isAtTheEnd: boolean;
}

export type Place = RequestPlace | WritePlace;

/** What a cell is called by, and asked for again: "release: read Package2 (2): reset". */
export function cellName(place: Place, fault: string): string {
  const title =
    place.kind === 'write' && place.nth > 1 ? `${place.title} (${place.nth})` : place.title;
  return `${place.verb}: ${title}: ${fault}`;
}
