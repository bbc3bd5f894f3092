import { randomBytes } from 'node:crypto';

/** Which session ids and refresh tokens this hub accepts. They live as long as the process. */
export interface Sessions {
  readonly refreshToken: string;
  isValid(token: string): boolean;
  open(): string;
  expire(token: string): void;
}

export function startSessions(orgId: string, seededToken: string, refreshToken: string): Sessions {
  const valid = new Set([seededToken]);
  return {
    refreshToken,
    isValid: (token) => valid.has(token),
    open: () => {
      const token = makeSessionId(orgId);
      valid.add(token);
      return token;
    },
    expire: (token) => {
      valid.delete(token);
    },
  };
}

export function makeSessionId(orgId: string): string {
  return `${orgId.slice(0, 15)}!AQEAQ${randomBytes(40).toString('hex')}`;
}

export function makeRefreshToken(): string {
  return `5Aep861${randomBytes(40).toString('hex')}`;
}
