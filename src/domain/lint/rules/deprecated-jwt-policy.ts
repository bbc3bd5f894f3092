import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const deprecatedJwtPolicy: LintRule = {
  id: 'deprecated-jwt-policy',
  severity: 'info',
  title: 'JWT-based access tokens are switched on in the settings, not in the policy.',
  why: 'isNamedUserJwtEnabled of the policy is deprecated: the switch of the global OAuth settings counts.',
  source: SOURCES.policies,
  fix: 'Use Issue JSON Web Token (JWT)-based access tokens in the OAuth settings of the app.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies: '<isNamedUserJwtEnabled>false</isNamedUserJwtEnabled>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies: '<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, { name }) => {
    const value = valueOf(file, 'isNamedUserJwtEnabled');
    if (value !== 'true') return [];
    return [
      {
        message: `${name} uses a policy that is deprecated`,
        found: value,
        wanted: 'isNamedUserJwtEnabled in the settings',
      },
    ];
  }),
};
