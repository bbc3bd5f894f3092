import { placeOf, valueOf } from '../metadata-file.ts';
import { ofHeader, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const ELEMENT = 'orgScopedExternalApp';

export const orgScopedName: LintRule = {
  id: 'org-scoped-name',
  severity: 'error',
  title:
    'orgScopedExternalApp is the org id of the source org, a colon, and the API name of the app.',
  why: 'It leads from every customer back to the org that holds key and secret. Salesforce refuses other forms, and an invented org id fails only in a clean org.',
  source: SOURCES.app,
  fix: 'Keep it as the org wrote it: retrieve the app again, and do not edit the element.',
  good: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
    },
  },
  bad: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DHu00000EcaHb:Acme Connector</orgScopedExternalApp>',
    },
  },
  reads: 'files',
  check: ofHeader((file, { name }) => {
    const value = valueOf(file, ELEMENT);
    const [org = '', app] = (value ?? '').split(':', 2);
    if (/^00D\w{12}(\w{3})?$/.test(org) && app === name) return [];
    return [
      {
        place: placeOf(file, ELEMENT),
        message: `${name} does not say which org it comes from`,
        found: value ?? `no <${ELEMENT}>`,
        wanted: `<org id>:${name}`,
      },
    ];
  }),
};
