import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { usesRefreshTokens } from '../subject.ts';

export const secretForRefresh: LintRule = {
  id: 'secret-for-refresh',
  severity: 'warning',
  title: 'A client that can keep a secret sends it to refresh, too.',
  why: 'Otherwise a stolen refresh token is enough to get in.',
  source: SOURCES.globalOauth,
  fix: 'Setup › External Client App Manager › the app › Edit › OAuth Settings › Require Secret for Refresh Token Flow.',
  good: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>',
    },
  },
  bad: {
    elements: {
      ExtlClntAppGlobalOauthSettings:
        '<isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken>',
    },
  },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, app) =>
    flags.isSecretRequiredForRefreshToken ||
    app.profile?.isPublicClient === true ||
    !usesRefreshTokens(app)
      ? []
      : [
          {
            message: `${app.name} refreshes tokens without the consumer secret`,
            found: 'isSecretRequiredForRefreshToken false',
            wanted: 'true',
          },
        ],
  ),
};
