import type { LintRule } from './rule.ts';
import type { RuleId } from './rule-ids.ts';
import { metadataReadable } from './rules/metadata-readable.ts';
import { noSecret } from './rules/no-secret.ts';
import { appFile } from './rules/app-file.ts';
import { knownOwner } from './rules/known-owner.ts';
import { packageableFiles } from './rules/packageable-files.ts';
import { noSaml } from './rules/no-saml.ts';
import { oneOauthSettings } from './rules/one-oauth-settings.ts';
import { apiVersionKnowsType } from './rules/api-version-knows-type.ts';
import { knownElements } from './rules/known-elements.ts';
import { distributionState } from './rules/distribution-state.ts';
import { orgScopedName } from './rules/org-scoped-name.ts';
import { sourceOrg } from './rules/source-org.ts';
import { lastingApiName } from './rules/lasting-api-name.ts';
import { contactEmail } from './rules/contact-email.ts';
import { description } from './rules/description.ts';
import { httpsUrls } from './rules/https-urls.ts';
import { reservedElements } from './rules/reserved-elements.ts';
import { oauthLink } from './rules/oauth-link.ts';
import { consumerId } from './rules/consumer-id.ts';
import { oneSourceOrg } from './rules/one-source-org.ts';
import { knownScopes } from './rules/known-scopes.ts';
import { fullScope } from './rules/full-scope.ts';
import { wideScopes } from './rules/wide-scopes.ts';
import { redundantScopes } from './rules/redundant-scopes.ts';
import { profileScopes } from './rules/profile-scopes.ts';
import { ipRanges } from './rules/ip-ranges.ts';
import { wideIpRange } from './rules/wide-ip-range.ts';
import { customAttributes } from './rules/custom-attributes.ts';
import { pushConfigLink } from './rules/push-config-link.ts';
import { pkce } from './rules/pkce.ts';
import { refreshTokenRotation } from './rules/refresh-token-rotation.ts';
import { refreshTokenIdleLimit } from './rules/refresh-token-idle-limit.ts';
import { consumerSecret } from './rules/consumer-secret.ts';
import { secretForRefresh } from './rules/secret-for-refresh.ts';
import { tokenExchangeSecret } from './rules/token-exchange-secret.ts';
import { introspection } from './rules/introspection.ts';
import { profileFlows } from './rules/profile-flows.ts';
import { unusedFlows } from './rules/unused-flows.ts';
import { codeCredentialsPost } from './rules/code-credentials-post.ts';
import { callbackUrls } from './rules/callback-urls.ts';
import { callbackLength } from './rules/callback-length.ts';
import { noRotationOnDeploy } from './rules/no-rotation-on-deploy.ts';
import { idTokenLifetime } from './rules/id-token-lifetime.ts';
import { jwtCertificate } from './rules/jwt-certificate.ts';
import { refreshTokenPolicy } from './rules/refresh-token-policy.ts';
import { refreshTokenLifetime } from './rules/refresh-token-lifetime.ts';
import { permittedUsers } from './rules/permitted-users.ts';
import { ipRelaxation } from './rules/ip-relaxation.ts';
import { sessionLevel } from './rules/session-level.ts';
import { runAsUser } from './rules/run-as-user.ts';
import { deprecatedJwtPolicy } from './rules/deprecated-jwt-policy.ts';

/** Each rule by its id. A rule that is missing here does not compile. */
export const RULES: Readonly<Record<RuleId, LintRule>> = {
  'metadata-readable': metadataReadable,
  'no-secret': noSecret,
  'app-file': appFile,
  'known-owner': knownOwner,
  'packageable-files': packageableFiles,
  'no-saml': noSaml,
  'one-oauth-settings': oneOauthSettings,
  'api-version-knows-type': apiVersionKnowsType,
  'known-elements': knownElements,
  'distribution-state': distributionState,
  'org-scoped-name': orgScopedName,
  'source-org': sourceOrg,
  'lasting-api-name': lastingApiName,
  'contact-email': contactEmail,
  description: description,
  'https-urls': httpsUrls,
  'reserved-elements': reservedElements,
  'oauth-link': oauthLink,
  'consumer-id': consumerId,
  'one-source-org': oneSourceOrg,
  'known-scopes': knownScopes,
  'full-scope': fullScope,
  'wide-scopes': wideScopes,
  'redundant-scopes': redundantScopes,
  'profile-scopes': profileScopes,
  'ip-ranges': ipRanges,
  'wide-ip-range': wideIpRange,
  'custom-attributes': customAttributes,
  'push-config-link': pushConfigLink,
  pkce: pkce,
  'refresh-token-rotation': refreshTokenRotation,
  'refresh-token-idle-limit': refreshTokenIdleLimit,
  'consumer-secret': consumerSecret,
  'secret-for-refresh': secretForRefresh,
  'token-exchange-secret': tokenExchangeSecret,
  introspection: introspection,
  'profile-flows': profileFlows,
  'unused-flows': unusedFlows,
  'code-credentials-post': codeCredentialsPost,
  'callback-urls': callbackUrls,
  'callback-length': callbackLength,
  'no-rotation-on-deploy': noRotationOnDeploy,
  'id-token-lifetime': idTokenLifetime,
  'jwt-certificate': jwtCertificate,
  'refresh-token-policy': refreshTokenPolicy,
  'refresh-token-lifetime': refreshTokenLifetime,
  'permitted-users': permittedUsers,
  'ip-relaxation': ipRelaxation,
  'session-level': sessionLevel,
  'run-as-user': runAsUser,
  'deprecated-jwt-policy': deprecatedJwtPolicy,
};
