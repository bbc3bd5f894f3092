import { Refusal } from '../refusal.ts';
import type { Org } from './org.ts';

/** System permissions that decide what a user of packaging may do, by their API names. */
export const PERMISSIONS = [
  'ExternalClientAppViewer',
  'ExternalClientAppDeveloper',
  'Packaging2',
  'Packaging2PromoteVersion',
] as const;

export type PermissionName = (typeof PERMISSIONS)[number];

/** Users have all permissions, unless the seed takes some away. */
export function isGranted({ login }: Org, permission: PermissionName): boolean {
  return !(login.lacksPermissions ?? []).includes(permission);
}

export function requirePermission(org: Org, permission: PermissionName): void {
  if (!isGranted(org, permission)) {
    throw new Refusal(
      400,
      'INSUFFICIENT_ACCESS_OR_READONLY',
      'insufficient access rights on object id',
    );
  }
}
