import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const MOST_MINUTES = 10;

export const idTokenLifetime: LintRule = {
  id: 'id-token-lifetime',
  severity: 'info',
  title: 'ID tokens are valid for ten minutes at most.',
  why: 'They prove who logged in a moment ago; a client reads them once. Salesforce takes 1 to 720 minutes.',
  source: SOURCES.review,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › ID token: a validity of 2 to 10 minutes.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<idTokenConfig>\n    <idTokenValidityInMinutes>2</idTokenValidityInMinutes>\n</idTokenConfig>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<idTokenConfig>\n    <idTokenValidityInMinutes>720</idTokenValidityInMinutes>\n</idTokenConfig>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ idTokenMinutes = 0 }, { name }) =>
    idTokenMinutes <= MOST_MINUTES
      ? []
      : [
          {
            message: `ID tokens of ${name} are valid for long`,
            found: `${idTokenMinutes} minutes`,
            wanted: `${MOST_MINUTES} at most`,
          },
        ],
  ),
};
