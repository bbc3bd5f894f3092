import { ofEachApp, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const appFile: LintRule = {
  id: 'app-file',
  severity: 'error',
  title: 'The file of every configured app lies in the package directory.',
  why: 'What lies in the package directory is what gets packaged. Without its header the app is not in the package.',
  source: SOURCES.packageable,
  fix: 'Retrieve it from the Dev Hub: npm run eca -- retrieve. Or correct apps: in the configuration; the API name counts.',
  good: {},
  bad: { lacking: ['ExternalClientApplication'] },
  reads: 'files',
  check: ofEachApp(({ name, header }, { directory, configFile, malformed }) => {
    const isThere = header !== undefined || malformed.some((file) => file.fullName === name);
    if (isThere) return [];
    return [
      {
        place: { location: { file: configFile } },
        message: `${directory} has no file of the app ${name}`,
        wanted: `${name}.eca-meta.xml`,
      },
    ];
  }),
};
