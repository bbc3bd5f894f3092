import type { Check } from '../check.ts';
import { fail, pass } from '../judge.ts';

/** Only inside of a job that gets its login from secrets: one that is not set arrives there as an empty variable. */
export const jobSecrets: Check = {
  id: 'job-secrets',
  area: 'github',
  title: 'The secrets of this job are set',
  judge: ({ job, login }) => {
    if (job === undefined) return [];
    // A rehearsal needs none, and a runner of one's own may be logged in.
    if (login.kind === 'answered' && ['embedded', 'stored'].includes(login.value.kind)) return [];
    const evidence = [
      { asked: 'set', answer: job.present.join(', ') || 'none' },
      { asked: 'empty', answer: job.missing.join(', ') || 'none' },
    ];
    return [
      job.present.length > 0 && job.missing.length === 0
        ? pass('They are.', { evidence })
        : fail(
            job.present.length === 0
              ? 'There is no login in the environment.'
              : 'Half of the login is missing.',
            {
              evidence,
              fix: [
                'GitHub › Settings › Secrets and variables › Actions: set the secrets.',
                'Hand each of them to the step by env:. Pull requests from forks get none.',
              ],
              code: 'CREDENTIALS_INCOMPLETE',
            },
          ),
    ];
  },
};
