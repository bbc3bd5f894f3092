import { requireApiVersion } from '../../plan/hub-requirements.ts';
import type { ProjectFile } from '../../project-file.ts';
import type { Check } from '../check.ts';
import type { LoginFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { byRule, fail, judged } from '../judge.ts';

/** @jsforce/jsforce-node refuses JWT-format access tokens in SOAP calls below it. */
const SOAP_TAKES_JWT_SINCE = 68;

export const apiVersion: Check = {
  id: 'api-version',
  area: 'login',
  title: 'Project and hub speak the same API version',
  judge: ({ login, project }) => [
    judged(login, (hub) => judged(project, (file) => judgeVersions(hub, file))),
  ],
};

function judgeVersions(hub: LoginFacts, project: ProjectFile): Judgement {
  const evidence = [
    { asked: 'newest API version of the hub', answer: hub.apiVersion },
    { asked: 'sourceApiVersion', answer: project.sourceApiVersion },
    { asked: 'form of the access token', answer: hub.usesJwtToken ? 'JWT' : 'session id' },
  ];
  if (hub.usesJwtToken && Number(hub.apiVersion) < SOAP_TAKES_JWT_SINCE)
    return fail('Apps are read by SOAP, which takes JWT access tokens from API 68.0 on only.', {
      evidence,
      fix: [
        'In the app that the login uses: switch off "Issue JSON Web Token (JWT)-based access tokens".',
        'Or wait until the hub has API 68.0.',
      ],
    });
  return byRule({ evidence }, () => {
    requireApiVersion(project, hub);
    return `${project.sourceApiVersion} is known to a hub of ${hub.apiVersion}.`;
  });
}
