import { placeOf } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { scopesOf } from '../subject.ts';

export const profileScopes: LintRule = {
  id: 'profile-scopes',
  severity: 'error',
  title: 'The app asks for the scopes that its profile needs.',
  why: 'Without a scope for data every call is refused; without RefreshToken the connection ends with the session. Customers find out after the installation, and have to upgrade and log in again.',
  source: SOURCES.configureOauth,
  fix: 'Add the scope in Setup › External Client App Manager › the app › Edit › OAuth Settings, and retrieve. Or correct the profile of the app in the configuration.',
  good: {
    profile: 'web-server',
    elements: {
      ExtlClntAppOauthSettings:
        '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
    },
  },
  bad: {
    profile: 'web-server',
    elements: {
      ExtlClntAppOauthSettings: '<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, app) => {
    const scopes = scopesOf(app);
    const missing = (app.profile?.scopes ?? []).filter(
      (group) => !group.some((scope) => scopes.includes(scope)),
    );
    return missing.map((group) => ({
      place: placeOf(file, 'commaSeparatedOauthScopes'),
      message: `An app of the profile ${app.profile?.name ?? ''} needs ${group[0] ?? ''}`,
      found: scopes.join(', ') || 'no scopes',
      wanted: group.join(' or '),
    }));
  }),
};
