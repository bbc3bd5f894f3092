import { generateKeyPairSync } from 'node:crypto';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

/** A Dev Hub that somebody named, and the secrets and variables of a repository that releases to it. */
export interface JwtHub {
  readonly hub: SeededHub;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
}

/** Is gone after the test. */
export async function startJwtHub(): Promise<JwtHub> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const hub = await startSeededHub((seed) => ({
    ...seed,
    login: {
      ...seed.login,
      jwtCertificate: publicKey,
    },
  }));
  return {
    hub,
    secrets: {
      DEVHUB_JWT_CLIENT_ID: hub.login.clientId,
      DEVHUB_JWT_USERNAME: hub.login.username,
      DEVHUB_JWT_KEY: privateKey,
    },
    vars: { DEVHUB_LOGIN_URL: hub.url },
  };
}
