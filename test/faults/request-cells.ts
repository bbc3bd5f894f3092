import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';

/** One request of a recorded run: how a fault finds it again, and what to call it. */
export interface RequestCell {
  readonly title: string;
  readonly match: Fault['match'];
  /** The how-manieth request that looks like this. */
  readonly nth: number;
}

/**
 * Every request of a recorded run, so that a matrix of tests follows what the tool really sends. Ids count up alike in every
 * hub of one seed, so that the same request looks the same again.
 */
export function cellsOf(requests: readonly RecordedRequest[]): readonly RequestCell[] {
  const looks = new Map<string, number>();
  const titles = new Map<string, number>();
  return requests.map((request) => {
    const { method, path, soap, soql } = request;
    const nth = countIn(looks, JSON.stringify([method, path, soap, soql]));
    const title = titleOf(request);
    const nthOfTitle = countIn(titles, title);
    return {
      title: nthOfTitle === 1 ? title : `${title} (${nthOfTitle})`,
      match: {
        method,
        // Clients whose login ends in a slash send //services/…
        path: `/^\\/*${escaped(path)}(\\?|$)/`,
        ...(soap !== undefined && { soap }),
        ...(soql !== undefined && { soql: `/^${escaped(soql)}$/` }),
      },
      nth,
    };
  });
}

function countIn(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** "read Package2Version", "POST Package2", "listMetadata" */
function titleOf({ method, path, soap, soql }: RecordedRequest): string {
  if (soap !== undefined) return soap;
  if (soql !== undefined) return `read ${/\bfrom (\w+)/i.exec(soql)?.[1] ?? soql}`;
  const object = /\/sobjects\/(\w+)/.exec(path)?.[1];
  return `${method} ${object ?? path}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
