import { nearest } from '../../nearest.ts';
import { placeOfElement } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** The types whose page in the Metadata API guide (67.0) lists every element. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  ExternalClientApplication: [
    'contactEmail',
    'contactPhone',
    'description',
    'distributionState',
    'iconUrl',
    'infoUrl',
    'isProtected',
    'label',
    'logoUrl',
    'managedType',
    'orgScopedExternalApp',
  ],
  ExtlClntAppOauthSettings: [
    'areAttributesIncludedInAssetToken',
    'areCustomPermsIncludedInAssetToken',
    'assetTokenAudiences',
    'assetTokenSigningCertificate',
    'assetTokenValidity',
    'clientAssertionCertificate',
    'commaSeparatedOauthScopes',
    'customAttributes',
    'externalClientApplication',
    'isFirstPartyAppEnabled',
    'label',
    'oauthLink',
    'singleLogoutUrl',
    'trustedIpRanges',
  ],
};

export const knownElements: LintRule = {
  id: 'known-elements',
  severity: 'warning',
  title: 'App and OAuth settings have no element that their type does not know.',
  why: 'Salesforce refuses an element it does not know. Most often it is a spelling, or something that belongs to the global OAuth settings.',
  source: SOURCES.app,
  fix: 'Correct or remove the element. If a newer API version brought it, switch the rule off until lint knows it.',
  good: {
    elements: { ExternalClientApplication: '<distributionState>Packaged</distributionState>' },
  },
  bad: { elements: { ExternalClientApplication: '<contactMail>a@acme.example</contactMail>' } },
  reads: 'files',
  check: ({ files }) =>
    files.flatMap((file) => {
      const known = ELEMENTS[file.type];
      if (known === undefined) return [];
      return file.root.children
        .filter(({ name }) => !known.includes(name))
        .map((element) => {
          const meant = nearest(element.name, known);
          return {
            place: placeOfElement(file, element),
            message: `${file.type} has no element <${element.name}>`,
            ...(meant !== undefined && { wanted: `<${meant}>: did you mean that?` }),
          };
        });
    }),
};
