import { placeOfWord } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { WIDE_SCOPES } from '../scopes.ts';
import { SOURCES } from '../sources.ts';
import { scopesOf } from '../subject.ts';

export const wideScopes: LintRule = {
  id: 'wide-scopes',
  severity: 'warning',
  title: 'A scope that reaches far has a reason.',
  why: 'Few server integrations need them, and every customer has to trust the app that much.',
  source: SOURCES.review,
  fix: 'Remove the scope; or switch the rule off with the reason why the app needs it.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, Web, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, app) =>
    scopesOf(app).flatMap((scope) => {
      const lets = WIDE_SCOPES[scope];
      if (lets === undefined) return [];
      return [
        {
          place: placeOfWord(file, 'commaSeparatedOauthScopes', scope),
          message: `${scope} lets the app ${lets}`,
          wanted: 'the narrowest scopes that do',
        },
      ];
    }),
  ),
};
