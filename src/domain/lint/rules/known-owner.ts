import { APP_TYPE, ecaType } from '../../eca/metadata-types.ts';
import { nearest } from '../../nearest.ts';
import { placeOf, placeOfRoot, valueOf } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const OWNER = 'externalClientApplication';

export const knownOwner: LintRule = {
  id: 'known-owner',
  severity: 'error',
  title: 'Every file belongs to a configured app, by its <externalClientApplication>.',
  why: 'The element ties settings to their app, the file name does not. Salesforce answers a wrong one with INVALID_CROSS_REFERENCE_KEY, and a file of another app would be packaged for ever.',
  source: SOURCES.oauthSettings,
  fix: "Write the API name of the app (its file's name), add the app to apps: in the configuration, or remove the file.",
  good: {
    elements: {
      ExtlClntAppOauthSettings:
        '<externalClientApplication>Acme_Connector</externalClientApplication>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthSettings:
        '<externalClientApplication>Acme Connector</externalClientApplication>',
    },
  },
  reads: 'files',
  check: ({ files, apps }) => {
    const names = apps.map(({ name }) => name);
    return files.flatMap((file) => {
      if (file.type === APP_TYPE)
        return names.includes(file.fullName)
          ? []
          : [
              {
                place: placeOfRoot(file),
                message: `${file.fullName} is not one of the configured apps`,
                wanted: names.join(', '),
              },
            ];
      if (ecaType(file.type)?.use !== 'packaged') return [];
      const owner = valueOf(file, OWNER);
      if (owner !== undefined && names.includes(owner)) return [];
      const meant = owner === undefined ? undefined : nearest(owner, names);
      return [
        {
          place: placeOf(file, OWNER),
          message: `${file.fullName} belongs to no configured app`,
          found: owner ?? `no <${OWNER}>`,
          wanted: meant === undefined ? names.join(', ') : `${meant}: did you mean that?`,
        },
      ];
    });
  },
};
