import type { GateKeeper, PassingRequest, Verdict } from './gate.ts';

export function isPackageCreate({ method, target }: PassingRequest): boolean {
  return method === 'POST' && target.endsWith('/sobjects/Package2');
}

export function isVersionCreate({ method, target }: PassingRequest): boolean {
  return method === 'POST' && target.endsWith('/sobjects/Package2VersionCreateRequest');
}

/** Whether somebody looks for what was asked of the hub before. */
export function isLookup({ target }: PassingRequest): boolean {
  return /FROM.Package2VersionCreateRequest/.test(decodeURIComponent(target));
}

/** Holds each of these requests until a second one like it has come. */
export function holdInPairs(isHeld: (request: PassingRequest) => boolean): GateKeeper {
  const waiting = new Map<string, () => void>();
  return {
    before: async (request): Promise<Verdict> => {
      if (!isHeld(request)) return 'pass';
      const partner = waiting.get(request.target);
      if (partner === undefined)
        await new Promise<void>((resolve) => waiting.set(request.target, resolve));
      else partner();
      return 'pass';
    },
  };
}

/** Counts what matches, from now on. */
export function nth(
  count: number,
  matches: (request: PassingRequest) => boolean,
): (request: PassingRequest) => boolean {
  let seen = 0;
  return (request) => {
    if (!matches(request)) return false;
    seen += 1;
    return seen === count;
  };
}
