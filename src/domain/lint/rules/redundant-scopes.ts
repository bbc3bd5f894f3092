import { placeOfWord } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { scopesOf, type LintedApp } from '../subject.ts';

/** What Basic holds already. */
const PARTS_OF_BASIC = ['Address', 'Email', 'Phone', 'Profile'];

export const redundantScopes: LintRule = {
  id: 'redundant-scopes',
  severity: 'info',
  title: 'No scope says what another one says already.',
  why: 'RefreshToken and OfflineAccess are the same; Basic is Profile, Email, Address and Phone. Who approves the app wonders about every one.',
  source: SOURCES.oauthSettings,
  fix: 'Remove the scope that adds nothing.',
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken, OfflineAccess</commaSeparatedOauthScopes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, app) =>
    redundant(app).map(([scope, because]) => ({
      place: placeOfWord(file, 'commaSeparatedOauthScopes', scope),
      message: `${scope} adds nothing: ${because}`,
    })),
  ),
};

function redundant(app: LintedApp): readonly (readonly [scope: string, because: string])[] {
  const scopes = scopesOf(app);
  const has = (scope: string) => scopes.includes(scope);
  return [
    ...(has('RefreshToken') && has('OfflineAccess')
      ? [['OfflineAccess', 'RefreshToken is the same'] as const]
      : []),
    ...PARTS_OF_BASIC.filter((part) => has('Basic') && has(part)).map(
      (part) => [part, 'Basic holds it'] as const,
    ),
    ...scopes
      .filter((scope, index) => scopes.indexOf(scope) !== index)
      .map((scope) => [scope, 'it stands there twice'] as const),
    ...(app.profile?.name === 'client-credentials'
      ? scopes
          .filter((scope) => scope === 'RefreshToken' || scope === 'OfflineAccess')
          .map((scope) => [scope, 'client credentials get no refresh token'] as const)
      : []),
  ];
}
