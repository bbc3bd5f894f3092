import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const sessionLevel: LintRule = {
  id: 'session-level',
  severity: 'info',
  title: 'In the source org, the app asks for a standard session at least.',
  why: 'LOW lets in sessions that started with less than a password.',
  source: SOURCES.configurePolicies,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › Required session level: Standard, or High Assurance for an app of admins.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies: '<requiredSessionLevel>STANDARD</requiredSessionLevel>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies: '<requiredSessionLevel>LOW</requiredSessionLevel>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, { name }) => {
    const value = valueOf(file, 'requiredSessionLevel');
    if (value !== 'LOW') return [];
    return [
      {
        message: `${name} takes sessions of a low level`,
        found: value,
        wanted: 'STANDARD or HIGH_ASSURANCE',
      },
    ];
  }),
};
