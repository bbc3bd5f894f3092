import type { DevHub } from '../../src/ports/dev-hub.ts';

/** Decides which call goes next. fast-check's scheduler is one. */
export interface Turns {
  schedule<T>(task: Promise<T>, label?: string): Promise<T>;
}

/** The same hub, each of whose calls waits for its turn, and for what has to happen before it. */
export function inTurn(hub: DevHub, turns: Turns, before: (call: string) => Promise<void>): DevHub {
  return new Proxy(hub, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const name = String(key);
        await turns.schedule(Promise.resolve(), name);
        await before(name);
        const call = async (): Promise<unknown> => Reflect.apply(member, target, args);
        return CHANGES_ENVIRONMENT.has(name) ? alone(call) : call();
      };
    },
  });
}

const CHANGES_ENVIRONMENT: ReadonlySet<string> = new Set(['requestVersion', 'createPackage']);

let last: Promise<unknown> = Promise.resolve();

/** What changes the environment of the process for a moment is done by one runner at a time: each has a process of its own. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}
