import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { usesRefreshTokens } from '../subject.ts';

export const refreshTokenRotation: LintRule = {
  id: 'refresh-token-rotation',
  severity: 'error',
  title: 'Every use of a refresh token replaces it.',
  why: 'A stolen refresh token is then good for one use at most. Salesforce demands it of partner apps since 2026. The default is off.',
  source: SOURCES.mandate,
  fix: 'Teach your server to keep the new token of every answer, and to refresh one at a time. Then: Setup › External Client App Manager › the app › Edit › OAuth Settings › Enable Refresh Token Rotation.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isRefreshTokenRotationEnabled>false</isRefreshTokenRotationEnabled>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, app) =>
    flags.isRefreshTokenRotationEnabled || !usesRefreshTokens(app)
      ? []
      : [
          {
            message: `${app.name} keeps one refresh token for ever`,
            found: 'isRefreshTokenRotationEnabled false',
            wanted: 'true',
          },
        ],
  ),
};
