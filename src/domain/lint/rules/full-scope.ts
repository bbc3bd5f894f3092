import { placeOfWord } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { scopesOf } from '../subject.ts';

export const fullScope: LintRule = {
  id: 'full-scope',
  severity: 'error',
  title: 'The app does not ask for everything (Full).',
  why: 'With Full a stolen token can do all that the user can. Security reviews of customers stop there, and Salesforce asks for the least that the app needs.',
  source: SOURCES.review,
  fix: 'Ask for what the app uses: Api for data, RefreshToken to go on without the user.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Full, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, app) =>
    scopesOf(app).includes('Full')
      ? [
          {
            place: placeOfWord(file, 'commaSeparatedOauthScopes', 'Full'),
            message: `${app.name} asks to do everything that the user may do`,
            found: 'Full',
            wanted: 'the scopes that the app uses',
          },
        ]
      : [],
  ),
};
