import type { Check } from '../check.ts';
import type { InstallValidation } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { fail, judged, pass, stoppedBy, warn } from '../judge.ts';

/** SubscriberPackageVersion.InstallValidationStatus, as far as something can be done about it. */
const FIXES: Readonly<Record<string, string>> = {
  BETA_INSTALL_INTO_PRODUCTION_ORG:
    'A beta goes into sandboxes and scratch orgs only: promote the version first.',
  CANNOT_INSTALL_EARLIER_VERSION: 'A newer version is installed there: nothing is to do.',
  CANNOT_UPGRADE_BETA: 'Uninstall the beta that is there, then install this version.',
  DEPRECATED_INSTALL_PACKAGE: 'The version was deleted: install another one.',
  NAMESPACE_COLLISION: 'The org owns the namespace itself: install into another org.',
  PACKAGE_UNAVAILABLE:
    'It is not there yet: wait some minutes, versions take time to reach other instances.',
};

const WELL = 'NO_ERRORS_DETECTED';

export const targetReachable: Check = {
  id: 'target-reachable',
  area: 'targets',
  title: 'The target org can be reached',
  judge: ({ targets }) =>
    targets.map(({ org, identity }) =>
      identity.kind === 'unanswered'
        ? stoppedBy(identity.failure, {
            about: org,
            evidence: [{ asked: identity.asked, answer: identity.failure.code }],
          })
        : pass(`${identity.value.username} in ${identity.value.orgId}.`, {
            about: org,
            evidence: [
              { asked: 'who is logged in, and where', answer: identity.value.instanceUrl },
            ],
          }),
    ),
};

export const targetInstallable: Check = {
  id: 'target-installable',
  area: 'targets',
  title: 'The newest version can be installed there',
  judge: ({ targets }) =>
    targets.flatMap(({ org, validations }) =>
      validations.map(({ package: name, validation }) => {
        const about = `${name} into ${org}`;
        return judged(validation, (found) => judgeValidation(about, found), about);
      }),
    ),
};

function judgeValidation(about: string, found: InstallValidation | undefined): Judgement {
  if (found === undefined)
    return pass('There is no version yet.', {
      about,
      evidence: [{ asked: 'versions in the hub', answer: 'none' }],
    });
  const { version, versionId, status } = found;
  const told = {
    about,
    evidence: [
      {
        asked: `SELECT InstallValidationStatus FROM SubscriberPackageVersion WHERE Id = '${versionId}'`,
        answer: status,
      },
    ],
  };
  if (status === WELL) return pass(`${version} can be installed.`, told);
  const fix = [
    FIXES[status] ?? 'Look the status up: InstallValidationStatus in the Tooling API guide.',
  ];
  return status === 'CANNOT_INSTALL_EARLIER_VERSION'
    ? warn(`${version}: ${status}.`, { ...told, fix })
    : fail(`${version} cannot be installed: ${status}.`, { ...told, fix });
}
