import { randomBytes } from 'node:crypto';
import type { GrantRecord } from './grants.ts';
import type { HubClock } from './hub-clock.ts';
import type { Org } from './org.ts';

const MINUTE_MS = 60_000;

/** Which session ids this server accepts, and to which org each of them leads. None outlives the process. */
export interface Sessions {
  /** Undefined: no such session, or not any more. Asking is using it. */
  orgOf(token: string | undefined): Org | undefined;
  /** Opens one that lasts as long as it is used, and its grant is not revoked. */
  open(org: Org, grant?: GrantRecord): string;
  /** Takes one that the seed names; time does not end it. */
  admit(token: string, org: Org, grant: GrantRecord): void;
  expire(token: string): void;
  endAllOf(grant: GrantRecord): void;
}

interface Session {
  readonly org: Org;
  readonly grant: GrantRecord | undefined;
  /** Undefined: it has no end. */
  endsAtMs: number | undefined;
}

export function startSessions(clock: HubClock): Sessions {
  const sessions = new Map<string, Session>();
  return {
    orgOf: (token) => {
      const session = token === undefined ? undefined : sessions.get(token);
      return session !== undefined && isUsed(session, clock.now()) ? session.org : undefined;
    },
    open: (org, grant) => {
      const token = makeSessionId(org.id);
      sessions.set(token, { org, grant, endsAtMs: clock.now() + durationOf(org) });
      return token;
    },
    admit: (token, org, grant) => {
      sessions.set(token, { org, grant, endsAtMs: undefined });
    },
    expire: (token) => {
      sessions.delete(token);
    },
    endAllOf: (grant) => {
      for (const [token, session] of sessions) if (session.grant === grant) sessions.delete(token);
    },
  };
}

/** Is it open still? Use makes it longer, but only in the second half of its time: so Salesforce counts, too. */
function isUsed(session: Session, now: number): boolean {
  const { endsAtMs, org } = session;
  if (endsAtMs === undefined) return true;
  if (now >= endsAtMs) return false;
  if (endsAtMs - now <= durationOf(org) / 2) session.endsAtMs = now + durationOf(org);
  return true;
}

function durationOf({ login }: Org): number {
  return login.sessionMinutes * MINUTE_MS;
}

export function makeSessionId(orgId: string): string {
  return `${orgId.slice(0, 15)}!AQEAQ${randomBytes(40).toString('hex')}`;
}
