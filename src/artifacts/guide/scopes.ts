import { code, type RichText, say } from './rich-text.ts';

interface Scope {
  /** As OAuth names it, and Setup behind the label. */
  readonly name: string;
  readonly lets: string;
  /** Wide enough that an admin should know why. */
  readonly isBroad?: true;
}

const REFRESH: Scope = {
  name: 'refresh_token, offline_access',
  lets: 'stay connected while the user is away',
};

/** Metadata names (ExtlClntAppOauthSettings.commaSeparatedOauthScopes) of the scopes that apps ask for most. */
const SCOPES: Readonly<Record<string, Scope>> = {
  Api: { name: 'api', lets: 'read and change data through the APIs, with the rights of the user' },
  RefreshToken: REFRESH,
  OfflineAccess: REFRESH,
  OpenID: { name: 'openid', lets: 'know which user logged in' },
  Basic: {
    name: 'id, profile, email, address, phone',
    lets: 'read name, e-mail, address and phone of the user',
  },
  Profile: { name: 'profile', lets: 'read the name and the profile of the user' },
  Email: { name: 'email', lets: 'read the e-mail address of the user' },
  Address: { name: 'address', lets: 'read the postal address of the user' },
  Phone: { name: 'phone', lets: 'read the phone number of the user' },
  Full: { name: 'full', lets: 'do everything that the user may do', isBroad: true },
  Web: { name: 'web', lets: 'use Salesforce in a browser as the user', isBroad: true },
  CustomApplications: {
    name: 'visualforce',
    lets: 'open Visualforce pages as the user',
    isBroad: true,
  },
  Lightning: { name: 'lightning', lets: 'open Lightning pages as the user', isBroad: true },
  Content: { name: 'content', lets: 'read and change files as the user', isBroad: true },
  Chatter: { name: 'chatter_api', lets: 'use Connect REST API, which holds Chatter' },
  CustomPermissions: {
    name: 'custom_permissions',
    lets: 'see which custom permissions the user has',
  },
  Wave: { name: 'wave_api', lets: 'use CRM Analytics' },
  Eclair: { name: 'eclair_api', lets: 'read charts of CRM Analytics' },
  Pardot: { name: 'pardot_api', lets: 'use Account Engagement (Pardot)', isBroad: true },
  CDPIngest: { name: 'cdp_ingest_api', lets: 'bring data into Data Cloud', isBroad: true },
  CDPProfile: { name: 'cdp_profile_api', lets: 'read profiles in Data Cloud', isBroad: true },
  CDPQuery: { name: 'cdp_query_api', lets: 'query the data in Data Cloud', isBroad: true },
  MCP: { name: 'mcp_api', lets: 'use the MCP servers that Salesforce hosts' },
  SFApiPlatform: { name: 'sfap_api', lets: 'use the Salesforce API Platform' },
};

/** What a scope lets the app do, as its admin reads it. */
export function scopeText(metadataName: string): RichText {
  const scope = SCOPES[metadataName];
  if (scope === undefined) return say`${code(metadataName)}`;
  const words = say`${scope.lets} (${code(scope.name)})`;
  return scope.isBroad === true ? say`${words}. This is wide: know why the app needs it` : words;
}

/** Whether the app can go on without a user at the keyboard. */
export function asksForRefreshTokens(scopes: readonly string[]): boolean {
  return scopes.some((scope) => scope === 'RefreshToken' || scope === 'OfflineAccess');
}
