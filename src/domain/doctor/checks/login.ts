import type { Check } from '../check.ts';
import type { LoginFacts } from '../facts.ts';
import { pass, stoppedBy } from '../judge.ts';

const KINDS: Readonly<Record<LoginFacts['kind'], string>> = {
  embedded: 'the embedded Dev Hub, which the tool started itself',
  stored: 'a login of the sf CLI',
  'access-token': 'SF_ACCESS_TOKEN',
  jwt: 'JWT (DEVHUB_JWT_…)',
  'refresh-token': 'DEVHUB_AUTH_URL',
};

export const login: Check = {
  id: 'login',
  area: 'login',
  title: 'The login works',
  judge: ({ login: reading }) => {
    if (reading.kind === 'unanswered') {
      const { asked, failure } = reading;
      return [stoppedBy(failure, { evidence: [{ asked, answer: failure.code }] })];
    }
    const { username, orgId, instanceUrl, kind } = reading.value;
    return [
      pass(`${username} in ${orgId}, by ${KINDS[kind]}.`, {
        evidence: [
          { asked: 'who is logged in, and where', answer: `${username}, ${orgId}, ${instanceUrl}` },
        ],
      }),
    ];
  },
};
