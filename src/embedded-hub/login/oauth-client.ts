import { DEFAULT_FLAGS } from '../metadata/render-oauth.ts';
import type { SeededApp } from '../seed/app-schema.ts';
import type { Org } from '../state/org.ts';
import { LoginRefused } from './login-refused.ts';
import { CLI_SCOPES, oauthScopes } from './oauth-scopes.ts';

/** Who asks for sessions in a user's name: the client of the seed's login, or an app of the org by its consumer key. */
export interface OauthClient {
  readonly id: string;
  readonly secret: string | undefined;
  readonly callbackUrls: readonly string[];
  readonly scopes: readonly string[];
  readonly needsCodeChallenge: boolean;
  readonly needsSecretForCode: boolean;
  readonly needsSecretForRefresh: boolean;
  readonly rotatesRefreshTokens: boolean;
  /** Whose session its own credentials open; undefined: they open none. */
  readonly clientCredentials: { readonly user: string | undefined } | undefined;
  /** An app in this state belongs to its own org alone. */
  readonly isLocal: boolean;
}

export function clientNamed(org: Org, id: string): OauthClient | undefined {
  if (id === org.login.clientId) return clientOfLogin(org);
  const app = org.apps().find(({ globalOauth }) => globalOauth?.consumerKey === id);
  return app === undefined ? undefined : clientOfApp(app);
}

export function unknownClient(): LoginRefused {
  return new LoginRefused('invalid_client_id', 'client identifier invalid');
}

/** Refuses a wrong secret, and a missing one where the client needs it. */
export function checkSecret(
  client: OauthClient,
  secret: string | undefined,
  isNeeded: boolean,
): void {
  if (secret === undefined ? isNeeded : secret !== client.secret)
    throw new LoginRefused('invalid_client', 'invalid client credentials');
}

function clientOfLogin({ login }: Org): OauthClient {
  const isConfidential = login.clientSecret !== undefined;
  return {
    id: login.clientId,
    secret: login.clientSecret,
    callbackUrls: login.callbackUrls,
    scopes: CLI_SCOPES,
    needsCodeChallenge: false,
    needsSecretForCode: isConfidential,
    needsSecretForRefresh: isConfidential,
    rotatesRefreshTokens: login.refreshTokenRotation,
    clientCredentials: undefined,
    isLocal: false,
  };
}

function clientOfApp({ globalOauth, oauth, oauthPolicy, distributionState }: SeededApp) {
  const flags: Readonly<Record<string, boolean>> = { ...DEFAULT_FLAGS, ...globalOauth?.flags };
  const policy = oauthPolicy?.values ?? {};
  const user = policy['clientCredentialsFlowUser'];
  const opensSessions =
    flags['isClientCredentialsFlowEnabled'] === true &&
    policy['isClientCredentialsFlowEnabled'] === true;
  return {
    id: globalOauth?.consumerKey ?? '',
    secret: globalOauth?.consumerSecret,
    callbackUrls: globalOauth?.callbackUrls ?? [],
    scopes: oauthScopes(oauth?.scopes ?? []),
    needsCodeChallenge: flags['isPkceRequired'] === true,
    needsSecretForCode: flags['isConsumerSecretOptional'] !== true,
    needsSecretForRefresh: flags['isSecretRequiredForRefreshToken'] === true,
    rotatesRefreshTokens: flags['isRefreshTokenRotationEnabled'] === true,
    clientCredentials: opensSessions
      ? { user: user === undefined ? undefined : String(user) }
      : undefined,
    isLocal: distributionState === 'Local',
  };
}
