import type { Check } from '../check.ts';
import type { ObjectAccess } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { cannotTell, judged } from '../judge.ts';
import { judgePermission } from './permission.ts';

export const createPermission: Check = {
  id: 'create-permission',
  area: 'hub',
  title: 'The user may create packages and versions',
  judge: ({ access, permissions }) => [
    judged(access.package, (packages) =>
      judged(access.createRequest, (requests): Judgement => {
        const evidence = [
          describeEvidence('Package2', packages),
          describeEvidence('Package2VersionCreateRequest', requests),
        ];
        if (packages === undefined || requests === undefined)
          return cannotTell('The org does not show the objects of packaging.', {
            evidence,
            fix: ['First see to the check second-generation-packaging.'],
          });
        return judgePermission(permissions, 'Packaging2', {
          what: 'create packages and versions',
          isAllowed: packages.isCreateable && requests.isCreateable,
          evidence,
        });
      }),
    ),
  ],
};

function describeEvidence(name: string, access: ObjectAccess | undefined) {
  return {
    asked: `tooling/sobjects/${name}/describe`,
    answer: access === undefined ? 'no such object' : `createable: ${access.isCreateable}`,
  };
}
