import { readFile } from 'node:fs/promises';
import { ReleaseError } from '../domain/errors.ts';
import type { HubLogin } from '../domain/hub-login.ts';
import { isLoopbackUrl } from '../domain/loopback.ts';
import { fitsHeader, variable, type Environment } from './environment.ts';

const WAYS = [
  {
    name: 'DEVHUB_JWT_…',
    variables: [
      'DEVHUB_JWT_CLIENT_ID',
      'DEVHUB_JWT_USERNAME',
      'DEVHUB_JWT_KEY',
      'DEVHUB_JWT_KEY_FILE',
    ],
    read: jwtLogin,
  },
  { name: 'DEVHUB_AUTH_URL', variables: ['DEVHUB_AUTH_URL'], read: authUrlLogin },
  { name: 'SF_ACCESS_TOKEN', variables: ['SF_ACCESS_TOKEN'], read: accessTokenLogin },
] as const;

/**
 * The login that the environment holds; nothing where it holds none. Throws AMBIGUOUS_CREDENTIALS for two kinds at once,
 * CREDENTIALS_INCOMPLETE for half of one. Secrets are only taken from the environment: arguments are visible to everybody.
 */
export async function environmentLogin(environment: Environment): Promise<HubLogin | undefined> {
  const present = WAYS.filter((way) =>
    way.variables.some((name) => variable(environment, name) !== undefined),
  );
  if (present.length > 1)
    throw new ReleaseError('AMBIGUOUS_CREDENTIALS', 'The environment holds more than one login', {
      found: present.map(({ name }) => name).join(' and '),
      wanted: 'one, so that it is certain which org a release goes to',
      actions: ['Remove all but one.', 'Or name a login of the sf CLI: --target-dev-hub ALIAS'],
    });
  return present[0]?.read(environment);
}

async function jwtLogin(environment: Environment): Promise<HubLogin> {
  const clientId = variable(environment, 'DEVHUB_JWT_CLIENT_ID');
  const username = variable(environment, 'DEVHUB_JWT_USERNAME');
  const privateKey = await privateKeyFrom(environment);
  if (clientId === undefined || username === undefined || privateKey === undefined)
    throw incomplete(
      [
        clientId === undefined ? 'DEVHUB_JWT_CLIENT_ID' : '',
        username === undefined ? 'DEVHUB_JWT_USERNAME' : '',
        privateKey === undefined ? 'DEVHUB_JWT_KEY or DEVHUB_JWT_KEY_FILE' : '',
      ].filter((name) => name !== ''),
    );
  const loginUrl = variable(environment, 'DEVHUB_LOGIN_URL') ?? 'https://login.salesforce.com';
  return { kind: 'jwt', clientId, username, privateKey, loginUrl };
}

async function privateKeyFrom(environment: Environment): Promise<string | undefined> {
  const key = variable(environment, 'DEVHUB_JWT_KEY');
  const file = variable(environment, 'DEVHUB_JWT_KEY_FILE');
  if (key !== undefined && file !== undefined)
    throw new ReleaseError('AMBIGUOUS_CREDENTIALS', 'The JWT key is given twice', {
      found: 'DEVHUB_JWT_KEY and DEVHUB_JWT_KEY_FILE',
      wanted: 'one of them',
      actions: ['Remove one of the two variables.'],
    });
  if (file === undefined) return key;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ReleaseError('CREDENTIALS_INCOMPLETE', 'The JWT key file cannot be read', {
      found: error instanceof Error ? error.message : String(error),
      actions: ['Correct DEVHUB_JWT_KEY_FILE.'],
      cause: error,
    });
  }
}

const AUTH_URL =
  /^force:\/\/(?<clientId>[^:@/]+):(?<clientSecret>[^:@/]*):(?<refreshToken>[^:@/]+)@(?<host>[^/@]+)\/?$/;

/** The form of `sf org display --verbose`: force://clientId:secret:refreshToken@host */
async function authUrlLogin(environment: Environment): Promise<HubLogin> {
  const groups = AUTH_URL.exec(variable(environment, 'DEVHUB_AUTH_URL') ?? '')?.groups;
  const { clientId, clientSecret, refreshToken, host } = groups ?? {};
  if (clientId === undefined || refreshToken === undefined || host === undefined)
    throw new ReleaseError('CREDENTIALS_INCOMPLETE', 'DEVHUB_AUTH_URL is no sfdx auth URL', {
      wanted: 'force://<clientId>:<clientSecret>:<refreshToken>@<instance>',
      actions: ['Make one: sf org auth show-sfdx-auth-url --target-org ALIAS'],
    });
  return {
    kind: 'refresh-token',
    clientId,
    clientSecret: clientSecret === '' ? undefined : clientSecret,
    refreshToken,
    // The form has no scheme; only a loopback org speaks plain http.
    loginUrl: isLoopbackUrl(`http://${host}`) ? `http://${host}` : `https://${host}`,
  };
}

async function accessTokenLogin(environment: Environment): Promise<HubLogin> {
  const accessToken = variable(environment, 'SF_ACCESS_TOKEN');
  const instanceUrl = variable(environment, 'SF_ORG_INSTANCE_URL');
  if (accessToken === undefined || instanceUrl === undefined)
    throw incomplete(['SF_ORG_INSTANCE_URL']);
  if (!fitsHeader(accessToken))
    throw new ReleaseError('CREDENTIALS_INCOMPLETE', 'SF_ACCESS_TOKEN is no access token', {
      found: 'a line break, a space, or another character that no token has',
      wanted: 'one line: 00D…!…',
      actions: ['Copy it again, whole and alone: sf org auth show-access-token --target-org ALIAS'],
    });
  return { kind: 'access-token', accessToken, instanceUrl };
}

function incomplete(missing: readonly string[]): ReleaseError {
  return new ReleaseError(
    'CREDENTIALS_INCOMPLETE',
    'The login in the environment is not complete',
    {
      found: `nothing in ${missing.join(', ')}`,
      actions: [
        `Set ${missing.join(' and ')}; on GitHub, secrets have to be handed to the step by env:.`,
        'Or remove the other variables of this login.',
      ],
    },
  );
}
