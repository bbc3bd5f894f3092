import { describe, expect, it } from 'vitest';
import type { Example } from '../../../../src/domain/lint/rule.ts';
import type { RuleId } from '../../../../src/domain/lint/rule-ids.ts';
import { findingsOf } from '../../../support/lint-examples.ts';

const app = (elements: string, rest: Example = {}): Example => ({
  ...rest,
  elements: { ...rest.elements, ExternalClientApplication: elements },
});
const oauth = (elements: string, rest: Example = {}): Example => ({
  ...rest,
  elements: { ...rest.elements, ExtlClntAppOauthSettings: elements },
});
const scopes = (text: string, rest: Example = {}): Example =>
  oauth(`<commaSeparatedOauthScopes>${text}</commaSeparatedOauthScopes>`, rest);
const range = (start: string, end: string): string =>
  `<trustedIpRanges><endIpAddress>${end}</endIpAddress><startIpAddress>${start}</startIpAddress></trustedIpRanges>`;
const global = (elements: string, rest: Example = {}): Example => ({
  ...rest,
  elements: { ...rest.elements, ExtlClntAppGlobalOauthSettings: elements },
});
const flag = (name: string, value: boolean, rest: Example = {}): Example =>
  global(`<${name}>${value}</${name}>`, rest);
const callback = (urls: string, rest: Example = {}): Example =>
  global(`<callbackUrl>${urls}</callbackUrl>`, rest);
const policy = (elements: string, rest: Example = {}): Example => ({
  ...rest,
  elements: { ...rest.elements, ExtlClntAppOauthConfigurablePolicies: elements },
});
const refresh = (type: string, period: number, unit: string): Example =>
  policy(
    `<refreshTokenPolicyType>${type}</refreshTokenPolicyType><refreshTokenValidityPeriod>${period}</refreshTokenValidityPeriod><refreshTokenValidityUnit>${unit}</refreshTokenValidityUnit>`,
  );
const beside = (type: string, fullName: string, elements: string): Example => ({
  beside: [{ type, fullName, elements }],
});
const WEB = { profile: 'web-server' } as const;
const JWT = { profile: 'jwt-bearer' } as const;
const CREDENTIALS = { profile: 'client-credentials' } as const;
const DEVICE = { profile: 'device' } as const;
const MOBILE = { profile: 'mobile-public' } as const;
const OWNER = '<externalClientApplication>Acme_Connector</externalClientApplication>';
const NO_REFRESH = scopes('Api');

