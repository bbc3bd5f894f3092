import { valueOf } from '../metadata-file.ts';
import { ofApp, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const sourceOrg: LintRule = {
  id: 'source-org',
  severity: 'error',
  title: 'The app comes from the Dev Hub that packages it.',
  why: 'Key and secret live in the source org. A package of an app from another org builds only where the definition file says so, and never from a scratch org, a sandbox or a trial.',
  source: SOURCES.notOnDevHub,
  fix: 'Create the app in the Dev Hub. Or link the namespace of its org, and put "settings": { "externalClientAppSettings": { "enablePackageEcaOauthFromDevOrg": true } } into the definition file.',
  good: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
    },
  },
  bad: {
    elements: {
      ExternalClientApplication:
        '<orgScopedExternalApp>00DOt00000Other:Acme_Connector</orgScopedExternalApp>',
      ExtlClntAppOauthSettings: '<oauthLink>00DOt00000Other:888Ot0000004aBc</oauthLink>',
    },
  },
  reads: 'hub',
  check: ofApp(({ orgId, allowsLinkedOrg }, { name, header }) => {
    const value = header === undefined ? undefined : valueOf(header, 'orgScopedExternalApp');
    const source = value?.split(':')[0];
    // Ids come with 15 characters, or with 3 more that add nothing.
    if (source === undefined || allowsLinkedOrg || source.slice(0, 15) === orgId.slice(0, 15))
      return [];
    return [
      {
        message: `${name} comes from another org than the Dev Hub`,
        found: source,
        wanted: orgId.slice(0, 15),
      },
    ];
  }),
};
