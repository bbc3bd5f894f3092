import { ofGlobalOauth, type LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const pkce: LintRule = {
  id: 'pkce',
  severity: 'error',
  title: 'The web server flow requires PKCE.',
  why: 'Without it an intercepted code is as good as a login. Salesforce demands it of partner apps since 2026, of confidential clients too, and it cannot be switched off again.',
  source: SOURCES.mandate,
  fix: 'Teach your server PKCE first (code_challenge, code_verifier). Then: Setup › External Client App Manager › the app › Edit › OAuth Settings › Require Proof Key for Code Exchange.',
  good: { elements: { ExtlClntAppGlobalOauthSettings: '<isPkceRequired>true</isPkceRequired>' } },
  bad: { elements: { ExtlClntAppGlobalOauthSettings: '<isPkceRequired>false</isPkceRequired>' } },
  reads: 'global-oauth',
  check: ofGlobalOauth(({ flags }, { name, profile }) =>
    flags.isPkceRequired || profile?.usesAuthorizationCode === false
      ? []
      : [
          {
            message: `${name} takes authorization codes without PKCE`,
            found: 'isPkceRequired false',
            wanted: 'true',
          },
        ],
  ),
};
