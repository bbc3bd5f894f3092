import type { BeforeLeaving, DevHub, VersionRequestOutcome } from '../../src/ports/dev-hub.ts';
import type { VersionRequest } from '../../src/domain/version/version-request.ts';

/** Decides which call goes next. fast-check's scheduler is one. */
export interface Turns {
  schedule<T>(task: Promise<T>, label?: string): Promise<T>;
}

/** The same hub, each of whose calls waits for its turn, and for what has to happen before it. */
export function inTurn(hub: DevHub, turns: Turns, before: (call: string) => Promise<void>): DevHub {
  const packaging: DevHub = {
    ...hub,
    createPackage: async (request) => alone(async () => hub.createPackage(request)),
    requestVersion: async (request, beforeLeaving) => packageAlone(hub, request, beforeLeaving),
  };
  return new Proxy(packaging, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const name = String(key);
        await turns.schedule(Promise.resolve(), name);
        await before(name);
        return Reflect.apply(member, target, args);
      };
    },
  });
}

let last: Promise<unknown> = Promise.resolve();

/** What changes the environment of the process for a moment is done by one runner at a time: each has a process of its own. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

/** Until the request is about to leave: then the other runner may package, so that both can look before either asks. */
async function packageAlone(
  hub: DevHub,
  request: VersionRequest,
  beforeLeaving: BeforeLeaving,
): Promise<VersionRequestOutcome> {
  const { asking } = await alone(async () => {
    const temporary = process.env['TMPDIR'];
    const isPackaged = Promise.withResolvers<void>();
    const started = hub.requestVersion(request, async (...files) => {
      if (temporary === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = temporary;
      isPackaged.resolve();
      return beforeLeaving(...files);
    });
    await Promise.race([isPackaged.promise, started]);
    // In an object: else it would be waited for.
    return { asking: started };
  });
  return asking;
}
