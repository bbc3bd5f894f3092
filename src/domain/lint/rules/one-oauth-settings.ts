import { placeOfRoot } from '../metadata-file.ts';
import { ofEachApp, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const oneOauthSettings: LintRule = {
  id: 'one-oauth-settings',
  severity: 'error',
  title: 'Every app has exactly one OAuth settings file.',
  why: 'Without one nobody can log in with the app; with two it is open which scopes customers get.',
  source: SOURCES.oauthSettings,
  fix: 'Enable OAuth for the app in Setup › External Client App Manager and retrieve, or remove the file too many.',
  good: {},
  bad: { lacking: ['ExtlClntAppOauthSettings'] },
  reads: 'files',
  check: ofEachApp(({ name, header, oauthSettings }) => {
    if (header === undefined || oauthSettings.length === 1) return [];
    const [, second] = oauthSettings;
    return [
      {
        place: placeOfRoot(second ?? header),
        message:
          second === undefined
            ? `${name} has no OAuth settings`
            : `${name} has ${oauthSettings.length} OAuth settings`,
        ...(second !== undefined && {
          found: oauthSettings.map(({ fullName }) => fullName).join(', '),
        }),
        wanted: `one ExtlClntAppOauthSettings that names ${name}`,
      },
    ];
  }),
};
