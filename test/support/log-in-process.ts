// A process of its own, because the library remembers HOME from its first use.
import { AuthInfo } from '@salesforce/core';

const { LOGIN_ALIAS = '', LOGIN_TOKEN = '', LOGIN_URL = '' } = process.env;
const authInfo = await AuthInfo.create({
  accessTokenOptions: { accessToken: LOGIN_TOKEN, instanceUrl: LOGIN_URL, loginUrl: LOGIN_URL },
});
await authInfo.save();
await authInfo.setAlias(LOGIN_ALIAS);
