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
  const seen = new Map<string, number>();
  return requests.map((request) => {
    const { method, path, soap, soql } = request;
    const look = JSON.stringify([method, path, soap, soql]);
    const nth = (seen.get(look) ?? 0) + 1;
    seen.set(look, nth);
    return {
      title: `${titleOf(request)}${nth === 1 ? '' : ` (${nth})`}`,
      match: {
        method,
        path: `/^${escaped(path)}(\\?|$)/`,
        ...(soap !== undefined && { soap }),
        ...(soql !== undefined && { soql: `/^${escaped(soql)}$/` }),
      },
      nth,
    };
  });
}

function titleOf({ method, path, soap, soql }: RecordedRequest): string {
  if (soap !== undefined) return soap;
  if (soql === undefined) return `${method} ${path.replace(/^\/services\/data\/v\d+\.\d+/, '')}`;
  const [, object = '', rest = ''] = / from (\w+)(.*)$/i.exec(soql) ?? [];
  const fields = /^select (.*?) from /i.exec(soql)?.[1] ?? '';
  const [first = ''] = fields.split(',');
  return `${object}: ${first}${fields.length > first.length ? ', …' : ''}${rest.replaceAll(/'([^']{8})[^']+'/g, "'$1…'")}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
