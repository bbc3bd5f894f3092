import type { Check } from '../check.ts';
import { cannotTell, judged } from '../judge.ts';
import { judgePermission } from './permission.ts';

export const promotePermission: Check = {
  id: 'promote-permission',
  area: 'hub',
  title: 'The user may promote versions',
  judge: ({ access, permissions }) => [
    judged(access.version, (version) => {
      const asked = 'tooling/sobjects/Package2Version/describe';
      if (version === undefined)
        return cannotTell('The org does not show the objects of packaging.', {
          evidence: [{ asked, answer: 'no such object' }],
          fix: ['First see to the check second-generation-packaging.'],
        });
      const isAllowed = version.isUpdateable && version.updateableFields.includes('IsReleased');
      return judgePermission(permissions, 'Packaging2PromoteVersion', {
        what: 'promote versions',
        isAllowed,
        evidence: [{ asked, answer: `IsReleased can be changed: ${isAllowed}` }],
      });
    }),
  ],
};
