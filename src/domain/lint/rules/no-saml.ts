import { ecaType } from '../../eca/metadata-types.ts';
import { placeOfRoot } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const noSaml: LintRule = {
  id: 'no-saml',
  severity: 'error',
  title: 'The app has no SAML configuration.',
  why: 'Salesforce keeps apps with SAML Local: an app that has it cannot be packaged at all.',
  source: SOURCES.saml,
  fix: 'Remove SAML from the app in Setup, or release an app of its own for OAuth.',
  good: {},
  bad: {
    beside: [
      {
        type: 'ExtlClntAppSamlConfigurablePolicies',
        fullName: 'Acme_Connector_saml',
        elements:
          '<acsUrl>https://app.acme.example/saml</acsUrl>\n<externalClientApplication>Acme Connector</externalClientApplication>',
      },
    ],
  },
  reads: 'files',
  check: ({ files }) =>
    files
      .filter(({ type }) => ecaType(type)?.use === 'unpackageable')
      .map((file) => ({
        place: placeOfRoot(file),
        message: `${file.fullName} configures SAML`,
        wanted: 'an app with OAuth only',
      })),
};
