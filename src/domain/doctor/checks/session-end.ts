import type { Check } from '../check.ts';
import type { LoginFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { judged, pass, warn } from '../judge.ts';

/** A build may take an hour, and the session has to last as long or be renewed. */
export const sessionEnd: Check = {
  id: 'session-end',
  area: 'login',
  title: 'The session lasts as long as a release',
  judge: ({ login, job }) => [judged(login, (facts) => judgeKind(facts, job !== undefined))],
};

function judgeKind({ kind, endsAt }: LoginFacts, isJob: boolean): Judgement {
  const evidence = [
    { asked: 'kind of login', answer: kind },
    { asked: 'end, as the token says', answer: endsAt ?? 'it does not say' },
  ];
  switch (kind) {
    case 'embedded':
      return pass('The embedded Dev Hub keeps its session.', { evidence });
    case 'jwt':
      return pass('A JWT login is signed anew when its session ends.', { evidence });
    case 'stored':
      return pass('The sf CLI renews its logins, unless they were made from an access token.', {
        evidence,
      });
    case 'refresh-token':
      return isJob
        ? warn(
            'Orgs that rotate refresh tokens replace this one on its first use: the secret is then dead.',
            {
              evidence,
              fix: ['Use JWT in CI: DEVHUB_JWT_CLIENT_ID, DEVHUB_JWT_USERNAME, DEVHUB_JWT_KEY.'],
            },
          )
        : pass('It is renewed with its refresh token.', { evidence });
    case 'access-token':
      return warn(
        endsAt === undefined
          ? 'An access token cannot be renewed, and does not say when it ends.'
          : `An access token cannot be renewed; this one ends at ${endsAt}.`,
        {
          evidence,
          fix: [
            'Make a new one right before a release: sf org auth show-access-token --target-org ALIAS',
            'Or use a login that renews itself: JWT (DEVHUB_JWT_…), or --target-dev-hub ALIAS.',
          ],
        },
      );
  }
}
