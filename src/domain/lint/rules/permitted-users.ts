import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const permittedUsers: LintRule = {
  id: 'permitted-users',
  severity: 'info',
  title: 'In the source org, an admin decides who may use the app.',
  why: 'The default lets every user connect the app. Customers choose for themselves, and the admin guide tells them how; what you choose is what the guide recommends.',
  source: SOURCES.configurePolicies,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › Permitted Users: Admin approved users are pre-authorized.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<permittedUsersPolicyType>AllSelfAuthorized</permittedUsersPolicyType>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, { name }) => {
    const value = valueOf(file, 'permittedUsersPolicyType');
    if (value === undefined || value === 'AdminApprovedPreAuthorized') return [];
    return [
      {
        message: `Every user may connect ${name} without an admin`,
        found: value,
        wanted: 'AdminApprovedPreAuthorized',
      },
    ];
  }),
};
