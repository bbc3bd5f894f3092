import { valueOf } from '../metadata-file.ts';
import { ofOauthPolicies, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { usesRefreshTokens } from '../subject.ts';
import { validityDays } from '../token-validity.ts';

const MOST_IDLE_DAYS = 30;

export const refreshTokenPolicy: LintRule = {
  id: 'refresh-token-policy',
  severity: 'warning',
  title: 'In the source org, refresh tokens end when they are not used for 30 days.',
  why: 'Valid until revoked conflicts with the idle limit that Salesforce demands of partner apps since 2026. Customers set their own policy; this one is what you test with, and what guides copy.',
  source: SOURCES.idleLimit,
  fix: 'Setup › External Client App Manager › the app › Policies › OAuth Policies › Refresh Token Policy: expire if not used for 30 days. The admin guide tells customers the same.',
  good: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<refreshTokenPolicyType>SpecificInactivity</refreshTokenPolicyType>\n<refreshTokenValidityPeriod>30</refreshTokenValidityPeriod>\n<refreshTokenValidityUnit>Days</refreshTokenValidityUnit>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppOauthConfigurablePolicies:
        '<refreshTokenPolicyType>Infinite</refreshTokenPolicyType>',
    },
  },
  reads: 'policies',
  check: ofOauthPolicies((file, app) => {
    if (!usesRefreshTokens(app)) return [];
    const type = valueOf(file, 'refreshTokenPolicyType');
    const days = validityDays(file);
    if (type === 'Infinite')
      return [
        {
          message: `Refresh tokens of ${app.name} are valid until somebody revokes them`,
          found: 'Infinite',
          wanted: `SpecificInactivity, ${MOST_IDLE_DAYS} Days`,
        },
      ];
    if (type !== 'SpecificInactivity' || days === undefined || days <= MOST_IDLE_DAYS) return [];
    return [
      {
        message: `Refresh tokens of ${app.name} may rest for long`,
        found: `${days} days`,
        wanted: `${MOST_IDLE_DAYS} at most`,
      },
    ];
  }),
};
