import { randomBytes } from 'node:crypto';
import type { Org } from './org.ts';

/** Which session ids this server accepts, and to which org each of them leads. They live as long as the process. */
export interface Sessions {
  /** Undefined: no such session, or not any more. */
  orgOf(token: string | undefined): Org | undefined;
  open(org: Org): string;
  admit(token: string, org: Org): void;
  expire(token: string): void;
}

export function startSessions(): Sessions {
  const orgs = new Map<string, Org>();
  return {
    orgOf: (token) => (token === undefined ? undefined : orgs.get(token)),
    open: (org) => {
      const token = makeSessionId(org.id);
      orgs.set(token, org);
      return token;
    },
    admit: (token, org) => {
      orgs.set(token, org);
    },
    expire: (token) => {
      orgs.delete(token);
    },
  };
}

export function makeSessionId(orgId: string): string {
  return `${orgId.slice(0, 15)}!AQEAQ${randomBytes(40).toString('hex')}`;
}

export function makeRefreshToken(): string {
  return `5Aep861${randomBytes(40).toString('hex')}`;
}
