/** How an app logs people, or itself, in: what decides about flows, scopes and policies. */
export const PROFILE_NAMES = [
  'web-server',
  'jwt-bearer',
  'client-credentials',
  'device',
  'mobile-public',
] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/** Switches of the global OAuth settings that open a way in. */
export type FlowFlag =
  | 'isClientCredentialsFlowEnabled'
  | 'isCodeCredFlowEnabled'
  | 'isDeviceFlowEnabled'
  | 'isTokenExchangeEnabled';

export interface Profile {
  readonly name: ProfileName;
  /** For whom it is, as a sentence. */
  readonly title: string;
  /** Whether a browser comes back with a code: then there are callback URLs, and PKCE applies. */
  readonly usesAuthorizationCode: boolean;
  /** Whether the app runs where its secret could be read out. */
  readonly isPublicClient: boolean;
  /** Whether it goes on with refresh tokens. JWT bearer and client credentials log in anew instead. */
  readonly usesRefreshTokens: boolean;
  /** Needs the certificate that signs its assertions. */
  readonly needsCertificate: boolean;
  /** Acts as one user of the customer's, whom the admin names. */
  readonly needsRunAsUser: boolean;
  /** The flows that have to be switched on; all others are better off. */
  readonly flows: readonly FlowFlag[];
  /** Of each group, one scope is needed. Metadata names. */
  readonly scopes: readonly (readonly string[])[];
}

/** The scopes with which an app can do anything at all in an org. */
const DATA_SCOPES = ['Api', 'Chatter', 'Wave', 'MCP', 'SFApiPlatform', 'Web', 'Full'];
const REFRESH_SCOPES = ['RefreshToken', 'OfflineAccess'];

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  'web-server': {
    name: 'web-server',
    title: 'A server that users connect to their org in a browser, and that goes on without them.',
    usesAuthorizationCode: true,
    isPublicClient: false,
    usesRefreshTokens: true,
    needsCertificate: false,
    needsRunAsUser: false,
    flows: [],
    scopes: [DATA_SCOPES, REFRESH_SCOPES],
  },
  'jwt-bearer': {
    name: 'jwt-bearer',
    title: 'A server that signs an assertion for a user whom an admin has approved.',
    usesAuthorizationCode: false,
    isPublicClient: false,
    usesRefreshTokens: false,
    needsCertificate: true,
    needsRunAsUser: false,
    flows: [],
    scopes: [DATA_SCOPES],
  },
  'client-credentials': {
    name: 'client-credentials',
    title: "A server that logs in by itself, as one integration user of the customer's.",
    usesAuthorizationCode: false,
    isPublicClient: false,
    usesRefreshTokens: false,
    needsCertificate: false,
    needsRunAsUser: true,
    flows: ['isClientCredentialsFlowEnabled'],
    scopes: [DATA_SCOPES],
  },
  device: {
    name: 'device',
    title: 'A device or command line without a browser: the user types a code elsewhere.',
    usesAuthorizationCode: false,
    isPublicClient: true,
    usesRefreshTokens: true,
    needsCertificate: false,
    needsRunAsUser: false,
    flows: ['isDeviceFlowEnabled'],
    scopes: [DATA_SCOPES, REFRESH_SCOPES],
  },
  'mobile-public': {
    name: 'mobile-public',
    title: 'An app on a phone or a desktop, which cannot keep a secret.',
    usesAuthorizationCode: true,
    isPublicClient: true,
    usesRefreshTokens: true,
    needsCertificate: false,
    needsRunAsUser: false,
    flows: [],
    scopes: [DATA_SCOPES, REFRESH_SCOPES],
  },
};
