import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { usesRefreshTokens } from '../subject.ts';
import { validityDays } from '../token-validity.ts';

const MOST_DAYS = 90;

export const refreshTokenLifetime: LintRule = {
  id: 'refresh-token-lifetime',
  severity: 'info',
  title: 'In the source org, refresh tokens with a fixed lifetime end after 90 days.',
  why: 'The default of Salesforce is 365 days. A shorter one shows early whether your customers can connect again.',
  source: SOURCES.configurePolicies,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › Refresh Token Policy.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType>\n<refreshTokenValidityPeriod>90</refreshTokenValidityPeriod>\n<refreshTokenValidityUnit>Days</refreshTokenValidityUnit>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType>\n<refreshTokenValidityPeriod>12</refreshTokenValidityPeriod>\n<refreshTokenValidityUnit>Months</refreshTokenValidityUnit>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, app) => {
    const days = validityDays(file);
    if (valueOf(file, 'refreshTokenPolicyType') !== 'SpecificLifetime') return [];
    if (days === undefined || days <= MOST_DAYS || !usesRefreshTokens(app)) return [];
    return [
      {
        message: `Refresh tokens of ${app.name} live for long`,
        found: `${days} days`,
        wanted: `${MOST_DAYS} at most`,
      },
    ];
  }),
};
