import type { ReleasePorts } from '../../src/pipeline/release-context.ts';
import type { DevHub } from '../../src/ports/dev-hub.ts';

/** What ends a run in the middle, as a power failure would: nothing can be done about it any more. */
export class PowerFailure extends Error {
  constructor(call: string) {
    super(`The power failed at ${call}`);
  }
}

export interface Outage {
  /** The how-manieth call to the outside it strikes at. */
  readonly call: number;
  readonly moment: 'before' | 'after';
}

/** Ports that work until the power fails, and the calls that were made to them. */
export function portsUntil(
  outage: Outage | undefined,
  ports: ReleasePorts,
): { readonly ports: ReleasePorts; readonly calls: readonly string[] } {
  const calls: string[] = [];
  let isOff = false;

  async function passOn<T>(call: string, act: () => Promise<T>): Promise<T> {
    const number = calls.push(call);
    if (isOff) throw new PowerFailure(call);
    if (outage?.call === number && outage.moment === 'before') {
      isOff = true;
      throw new PowerFailure(call);
    }
    const result = await act();
    if (outage?.call === number) isOff = true;
    if (isOff) throw new PowerFailure(call);
    return result;
  }

  /** The same object, with every asynchronous method in the way of the outage. */
  function exposed<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get(target, key): unknown {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || SYNCHRONOUS.has(String(key))) return member;
        return async (...args: unknown[]): Promise<unknown> =>
          passOn(`${name}.${String(key)}`, async () => Reflect.apply(member, target, args));
      },
    });
  }

  return {
    calls,
    ports: {
      ...ports,
      openHub: async (): Promise<DevHub> =>
        passOn('openHub', async () => exposed('hub', await ports.openHub())),
      workspace: exposed('workspace', ports.workspace),
      source: exposed('source', ports.source),
      git: exposed('git', ports.git),
      journal: exposed('journal', ports.journal),
      artifacts: exposed('artifacts', ports.artifacts),
      consent: exposed('consent', ports.consent),
    },
  };
}

const SYNCHRONOUS: ReadonlySet<string> = new Set(['pathFor', 'isIgnored']);
