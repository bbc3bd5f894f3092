/** What the clients of the command line ask for. */
export const CLI_SCOPES: readonly string[] = ['refresh_token', 'api', 'web'];

/** Scopes under which the metadata has another name than snake case gives. */
const SPECIAL: Readonly<Record<string, string>> = { Basic: 'id', OpenID: 'openid' };

/** RefreshToken in the metadata is refresh_token on the wire. */
export function oauthScopes(metadataScopes: readonly string[]): readonly string[] {
  return metadataScopes.map(
    (name) =>
      SPECIAL[name] ?? name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
  );
}

/** Both names of the one right to renew a session. */
export function allowsRefresh(scopes: readonly string[]): boolean {
  return scopes.includes('refresh_token') || scopes.includes('offline_access');
}
