// A process of its own, because the library remembers HOME from its first use.
import { AuthInfo } from '@salesforce/core';

const {
  LOGIN_ALIAS = '',
  LOGIN_TOKEN = '',
  LOGIN_URL = '',
  LOGIN_CLIENT_ID = '',
  LOGIN_CLIENT_SECRET = '',
  LOGIN_REFRESH_TOKEN = '',
} = process.env;
const authInfo = await AuthInfo.create(
  LOGIN_REFRESH_TOKEN === ''
    ? {
        accessTokenOptions: {
          accessToken: LOGIN_TOKEN,
          instanceUrl: LOGIN_URL,
          loginUrl: LOGIN_URL,
        },
      }
    : {
        oauth2Options: {
          clientId: LOGIN_CLIENT_ID,
          ...(LOGIN_CLIENT_SECRET !== '' && { clientSecret: LOGIN_CLIENT_SECRET }),
          refreshToken: LOGIN_REFRESH_TOKEN,
          loginUrl: LOGIN_URL,
        },
      },
);
// The seeded session, which every start of a hub knows, also where the refresh token has just begun another one.
await authInfo.save({ accessToken: LOGIN_TOKEN });
await authInfo.setAlias(LOGIN_ALIAS);
