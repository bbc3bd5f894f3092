import { makeId } from '../state/record-id.ts';
import { isGranted, PERMISSIONS } from '../state/user-permissions.ts';
import type { ObjectDefinition } from './object-definition.ts';

/** One row: what the user who asks may do. */
export const userPermissionAccessObject: ObjectDefinition = {
  name: 'UserPermissionAccess',
  keyPrefix: '0PM',
  api: 'data',
  needs: 'any-org',
  fields: [
    { name: 'Id', type: 'id' },
    ...PERMISSIONS.map((name) => ({ name: `Permissions${name}`, type: 'boolean' }) as const),
  ],
  rows: (org) => [
    {
      Id: makeId('0PM', org.id, 1),
      ...Object.fromEntries(
        PERMISSIONS.map((name) => [`Permissions${name}`, isGranted(org, name)] as const),
      ),
    },
  ],
};
