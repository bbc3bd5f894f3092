import type { Check } from '../check.ts';
import { fail, pass } from '../judge.ts';
import { ofReleaseWorkflows } from './workflow-file.ts';

/** The ways in which a workflow hands a login over, by one variable of each. */
const LOGINS = ['DEVHUB_JWT_KEY', 'DEVHUB_AUTH_URL', 'SF_ACCESS_TOKEN'];

export const workflowSecrets: Check = {
  id: 'workflow-secrets',
  area: 'github',
  title: 'The workflow hands a login over',
  judge: (facts) =>
    ofReleaseWorkflows(facts, ({ path, text }) => {
      const handed = LOGINS.filter((name) => new RegExp(`${name}[^\\n]*secrets\\.`).test(text));
      const told = {
        about: path,
        evidence: [
          { asked: `${LOGINS.join(', ')} from secrets`, answer: handed.join(', ') || 'none' },
        ],
      };
      return handed.length > 0
        ? pass(`By ${handed.join(' and ')}.`, told)
        : fail('A tag build would end with NO_DEV_HUB.', {
            ...told,
            fix: [
              `Add to the step in ${path}: env: DEVHUB_JWT_CLIENT_ID, DEVHUB_JWT_USERNAME, DEVHUB_JWT_KEY, each from secrets.`,
              'Set them: GitHub › Settings › Secrets and variables › Actions.',
            ],
            code: 'NO_DEV_HUB',
          });
    }),
};
