/** Every rule of lint, in the order in which docs and reports show them. The ids stand in configurations: they stay. */
export const RULE_IDS = [
  // The files of the package
  'metadata-readable',
  'no-secret',
  'app-file',
  'known-owner',
  'packageable-files',
  'no-saml',
  'one-oauth-settings',
  'api-version-knows-type',
  'known-elements',
  // The app
  'distribution-state',
  'org-scoped-name',
  'source-org',
  'lasting-api-name',
  'contact-email',
  'description',
  'https-urls',
  'reserved-elements',
  // Its OAuth settings
  'oauth-link',
  'consumer-id',
  'one-source-org',
  'known-scopes',
  'full-scope',
  'wide-scopes',
  'redundant-scopes',
  'profile-scopes',
  'ip-ranges',
  'wide-ip-range',
  'custom-attributes',
  'push-config-link',
  // Its global OAuth settings, which only the hub has
  'pkce',
  'refresh-token-rotation',
  'refresh-token-idle-limit',
  'consumer-secret',
  'secret-for-refresh',
  'token-exchange-secret',
  'introspection',
  'profile-flows',
  'unused-flows',
  'code-credentials-post',
  'callback-urls',
  'callback-length',
  'no-rotation-on-deploy',
  'id-token-lifetime',
  'jwt-certificate',
  // Its policies, which stay in the hub
  'refresh-token-policy',
  'refresh-token-lifetime',
  'permitted-users',
  'ip-relaxation',
  'session-level',
  'run-as-user',
  'deprecated-jwt-policy',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}
