import type { Check } from '../check.ts';
import type { DoctorFacts } from '../facts.ts';
import { judgePermission } from './permission.ts';

/** A release only reads the app. Whoever sets it up, and makes it Packaged, needs the permission. */
export const appPermission: Check = {
  id: 'app-permission',
  area: 'hub',
  title: 'The user may see and change External Client Apps',
  judge: (facts) => {
    const judgement = judgePermission(facts.permissions, 'ExternalClientAppDeveloper', {
      what: 'create, edit and delete External Client Apps',
    });
    if (judgement.verdict !== 'fail' || !seesApps(facts)) return [judgement];
    const { evidence, fix } = judgement;
    return [
      {
        verdict: 'warn',
        says: 'The user may see the apps, and not change them: a release needs no more, setting them up does.',
        evidence,
        fix,
      },
    ];
  },
};

function seesApps({ packages }: DoctorFacts): boolean {
  return packages.every(({ apps }) =>
    apps.every(
      ({ closure }) => closure.kind === 'answered' || closure.failure.code === 'APP_IS_LOCAL',
    ),
  );
}
