import { placeOf, valueOf } from '../metadata-file.ts';
import { ofOauthSettings, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const oneSourceOrg: LintRule = {
  id: 'one-source-org',
  severity: 'error',
  title: 'orgScopedExternalApp and oauthLink name the same org.',
  why: 'App and consumer live in one org. Files that were retrieved from two orgs fit nowhere, and Salesforce refuses a wrong link.',
  source: SOURCES.associate,
  fix: 'Retrieve both files from the org that holds the app.',
  good: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
      ExtlClntAppOauthSettings: '<oauthLink>00DHu00000EcaHb:888Hu0000004aBc</oauthLink>',
    },
  },
  bad: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
      ExtlClntAppOauthSettings: '<oauthLink>00DOt00000Other:888Ot0000004aBc</oauthLink>',
    },
  },
  reads: 'files',
  check: ofOauthSettings((file, { header }) => {
    const linked = valueOf(file, 'oauthLink')?.split(':')[0];
    const scoped =
      header === undefined ? undefined : valueOf(header, 'orgScopedExternalApp')?.split(':')[0];
    if (linked === undefined || scoped === undefined) return [];
    // Ids come with 15 characters, or with 3 more that add nothing.
    if (linked.slice(0, 15) === scoped.slice(0, 15)) return [];
    return [
      {
        place: placeOf(file, 'oauthLink'),
        message: 'The app and its OAuth settings come from different orgs',
        found: linked,
        wanted: `${scoped}, as in orgScopedExternalApp`,
      },
    ];
  }),
};