/** What each rule says of a case: nothing, or the beginning of its findings. */
const CASES: readonly (readonly [RuleId, string, Example, readonly string[]])[] = [
  ['metadata-readable', 'several ranges', oauth(range('203.0.113.1', '203.0.113.2').repeat(2)), []],
  [
    'metadata-readable',
    'an element twice in settings',
    oauth('<oauthLink>1</oauthLink><oauthLink>2</oauthLink>'),
    ['<oauthLink> stands there more than once'],
  ],
  ['app-file', 'an app of another name', { appName: 'Acme_Other' }, []],
  [
    'known-owner',
    'space around the name',
    oauth(OWNER.replaceAll('Acme_Connector', '\nAcme_Connector ')),
    [],
  ],
  [
    'known-owner',
    'settings of nobody',
    { without: { ExtlClntAppOauthSettings: ['externalClientApplication'] } },
    ['Partner_Login belongs to no configured app'],
  ],
  [
    'known-owner',
    'an app whose name begins like it',
    beside('ExternalClientApplication', 'Acme_Connector_EU', '<label>EU</label>'),
    ['Acme_Connector_EU is not one of the configured apps'],
  ],
  [
    'known-owner',
    'a policy, which is no part of a package anyway',
    beside('ExtlClntAppConfigurablePolicies', 'Other_plcy', '<isEnabled>true</isEnabled>'),
    [],
  ],
  [
    'packageable-files',
    'global settings',
    beside('ExtlClntAppGlobalOauthSettings', 'Acme_glbl', OWNER),
    ['ExtlClntAppGlobalOauthSettings cannot be packaged: it holds the consumer key and secret'],
  ],
  [
    'packageable-files',
    'security settings',
    beside('ExtlClntAppOauthSecuritySettings', 'Acme_sec', OWNER),
    ['ExtlClntAppOauthSecuritySettings cannot be packaged: packages do not take this type'],
  ],
  [
    'packageable-files',
    'notifications',
    beside('ExtlClntAppNotificationSettings', 'Acme_notif', OWNER),
    [],
  ],
  [
    'no-saml',
    'mobile policies',
    beside('ExtlClntAppMobileConfigurablePolicies', 'Acme_m', OWNER),
    [],
  ],
  [
    'one-oauth-settings',
    'two of one app',
    beside('ExtlClntAppOauthSettings', 'Acme_oauth', OWNER),
    ['Acme_Connector has 2 OAuth settings'],
  ],
  [
    'one-oauth-settings',
    'one of another app beside',
    beside('ExtlClntAppOauthSettings', 'Acme_oauth', OWNER.replaceAll('Connector', 'Other')),
    [],
  ],
  ['api-version-knows-type', 'the first version of the apps', { apiVersion: '59.0' }, []],
  [
    'api-version-knows-type',
    'a version before the apps',
    { apiVersion: '58.0' },
    [
      'API 58.0 does not know ExternalClientApplication',
      'API 58.0 does not know ExtlClntAppOauthSettings',
    ],
  ],
  [
    'known-elements',
    'a switch of the global settings',
    oauth('<isPkceRequired>true</isPkceRequired>'),
    ['ExtlClntAppOauthSettings has no element <isPkceRequired>'],
  ],
  [
    'known-elements',
    'an element of a type that is not known in full',
    beside('ExtlClntAppCanvasSettings', 'Acme_canvas', '<someday>1</someday>'),
    [],
  ],
  [
    'distribution-state',
    'Local',
    app('<distributionState>Local</distributionState>'),
    ['Acme_Connector is not meant for distribution'],
  ],
  [
    'distribution-state',
    'no state',
    { without: { ExternalClientApplication: ['distributionState'] } },
    ['Acme_Connector is not meant for distribution'],
  ],
  [
    'org-scoped-name',
    '18 characters',
    app('<orgScopedExternalApp>00DHu00000EcaHbMAJ:Acme_Connector</orgScopedExternalApp>'),
    [],
  ],
  ...['00DHu00000EcaHb', '0055e00000EcaHb:Acme_Connector', '00DHu:Acme_Connector', ''].map(
    (value) =>
      [
        'org-scoped-name',
        `the value "${value}"`,
        app(`<orgScopedExternalApp>${value}</orgScopedExternalApp>`),
        ['Acme_Connector does not say which org it comes from'],
      ] as const,
  ),
  [
    'source-org',
    'the same org with 18 characters',
    app('<orgScopedExternalApp>00DHu00000EcaHbMAJ:Acme_Connector</orgScopedExternalApp>'),
    [],
  ],
  ...['Acme_Contest', 'Latest_Acme', 'AcmeDevices', 'Demonstrator'].map(
    (appName) => ['lasting-api-name', `${appName}, which only sounds so`, { appName }, []] as const,
  ),
  ...['Acme_Demo', 'AcmeTest', 'Test2_Acme', 'acme_sandbox_tools'].map(
    (appName) =>
      ['lasting-api-name', appName, { appName }, [`The API name ${appName} is for ever`]] as const,
  ),
  [
    'contact-email',
    'a name instead',
    app('<contactEmail>The team</contactEmail>'),
    ['Acme_Connector names nobody to write to'],
  ],
  [
    'description',
    'only space',
    app('<description>  </description>'),
    ['Acme_Connector does not say'],
  ],
  [
    'https-urls',
    'a data URL',
    app('<iconUrl>data:image/png;base64,AA</iconUrl>'),
    ['<iconUrl> is not https'],
  ],
  [
    'https-urls',
    'an address without a scheme',
    oauth('<singleLogoutUrl>acme.example</singleLogoutUrl>'),
    ['<singleLogoutUrl> is not https'],
  ],
  [
    'https-urls',
    'a canvas over http',
    beside(
      'ExtlClntAppCanvasSettings',
      'Acme_canvas',
      '<canvasUrl>http://acme.example</canvasUrl>',
    ),
    ['<canvasUrl> is not https'],
  ],
  [
    'reserved-elements',
    'both',
    app('<infoUrl>x</infoUrl><managedType>y</managedType>'),
    ['<infoUrl> is reserved', '<managedType> is reserved'],
  ],
  [
    'oauth-link',
    'the org alone',
    oauth('<oauthLink>00DHu00000EcaHb</oauthLink>'),
    ['The OAuth settings of Acme_Connector lead to no consumer'],
  ],
  [
    'oauth-link',
    '18 characters',
    oauth('<oauthLink>00DHu00000EcaHbMAJ:888Hu0000004aBcAAA</oauthLink>'),
    [],
  ],
  [
    'one-source-org',
    'one id in two lengths',
    oauth('<oauthLink>00DHu00000EcaHbMAJ:888Hu0000004aBc</oauthLink>'),
    [],
  ],
  [
    'one-source-org',
    'no link at all',
    { without: { ExtlClntAppOauthSettings: ['oauthLink'] } },
    [],
  ],
  [
    'known-scopes',
    'no scopes',
    { without: { ExtlClntAppOauthSettings: ['commaSeparatedOauthScopes'] } },
    ['Acme_Connector asks for no scope'],
  ],
  ['known-scopes', 'no space after the comma', scopes('Api,RefreshToken'), []],
  ['known-scopes', 'a spelling', scopes('Api, RefreshTokens'), ['There is no scope RefreshTokens']],
  [
    'known-scopes',
    'names of OAuth',
    scopes('api, refresh_token'),
    ['There is no scope api', 'There is no scope refresh_token'],
  ],
  ['full-scope', 'a scope that begins like it', scopes('Api, FullAccess'), []],
  [
    'wide-scopes',
    'two wide ones',
    scopes('Web, Api, Lightning'),
    ['Web lets the app', 'Lightning lets the app'],
  ],
  ['wide-scopes', 'everything, which has a rule of its own', scopes('Full'), []],
  [
    'redundant-scopes',
    'a part of Basic',
    scopes('Basic, Email, OpenID'),
    ['Email adds nothing: Basic holds it'],
  ],
  [
    'redundant-scopes',
    'one twice',
    scopes('Api, Api'),
    ['Api adds nothing: it stands there twice'],
  ],
  [
    'redundant-scopes',
    'refresh tokens that nobody gets',
    scopes('Api, RefreshToken', CREDENTIALS),
    ['RefreshToken adds nothing: client credentials'],
  ],
  [
    'redundant-scopes',
    'refresh tokens with JWT, where users approve the app with it',
    scopes('Api, RefreshToken', JWT),
    [],
  ],
  ['profile-scopes', 'a server', scopes('Api, OfflineAccess', WEB), []],
  [
    'profile-scopes',
    'a server that only knows who it is',
    scopes('OpenID, RefreshToken', WEB),
    ['An app of the profile web-server needs Api'],
  ],
  ['profile-scopes', 'JWT without refresh tokens', scopes('Api', JWT), []],
  [
    'profile-scopes',
    'a phone with nothing',
    scopes('OpenID', MOBILE),
    [
      'An app of the profile mobile-public needs Api',
      'An app of the profile mobile-public needs RefreshToken',
    ],
  ],
  ['profile-scopes', 'no profile', scopes('OpenID'), []],
  ['ip-ranges', 'one address', oauth(range('198.51.100.7', '198.51.100.7')), []],
  [
    'ip-ranges',
    'IPv6 in two ways of writing',
    oauth(range('2001:db8::1', '2001:0db8:0:0:0:0:0:ff')),
    [],
  ],
  [
    'ip-ranges',
    'IPv6 backwards',
    oauth(range('2001:db8::2', '2001:db8::1')),
    ['A trusted IP range ends before it begins'],
  ],
  ['ip-ranges', 'numbers, not texts', oauth(range('203.0.113.9', '203.0.113.10')), []],
  [
    'ip-ranges',
    'a name',
    oauth(range('app.acme.example', '203.0.113.10')),
    ['A trusted IP range needs two addresses'],
  ],
  [
    'ip-ranges',
    'a byte too large',
    oauth(range('203.0.113.1', '203.0.113.256')),
    ['A trusted IP range needs two addresses'],
  ],
  [
    'ip-ranges',
    'two versions',
    oauth(range('203.0.113.1', '2001:db8::1')),
    ['A trusted IP range begins and ends in one version'],
  ],
  [
    'ip-ranges',
    'no end',
    oauth('<trustedIpRanges><startIpAddress>203.0.113.1</startIpAddress></trustedIpRanges>'),
    ['A trusted IP range needs two'],
  ],
  ['ip-ranges', '128 ranges', oauth(range('203.0.113.1', '203.0.113.2').repeat(128)), []],
  [
    'ip-ranges',
    '129 ranges',
    oauth(range('203.0.113.1', '203.0.113.2').repeat(129)),
    ['There are more trusted IP ranges'],
  ],
  ['wide-ip-range', 'a /16', oauth(range('203.0.0.0', '203.0.255.255')), []],
  [
    'wide-ip-range',
    'one more than a /16',
    oauth(range('203.0.0.0', '203.1.0.0')),
    ['203.0.0.0 to 203.1.0.0'],
  ],
  [
    'wide-ip-range',
    'all of IPv6',
    oauth(range('::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')),
    [':: to ffff'],
  ],
  ['wide-ip-range', 'no addresses', oauth(range('x', 'y')), []],
  [
    'custom-attributes',
    '129 of them',
    oauth(
      Array.from(
        { length: 129 },
        (_none, index) => `<customAttributes><key>k${index}</key></customAttributes>`,
      ).join(''),
    ),
    ['There are more than 128 custom attributes'],
  ],
  [
    'push-config-link',
    'an id alone',
    beside(
      'ExtlClntAppPushSettings',
      'Acme_push',
      '<pushConfigLink>0pHHu0000000001</pushConfigLink>',
    ),
    ['Acme_push does not link to its credentials'],
  ],
  [
    'no-secret',
    'a consumer key in settings',
    oauth('<consumerKey>abc</consumerKey>'),
    ['force-app/ExtlClntAppOauthSettings/Partner_Login-meta.xml holds a consumer key'],
  ],
  ['no-secret', 'an empty element', oauth('<consumerKey></consumerKey>'), []],

  ['pkce', 'the default', { without: { ExtlClntAppGlobalOauthSettings: ['isPkceRequired'] } }, []],
  ['pkce', 'JWT, which has no code', flag('isPkceRequired', false, JWT), []],
  [
    'pkce',
    'client credentials, which have no code',
    flag('isPkceRequired', false, CREDENTIALS),
    [],
  ],
  [
    'pkce',
    'a phone',
    flag('isPkceRequired', false, MOBILE),
    ['Acme_Connector takes authorization codes without PKCE'],
  ],
  [
    'refresh-token-rotation',
    'the default',
    { without: { ExtlClntAppGlobalOauthSettings: ['isRefreshTokenRotationEnabled'] } },
    ['Acme_Connector keeps one refresh token for ever'],
  ],
  [
    'refresh-token-rotation',
    'no refresh tokens',
    { ...flag('isRefreshTokenRotationEnabled', false, NO_REFRESH) },
    [],
  ],
  [
    'refresh-token-rotation',
    'OfflineAccess, which is the same',
    flag('isRefreshTokenRotationEnabled', false, scopes('Api, OfflineAccess')),
    ['Acme_Connector keeps'],
  ],
  ['refresh-token-rotation', 'JWT', flag('isRefreshTokenRotationEnabled', false, JWT), []],
  [
    'refresh-token-idle-limit',
    'no refresh tokens',
    flag('isEnforceRefreshTokenTTL', false, NO_REFRESH),
    [],
  ],
  ['consumer-secret', 'a phone', flag('isConsumerSecretOptional', true, MOBILE), []],
  ['consumer-secret', 'a device', flag('isConsumerSecretOptional', true, DEVICE), []],
  [
    'consumer-secret',
    'a server',
    flag('isConsumerSecretOptional', true, WEB),
    ['Acme_Connector lets clients in'],
  ],
  ['secret-for-refresh', 'a phone', flag('isSecretRequiredForRefreshToken', false, MOBILE), []],
  ['secret-for-refresh', 'the default', {}, []],
  ['token-exchange-secret', 'the flow is off', flag('isSecretRequiredForTokenExchange', false), []],
  [
    'profile-flows',
    'client credentials whose flow is off',
    CREDENTIALS,
    ['Acme_Connector is a client-credentials app, and its flow is off'],
  ],
  [
    'profile-flows',
    'client credentials',
    flag('isClientCredentialsFlowEnabled', true, CREDENTIALS),
    [],
  ],
  ['profile-flows', 'a server', WEB, []],
  [
    'unused-flows',
    'client credentials',
    flag('isClientCredentialsFlowEnabled', true, CREDENTIALS),
    [],
  ],
  [
    'unused-flows',
    'no profile',
    flag('isCodeCredFlowEnabled', true),
    ['Acme_Connector opens a flow, and has no profile'],
  ],
  [
    'unused-flows',
    'two of them',
    global(
      '<isDeviceFlowEnabled>true</isDeviceFlowEnabled><isTokenExchangeEnabled>true</isTokenExchangeEnabled>',
      CREDENTIALS,
    ),
    ['Acme_Connector opens', 'Acme_Connector opens'],
  ],
  ['code-credentials-post', 'the flow is off', flag('isCodeCredPostOnly', false), []],
  ['callback-urls', 'several lines', callback('https://a.example/cb\nhttps://b.example/cb'), []],
  ['callback-urls', 'a scheme of the app', callback('acme://callback', MOBILE), []],
  [
    'callback-urls',
    'the computer of a developer',
    callback('http://localhost:1717/OauthRedirect', WEB),
    ['A callback URL of Acme_Connector leads to the computer of a developer'],
  ],
  ['callback-urls', 'a program on a desktop', callback('http://127.0.0.1:1717/cb', MOBILE), []],
  [
    'callback-urls',
    'a name that begins like localhost',
    callback('http://localhost.evil.example/cb', MOBILE),
    ['A callback URL of Acme_Connector is http'],
  ],
  [
    'callback-urls',
    'a fragment',
    callback('https://a.example/cb#here'),
    ['A callback URL of Acme_Connector has a fragment'],
  ],
  [
    'callback-urls',
    'an empty fragment',
    callback('https://a.example/cb#'),
    ['A callback URL of Acme_Connector has a fragment'],
  ],
  [
    'callback-urls',
    'a script',
    callback('javascript:alert(1)'),
    ['A callback URL of Acme_Connector has the scheme javascript:'],
  ],
  ['callback-urls', 'no URL', callback('callback'), ['A callback URL of Acme_Connector is no URL']],
  [
    'callback-urls',
    'none, for a server',
    { ...WEB, without: { ExtlClntAppGlobalOauthSettings: ['callbackUrl'] } },
    ['Acme_Connector has no callback URL'],
  ],
  [
    'callback-urls',
    'none, for JWT',
    { ...JWT, without: { ExtlClntAppGlobalOauthSettings: ['callbackUrl'] } },
    [],
  ],
  ['callback-length', 'exactly 2000', callback(`https://a.example/${'x'.repeat(1982)}`), []],
  [
    'callback-length',
    'two that are too long together',
    callback(`https://a.example/${'x'.repeat(990)}\nhttps://b.example/${'x'.repeat(990)}`),
    ['The callback URLs of Acme_Connector are too long'],
  ],
  [
    'no-rotation-on-deploy',
    'the key',
    flag('shouldRotateConsumerKey', true),
    ['The next deployment of Acme_Connector replaces'],
  ],
  [
    'id-token-lifetime',
    'ten minutes',
    global(
      '<idTokenConfig><idTokenValidityInMinutes>10</idTokenValidityInMinutes></idTokenConfig>',
    ),
    [],
  ],
  [
    'jwt-certificate',
    'something that is no certificate',
    global('<certificate>abc</certificate>'),
    ['The certificate of Acme_Connector cannot be read'],
  ],

  ['refresh-token-policy', 'a month', refresh('SpecificInactivity', 1, 'Months'), []],
  [
    'refresh-token-policy',
    'two months',
    refresh('SpecificInactivity', 2, 'Months'),
    ['Refresh tokens of Acme_Connector may rest for long'],
  ],
  [
    'refresh-token-policy',
    'at once',
    policy('<refreshTokenPolicyType>Zero</refreshTokenPolicyType>'),
    [],
  ],
  [
    'refresh-token-policy',
    'no refresh tokens',
    policy('<refreshTokenPolicyType>Infinite</refreshTokenPolicyType>', NO_REFRESH),
    [],
  ],
  ['refresh-token-lifetime', 'hours', refresh('SpecificLifetime', 24, 'Hours'), []],
  [
    'refresh-token-lifetime',
    'the default of Salesforce',
    refresh('SpecificLifetime', 365, 'Days'),
    ['Refresh tokens of Acme_Connector live for long'],
  ],
  [
    'ip-relaxation',
    'with a second factor',
    policy('<ipRelaxationPolicyType>Bypass_2factor</ipRelaxationPolicyType>'),
    ['Acme_Connector works from any address'],
  ],
  [
    'session-level',
    'a high one',
    policy('<requiredSessionLevel>HIGH_ASSURANCE</requiredSessionLevel>'),
    [],
  ],
  [
    'run-as-user',
    'nobody, for client credentials',
    CREDENTIALS,
    ['Acme_Connector has nobody to run as'],
  ],
  ['run-as-user', 'nobody, for a server', WEB, []],
];

describe('rules, case by case', () => {
  it.each(CASES)('%s: %s', (rule, _what, example, messages) => {
    expect(findingsOf(rule, example).map(({ message }) => message)).toEqual(
      messages.map((text) => expect.stringContaining(text)),
    );
  });
});
