import { ecaType } from '../../eca/metadata-types.ts';
import { placeOfRoot } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** Why each use keeps a type out of a package. */
const REASONS = {
  policy: 'policies belong to one org, and customers get defaults',
  'kept-in-hub': 'packages do not take this type',
  secret: 'it holds the consumer key and secret',
} as const;

export const packageableFiles: LintRule = {
  id: 'packageable-files',
  severity: 'error',
  title: 'The package directory holds only types that a package takes.',
  why: 'A build with global OAuth settings, policies or security settings in the directory fails, and the failed attempt costs a slot.',
  source: SOURCES.packageable,
  fix: 'Remove the file; npm run eca -- retrieve does it. What it says stays in the Dev Hub.',
  good: {},
  bad: {
    beside: [
      {
        type: 'ExtlClntAppOauthConfigurablePolicies',
        fullName: 'Acme_Connector_oauthPlcy',
        elements:
          '<externalClientApplication>Acme_Connector</externalClientApplication>\n<ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType>',
      },
    ],
  },
  reads: 'files',
  check: ({ files }) =>
    files.flatMap((file) => {
      const use = ecaType(file.type)?.use;
      if (use !== 'policy' && use !== 'kept-in-hub' && use !== 'secret') return [];
      return [
        {
          place: placeOfRoot(file),
          message: `${file.type} cannot be packaged: ${REASONS[use]}`,
          wanted: 'this file outside of the package directory',
        },
      ];
    }),
};
