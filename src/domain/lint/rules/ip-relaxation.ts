import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const ipRelaxation: LintRule = {
  id: 'ip-relaxation',
  severity: 'info',
  title: 'In the source org, the app keeps to the login IP ranges of its users.',
  why: 'Bypass lets a stolen token in from anywhere. Servers that refresh without a user often need a relaxation; Enforce_RelaxRefresh is the smaller one.',
  source: SOURCES.configurePolicies,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › IP Relaxation: enforce, but relax for refresh tokens.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<ipRelaxationPolicyType>Enforce_RelaxRefresh</ipRelaxationPolicyType>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<ipRelaxationPolicyType>Bypass</ipRelaxationPolicyType>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, { name }) => {
    const value = valueOf(file, 'ipRelaxationPolicyType');
    if (value?.startsWith('Bypass') !== true) return [];
    return [
      {
        message: `${name} works from any address, whatever the users of the org may`,
        found: value,
        wanted: 'Enforce or Enforce_RelaxRefresh',
      },
    ];
  }),
};
