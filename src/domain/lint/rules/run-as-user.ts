import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const runAsUser: LintRule = {
  id: 'run-as-user',
  severity: 'warning',
  title: 'The client credentials flow, where it is on, has a user to run as.',
  why: 'Without one every login is refused. The user is not packaged: each customer names one, best an integration user that may use the API only.',
  source: SOURCES.configurePolicies,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › Client Credentials Flow: Run As.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<clientCredentialsFlowUser>integration@acme.example</clientCredentialsFlowUser>\n<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, { name, profile }) => {
    const isOn = valueOf(file, 'isClientCredentialsFlowEnabled') === 'true';
    if (valueOf(file, 'clientCredentialsFlowUser') !== undefined) return [];
    if (!isOn && profile?.needsRunAsUser !== true) return [];
    return [
      {
        message: `${name} has nobody to run as in the source org`,
        // The user itself is never told: it is a login.
        found: 'no clientCredentialsFlowUser',
        wanted: 'an integration user',
      },
    ];
  }),
};
