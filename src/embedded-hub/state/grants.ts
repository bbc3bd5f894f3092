import { createHash, randomBytes } from 'node:crypto';
import type { Hub } from './hub.ts';
import type { Org } from './org.ts';

/**
 * What a user allowed a client to do, until it is revoked: the life of a refresh token through its rotations. Of tokens
 * only hashes are kept (SHA-256, hexadecimal): they are long and random, and no state file can give them away.
 */
export interface GrantRecord {
  readonly orgId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Of the token that is good; null: the grant is revoked. */
  tokenHash: string | null;
  /** Of those that were good before it. */
  readonly usedHashes: string[];
}

/** "Each connected app allows five unique approvals per user"; a sixth one takes the place of the oldest. */
const MOST_GRANTS = 5;

/** The grant of a refresh token that is good, or was. */
export function findGrant(
  hub: Hub,
  token: string,
): { readonly grant: GrantRecord; readonly isGood: boolean } | undefined {
  const hash = hashOf(token);
  const grant = allGrants(hub).find(
    ({ tokenHash, usedHashes }) => tokenHash === hash || usedHashes.includes(hash),
  );
  return grant === undefined ? undefined : { grant, isGood: grant.tokenHash === hash };
}

/** A new grant and its first token. */
export function openGrant(
  org: Org,
  clientId: string,
  scopes: readonly string[],
): { readonly grant: GrantRecord; readonly refreshToken: string } {
  const { hub } = org;
  const refreshToken = makeRefreshToken();
  const grant = grantOf(org.id, clientId, scopes, refreshToken);
  const [oldest, ...others] = allGrants(hub).filter(
    (other) => other.tokenHash !== null && other.orgId === org.id && other.clientId === clientId,
  );
  if (oldest !== undefined && others.length + 1 >= MOST_GRANTS) revokeGrant(hub, oldest);
  keep(hub, grant);
  return { grant, refreshToken };
}

/** The grant of a login that is handed out at the start; the state hears of it when it is used. */
export function handOutGrant(
  hub: Hub,
  orgId: string,
  clientId: string,
  scopes: readonly string[],
  token: string,
): GrantRecord {
  const grant = grantOf(orgId, clientId, scopes, token);
  hub.handedOutGrants.push(grant);
  return grant;
}

/** Keeps what a client was seen to use. */
export function keep(hub: Hub, grant: GrantRecord): void {
  if (hub.records.grants.includes(grant)) return;
  hub.records.grants.push(grant);
  hub.isDirty = true;
}

/** Uses the token up, and gives the one that takes its place. */
export function rotate(hub: Hub, grant: GrantRecord): string {
  const token = makeRefreshToken();
  useUp(grant);
  grant.tokenHash = hashOf(token);
  keep(hub, grant);
  hub.isDirty = true;
  return token;
}

/** The refresh token, and every session that it gave, are over. */
export function revokeGrant(hub: Hub, grant: GrantRecord): void {
  useUp(grant);
  hub.sessions.endAllOf(grant);
  keep(hub, grant);
  hub.isDirty = true;
}

export function makeRefreshToken(): string {
  return `5Aep861${randomBytes(40).toString('hex')}`;
}

function allGrants(hub: Hub): readonly GrantRecord[] {
  return [...new Set([...hub.handedOutGrants, ...hub.records.grants])];
}

function useUp(grant: GrantRecord): void {
  if (grant.tokenHash !== null) grant.usedHashes.push(grant.tokenHash);
  grant.tokenHash = null;
}

function grantOf(
  orgId: string,
  clientId: string,
  scopes: readonly string[],
  token: string,
): GrantRecord {
  return { orgId, clientId, scopes, tokenHash: hashOf(token), usedHashes: [] };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
