/** How a run gets into the Dev Hub. Secrets in here go to the login URL and nowhere else. */
export type HubLogin =
  /** A login of the sf CLI's own store, by alias or username; used in place, so that rotated tokens are kept. */
  | { readonly kind: 'stored'; readonly aliasOrUsername: string }
  | { readonly kind: 'access-token'; readonly accessToken: string; readonly instanceUrl: string }
  | {
      readonly kind: 'jwt';
      readonly clientId: string;
      readonly username: string;
      /** PEM, PKCS#8 or PKCS#1. */
      readonly privateKey: string;
      readonly loginUrl: string;
    }
  | {
      readonly kind: 'refresh-token';
      readonly clientId: string;
      readonly clientSecret: string | undefined;
      readonly refreshToken: string;
      readonly loginUrl: string;
    };
