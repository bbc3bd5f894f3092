import type { ParsedFault } from './fault.ts';

interface FaultTarget {
  readonly method: string;
  readonly target: string;
  readonly soap: string | undefined;
  readonly soql: string | undefined;
}

/** The faults of a running hub, each counting the requests it matches. */
export interface FaultScript {
  /** The fault of this request, counted. */
  next(target: FaultTarget): ParsedFault | undefined;
  replaceBy(faults: readonly ParsedFault[]): void;
}

export function startFaultScript(faults: readonly ParsedFault[]): FaultScript {
  let entries = faults.map(counted);
  return {
    next: (target) => {
      for (const entry of entries) {
        if (!isMatch(entry.fault, target)) continue;
        entry.seen += 1;
        if (isDue(entry.fault, entry.seen)) return entry.fault;
      }
      return undefined;
    },
    replaceBy: (others) => {
      entries = others.map(counted);
    },
  };
}

function counted(fault: ParsedFault) {
  return { fault, seen: 0 };
}

function isDue({ nth, times }: ParsedFault, seen: number): boolean {
  return seen >= nth && (times === 'forever' || seen < nth + times);
}

function isMatch({ match }: ParsedFault, { method, target, soap, soql }: FaultTarget): boolean {
  return (
    (match.method === undefined || match.method.toUpperCase() === method) &&
    (match.path === undefined || contains(target, match.path)) &&
    (match.soap === undefined || match.soap === soap) &&
    (match.soql === undefined || (soql !== undefined && contains(soql, match.soql)))
  );
}

function contains(text: string, part: string): boolean {
  const source = /^\/(.+)\/$/s.exec(part)?.[1];
  // A path such as /services/data/ looks like an expression too, and means the same as one.
  return source === undefined
    ? text.includes(part)
    : text.includes(part) || new RegExp(source).test(text);
}
