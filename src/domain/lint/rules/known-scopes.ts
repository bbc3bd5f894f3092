import { nearest } from '../../nearest.ts';
import { placeOf, placeOfWord } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { OAUTH_NAMES, SCOPE_NAMES } from '../scopes.ts';
import { SOURCES } from '../sources.ts';
import { scopesOf } from '../subject.ts';

const ELEMENT = 'commaSeparatedOauthScopes';

export const knownScopes: LintRule = {
  id: 'known-scopes',
  severity: 'error',
  title: 'The OAuth settings ask for scopes, by their names in metadata.',
  why: 'Salesforce refuses a scope it does not know. Metadata has names of its own: Api and RefreshToken, not api and refresh_token.',
  source: SOURCES.oauthSettings,
  fix: 'Choose the scopes in Setup › External Client App Manager › the app › Edit › OAuth Settings, and retrieve.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken, refresh_token</commaSeparatedOauthScopes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, app) => {
    const scopes = scopesOf(app);
    if (scopes.length === 0)
      return [
        {
          place: placeOf(file, ELEMENT),
          message: `${app.name} asks for no scope`,
          wanted: 'at least one, for example Api',
        },
      ];
    return scopes
      .filter((scope) => !SCOPE_NAMES.includes(scope))
      .map((scope) => {
        const meant = OAUTH_NAMES[scope] ?? nearest(scope, SCOPE_NAMES);
        return {
          place: placeOfWord(file, ELEMENT, scope),
          message: `There is no scope ${scope}`,
          ...(meant !== undefined && { wanted: `${meant}: did you mean that?` }),
        };
      });
  }),
};
