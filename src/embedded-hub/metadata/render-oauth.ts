import type { SeededGlobalOauth, SeededOauth } from '../seed/app-schema.ts';
import { alphabetically, metadataXml } from './metadata-xml.ts';
import type { Element } from './metadata-xml.ts';
import type { RenderedComponent } from './rendered-component.ts';

/** The flags every retrieved file carries, with the values of an app made in Setup. */
export const DEFAULT_FLAGS = {
  isClientCredentialsFlowEnabled: false,
  isCodeCredFlowEnabled: false,
  isCodeCredPostOnly: false,
  isConsumerSecretOptional: false,
  isDeviceFlowEnabled: false,
  isEnforceRefreshTokenTTL: false,
  isIntrospectAllTokens: false,
  isNamedUserJwtEnabled: false,
  isPkceRequired: true,
  isRefreshTokenRotationEnabled: false,
  isSecretRequiredForRefreshToken: true,
  isSecretRequiredForTokenExchange: false,
  isTokenExchangeEnabled: false,
  shouldRotateConsumerKey: false,
  shouldRotateConsumerSecret: false,
};

export function renderOauth(
  appName: string,
  fullName: string,
  oauth: SeededOauth,
  oauthLink: string,
): RenderedComponent {
  const type = 'ExtlClntAppOauthSettings';
  const elements = (): Element[] => [
    ['commaSeparatedOauthScopes', oauth.scopes.join(', ')],
    ...oauth.customAttributes.map(({ key, formula }): Element => [
      'customAttributes',
      [
        ['formula', formula],
        ['key', key],
      ],
    ]),
    ['externalClientApplication', appName],
    ['isFirstPartyAppEnabled', oauth.isFirstPartyAppEnabled],
    ['label', oauth.label ?? fullName],
    ['oauthLink', oauthLink],
    ...(oauth.singleLogoutUrl === undefined
      ? []
      : [['singleLogoutUrl', oauth.singleLogoutUrl] satisfies Element]),
    ...oauth.trustedIpRanges.map(({ start, end, description }): Element => [
      'trustedIpRanges',
      [
        ...(description === undefined ? [] : [['description', description] satisfies Element]),
        ['endIpAddress', end],
        ['startIpAddress', start],
      ],
    ]),
  ];
  return { type, fullName, xml: () => metadataXml(type, elements()) };
}

/** Consumer key and secret: the type that must never leave the hub for a package. */
export function renderGlobalOauth(appName: string, oauth: SeededGlobalOauth): RenderedComponent {
  const type = 'ExtlClntAppGlobalOauthSettings';
  const fullName = oauth.name ?? `${appName}_glbloauth`;
  const elements = (): Element[] =>
    Object.entries({
      ...DEFAULT_FLAGS,
      ...oauth.flags,
      ...(oauth.callbackUrls.length === 0 ? {} : { callbackUrl: oauth.callbackUrls.join('\n') }),
      consumerKey: oauth.consumerKey,
      ...(oauth.consumerSecret === undefined ? {} : { consumerSecret: oauth.consumerSecret }),
      externalClientApplication: appName,
      label: oauth.label ?? fullName,
    });
  return { type, fullName, xml: () => metadataXml(type, alphabetically(elements())) };
}
