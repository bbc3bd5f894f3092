import type { Check } from '../check.ts';
import { judgePermission } from './permission.ts';

/** Reading apps needs the smaller permission; making them packageable needs the larger one. */
export const appPermission: Check = {
  id: 'app-permission',
  area: 'hub',
  title: 'The user may see and change External Client Apps',
  judge: ({ permissions }) => [
    judgePermission(permissions, 'ExternalClientAppDeveloper', {
      what: 'create, edit and delete External Client Apps',
    }),
  ],
};
