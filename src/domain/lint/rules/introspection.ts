import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const introspection: LintRule = {
  id: 'introspection',
  severity: 'warning',
  title: 'The app may ask about its own tokens only.',
  why: 'With isIntrospectAllTokens whoever has its secret can look at the tokens of all other apps of an org.',
  source: SOURCES.review,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › uncheck Introspect All Tokens.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isIntrospectAllTokens>false</isIntrospectAllTokens>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isIntrospectAllTokens>true</isIntrospectAllTokens>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name }) =>
    flags.isIntrospectAllTokens
      ? [
          {
            message: `${name} may look at the tokens of other apps`,
            found: 'isIntrospectAllTokens true',
            wanted: 'false',
          },
        ]
      : [],
  ),
};
