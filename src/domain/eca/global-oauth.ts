import { X509Certificate } from 'node:crypto';
import type { Component } from './component.ts';
import { metadataDocument } from './metadata-document.ts';

/** Switches of ExtlClntAppGlobalOauthSettings, and what an absent one means (Metadata API guide; nothing: undocumented). */
const DEFAULTS = {
  isClientCredentialsFlowEnabled: false,
  isCodeCredFlowEnabled: false,
  isCodeCredPostOnly: false,
  isConsumerSecretOptional: false,
  isDeviceFlowEnabled: false,
  /** Not documented: in retrieved files, it looks like the 30-day limit of idle refresh tokens. */
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
} as const;

export type OauthFlag = keyof typeof DEFAULTS;

/** What of an app's global OAuth settings is no secret: never its key, its secret or the certificate itself. */
export interface GlobalOauth {
  readonly app: string;
  readonly flags: Readonly<Record<OauthFlag, boolean>>;
  readonly callbackUrls: readonly string[];
  /** How long an ID token is valid, in minutes. */
  readonly idTokenMinutes?: number;
  readonly certificate?: CertificateFacts;
}

interface CertificateFacts {
  /** ISO 8601; absent where the certificate cannot be read. */
  readonly expiresAt?: string;
}

/** Global OAuth settings of apps, as far as the login may read them. */
export type GlobalOauthReading =
  | { readonly kind: 'read'; readonly apps: readonly GlobalOauth[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reduces a component that holds consumer key and secret to what is no secret. Throws METADATA_INVALID. */
export function globalOauthOf(component: Component): GlobalOauth {
  const document = metadataDocument(component);
  const certificate = document.text('certificate');
  const idTokenMinutes = Number(
    document.parts('idTokenConfig')[0]?.get('idTokenValidityInMinutes') ?? Number.NaN,
  );
  const flags = Object.entries(DEFAULTS).map(([flag, absent]) => {
    const text = document.text(flag);
    return [flag, text === undefined ? absent : text === 'true'];
  });
  return {
    app: document.text('externalClientApplication') ?? '',
    flags: Object.fromEntries(flags) as Record<OauthFlag, boolean>,
    // One element holds them all, one a line.
    callbackUrls: (document.text('callbackUrl') ?? '').split(/\s+/).filter((url) => url !== ''),
    ...(Number.isInteger(idTokenMinutes) && { idTokenMinutes }),
    ...(certificate !== undefined && { certificate: certificateFacts(certificate) }),
  };
}

function certificateFacts(text: string): CertificateFacts {
  // An XML editor may have indented the lines.
  const pem = text.replaceAll(/^[ \t]+/gm, '');
  try {
    return { expiresAt: new X509Certificate(pem).validToDate.toISOString() };
  } catch {
    return {};
  }
}
