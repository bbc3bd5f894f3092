import type { Check } from '../check.ts';
import type { LoginFacts } from '../facts.ts';
import type { Evidence, Judgement } from '../finding.ts';
import { judged, pass, warn } from '../judge.ts';

/** A build may take an hour, and the session has to last as long or be renewed. */
export const sessionEnd: Check = {
  id: 'session-end',
  area: 'login',
  title: 'The session lasts as long as a release',
  judge: ({ login, job }) => [judged(login, (facts) => judgeKind(facts, job !== undefined))],
};

function judgeKind({ kind, holdsRenewal, endsAt }: LoginFacts, isJob: boolean): Judgement {
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
      return holdsRenewal
        ? pass('The sf CLI renews it when its session ends.', { evidence })
        : notRenewed(endsAt, evidence);
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
      return notRenewed(endsAt, evidence);
  }
}

function notRenewed(endsAt: string | undefined, evidence: readonly Evidence[]): Judgement {
  return warn(
    endsAt === undefined
      ? 'An access token cannot be renewed, and does not say when it ends.'
      : `An access token cannot be renewed; this one ends at ${endsAt}.`,
    {
      evidence,
      fix: [
        'Log in so that the session is renewed: sf org login web --alias ALIAS, or JWT in CI (DEVHUB_JWT_…).',
        'Or take a new token right before a release: sf org auth show-access-token --target-org ALIAS',
      ],
    },
  );
}
