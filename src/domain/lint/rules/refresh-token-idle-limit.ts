import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { usesRefreshTokens } from '../subject.ts';

export const refreshTokenIdleLimit: LintRule = {
  id: 'refresh-token-idle-limit',
  severity: 'warning',
  title: 'A refresh token that nobody uses for 30 days ends.',
  why: 'Forgotten tokens are what thieves find. Salesforce demands the limit of partner apps since 2026. That isEnforceRefreshTokenTTL is this switch is inferred from retrieved files, not documented.',
  source: SOURCES.idleLimit,
  fix: 'Tell your customers, then: Setup › External Client App Manager › the app › Edit › OAuth Settings › limit the idle refresh token TTL to 30 days.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isEnforceRefreshTokenTTL>true</isEnforceRefreshTokenTTL>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings: '<isEnforceRefreshTokenTTL>false</isEnforceRefreshTokenTTL>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, app) =>
    flags.isEnforceRefreshTokenTTL || !usesRefreshTokens(app)
      ? []
      : [
          {
            message: `Refresh tokens of ${app.name} stay valid without being used`,
            found: 'isEnforceRefreshTokenTTL false',
            wanted: 'true',
          },
        ],
  ),
};
