import type { ErrorCode } from './error-codes.ts';

/** A text of Salesforce, and what it means. */
interface SalesforceText {
  /** As it was seen, with the code before it. */
  readonly seen: string;
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  /** Where it was seen. */
  readonly source: string;
}

const OAUTH_HELP = 'Salesforce Help, "OAuth Authorization Errors"';
const PACKAGING = 'messages and error handling of @salesforce/packaging';
const REST_GUIDE = 'REST API Developer Guide, "Status Codes and Error Responses"';

/** The number under which Salesforce logged a fault of its own (a Gack), with or without the hash of its stack. */
const FAULT = /\b\d{6,10}-\d{2,7} \(-?\d+\)|(?<=error ?(?:code|id):? ?)\d{6,10}-\d{2,7}\b/i;

/**
 * The one place that knows what texts of Salesforce mean: what its login, its APIs and its builds say. The first that fits
 * decides. What fits nowhere is shown as it came.
 */
export const SALESFORCE_TEXTS: readonly SalesforceText[] = [
  // Logins: "error: error_description" of the token endpoint, or what the browser shows
  {
    seen: 'invalid_client_id: client identifier invalid',
    pattern: /invalid_client_id|client identifier invalid/i,
    code: 'LOGIN_APP_UNKNOWN',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_client: invalid client credentials',
    pattern: /invalid_client\b|invalid client credentials/i,
    code: 'LOGIN_APP_UNKNOWN',
    source: OAUTH_HELP,
  },
  {
    seen: 'OAUTH_EC_APP_NOT_FOUND: External client app is not installed in this org',
    pattern: /OAUTH_EC_APP_NOT_FOUND|External client app is not installed/i,
    code: 'LOGIN_APP_NOT_INSTALLED',
    source: 'forcedotcom/cli#3482, PipedreamHQ/pipedream#21557',
  },
  {
    seen: 'OAUTH_AUTHORIZATION_BLOCKED: Cross-org OAuth flows are not supported for this external client app',
    pattern: /OAUTH_AUTHORIZATION_BLOCKED|Cross-org OAuth flows/i,
    code: 'LOGIN_ACROSS_ORGS',
    source: 'the login page of an org in which the app is not installed',
  },
  {
    seen: 'invalid_app_access: user is not admin approved to access this app',
    pattern: /invalid_app_access|not admin approved/i,
    code: 'LOGIN_NOT_APPROVED',
    source: OAUTH_HELP,
  },
  {
    seen: "invalid_grant: user hasn't approved this consumer",
    pattern: /user hasn.t approved this consumer/i,
    code: 'LOGIN_NOT_APPROVED',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_grant: expired access/refresh token',
    pattern: /expired access\/refresh token/i,
    code: 'LOGIN_TOKEN_ENDED',
    source: 'forcedotcom/sfdx-core#1340',
  },
  {
    seen: 'invalid_grant: invalid assertion',
    pattern: /invalid assertion/i,
    code: 'LOGIN_ASSERTION_REFUSED',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_grant: audience is invalid',
    pattern: /audience is invalid/i,
    code: 'LOGIN_ASSERTION_REFUSED',
    source: 'forcedotcom/cli#3325',
  },
  {
    seen: 'invalid_grant: expired authorization code',
    pattern: /expired authorization code/i,
    code: 'LOGIN_ASSERTION_REFUSED',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_grant: ip restricted',
    pattern: /ip restricted|restricted ip/i,
    code: 'LOGIN_ADDRESS_REFUSED',
    source: OAUTH_HELP,
  },
  {
    seen: 'inactive_user: user is inactive',
    pattern: /inactive_(user|org)|inactive (user|organization)|user is inactive/i,
    code: 'LOGIN_USER_INACTIVE',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_grant: no client credentials user enabled',
    pattern: /no client credentials user/i,
    code: 'LOGIN_RUN_AS_USER_MISSING',
    source: OAUTH_HELP,
  },
  {
    seen: 'invalid_grant: authentication failure',
    pattern: /^invalid_grant\b/i,
    code: 'LOGIN_REFUSED',
    source: OAUTH_HELP,
  },
  // Every API: "errorCode: message"
  {
    seen: 'INVALID_SESSION_ID: Session expired or invalid',
    pattern: /^(INVALID_SESSION_ID|INVALID_AUTH_HEADER|ERROR_HTTP_401)\b/,
    code: 'SESSION_EXPIRED',
    source: REST_GUIDE,
  },
  {
    seen: 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.',
    pattern: /^REQUEST_LIMIT_EXCEEDED: TotalRequests\b/,
    code: 'API_REQUESTS_USED_UP',
    source: REST_GUIDE,
  },
  {
    seen: 'REQUEST_LIMIT_EXCEEDED: ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    pattern: /^REQUEST_LIMIT_EXCEEDED\b/,
    code: 'HUB_UNREACHABLE',
    source: 'SalesforceLabs/OrgCheck#432; ConcurrentPerOrgLongTxn: mautic/mautic#5006',
  },
  {
    seen: 'INSUFFICIENT_ACCESS: insufficient access rights on cross-reference id',
    pattern:
      /^(INSUFFICIENT_ACCESS\w*|API_DISABLED_FOR_ORG|API_CURRENTLY_DISABLED|FUNCTIONALITY_NOT_ENABLED)\b/,
    code: 'PERMISSION_MISSING',
    source: REST_GUIDE,
  },
  {
    seen: 'UNKNOWN_EXCEPTION: An unexpected error occurred. Please include this ErrorId if you contact support: 1234567-12345 (-123456789)',
    pattern: FAULT,
    code: 'HUB_FAULT',
    source: 'forcedotcom/cli#1042, #1472, #1884',
  },
  // The hub
  {
    seen: "INVALID_TYPE: sObject type 'Package2VersionCreateRequest' is not supported.",
    pattern: /sObject type 'Package2\w*' is not supported/,
    code: 'SECOND_GENERATION_PACKAGING_OFF',
    source: 'forcedotcom/cli#3137',
  },
  {
    seen: "Can't create package. The Dev Hub you specified doesn't have the Second-Generation Managed Packages setting enabled.",
    pattern: /Second-Generation Managed Packages setting/,
    code: 'SECOND_GENERATION_PACKAGING_OFF',
    source: PACKAGING,
  },
  {
    seen: 'namespace attribute must be a simple Javascript name',
    pattern: /namespace attribute must be|Invalid value specified for the namespace attribute/,
    code: 'NAMESPACE_NOT_LINKED',
    source: 'wadewegner/deploy-to-sfdx#45',
  },
  {
    seen: "We don't recognize this namespace: acme. Did you register it in your Dev Hub org?",
    pattern: /We don.t recognize this namespace/,
    code: 'NAMESPACE_NOT_LINKED',
    source: 'pozil/streaming-monitor#2',
  },
  {
    seen: 'package.xml: Invalid version specified:59.0',
    pattern: /Invalid version specified/,
    code: 'API_VERSION_UNSUPPORTED',
    source: 'forcedotcom/cli#2494',
  },
  // The app
  {
    seen: "External client apps that are created in ephemeral orgs can't be packaged.",
    pattern: /created in ephemeral orgs/i,
    code: 'APP_FROM_SHORT_LIVED_ORG',
    source: 'a failed build of a package version',
  },
  {
    seen: "The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
    pattern: /doesn.t have a valid OAuth settings configuration/,
    code: 'APP_INCOMPLETE',
    source: 'a deployment of an External Client App',
  },
  {
    seen: 'The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName',
    pattern: /Org Scoped External Client App must be in the format/,
    code: 'METADATA_INVALID',
    source: 'forcedotcom/mcp-hosted#8',
  },
  // Versions
  {
    seen: 'You already promoted a package version with this major.minor.patch version number. For a given major.minor.patch number, you can promote only one version.',
    pattern: /already promoted a package version|DUPLICATE_VALUE.*previously released/s,
    code: 'VERSION_ALREADY_RELEASED',
    source: PACKAGING,
  },
  {
    seen: 'The code coverage required to promote this version has not been met. Please add additional test coverage and ensure the code coverage check passes during version creation.',
    pattern: /code coverage required to promote/,
    code: 'NOT_PROMOTABLE',
    source: 'a promotion that was refused',
  },
  {
    seen: "The ancestor version [1.0.0.1] you specified isn't the highest released package version.",
    pattern: /isn.t the highest released package version|No matching ancestor found/,
    code: 'ANCESTOR_NOT_FOUND',
    source: PACKAGING,
  },
  {
    seen: 'PACKAGE_UNAVAILABLE: This package is not yet available.',
    pattern: /PACKAGE_UNAVAILABLE|(is|invalid or) not yet available|package doesn.t yet exist/i,
    code: 'VERSION_NOT_YET_AVAILABLE',
    source: 'the texts that CumulusCI repeats an installation for',
  },
];

/** What a text of Salesforce means; nothing where nobody wrote it down yet. */
export function codeOfSalesforceText(text: string): ErrorCode | undefined {
  return SALESFORCE_TEXTS.find(({ pattern }) => pattern.test(text))?.code;
}

/** "1234567-12345 (-123456789)": by it Salesforce Support finds what went wrong inside of Salesforce. */
export function supportReference(text: string): string | undefined {
  return FAULT.exec(text)?.[0];
}
