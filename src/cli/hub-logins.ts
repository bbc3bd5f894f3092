import type { HttpsAddress } from '../embedded-hub/http/open-sockets.ts';
import type { HubLogin, RunningHub } from '../embedded-hub/start-hub.ts';

/** Orgs that are told one by one; many customers made by one line of the seed are like the last of them. */
const MOST_ORGS = 10;

/**
 * How to log in to a running hub, and to each of its orgs. The tokens are made up and open nothing but this server, so they
 * may be shown.
 */
export function hubLogins({ url, https, logins }: RunningHub): string {
  const blocks = [
    [`The embedded Dev Hub listens on ${url}`, ...httpsLines(https)].join('\n'),
    'Log in with the sf CLI, from another terminal:',
    ...logins.slice(0, MOST_ORGS).map((login) => accessTokenText(url, login)),
    ...moreOrgs(logins),
    `In the browser, which asks for the org:
  sf org login web --instance-url ${url}`,
    ...logins.filter(({ takesJwt }) => takesJwt).map((login) => jwtText(url, login)),
    https === undefined
      ? 'With an auth URL (sfdx-url): start the hub with --tls, that login insists on https.'
      : authUrlText(https, logins),
    `Or with the libraries, as @salesforce/core takes it:
  AuthInfo.create({
    username: '${logins[0]?.username}',
    accessTokenOptions: { accessToken, instanceUrl: '${url}', loginUrl: '${url}' },
  })`,
    `Then release to the Dev Hub like to any other one:
  npm run release -- --target-dev-hub rehearsal-hub`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function httpsLines(https: HttpsAddress | undefined): readonly string[] {
  return https === undefined
    ? []
    : [`and on ${https.url}, whose certificate is ${https.certificateFile ?? 'not kept'}`];
}

function moreOrgs(logins: readonly HubLogin[]): readonly string[] {
  return logins.length > MOST_ORGS
    ? [`And ${logins.length - MOST_ORGS} orgs more, up to ${logins.at(-1)?.username}.`]
    : [];
}

function accessTokenText(url: string, login: HubLogin): string {
  return `${login.orgName}, ${kindOf(login)}: ${login.username}
  SF_ACCESS_TOKEN='${login.accessToken}' sf org login access-token --instance-url ${url} --alias ${aliasOf(login)} --no-prompt`;
}

function kindOf({ kind, namespace }: HubLogin): string {
  if (kind === 'dev-hub') return 'the Dev Hub';
  if (namespace !== null) return `the org of the namespace ${namespace}`;
  return kind === 'sandbox' ? 'a sandbox' : 'a production org';
}

function jwtText(url: string, { username, clientId }: HubLogin): string {
  return `With a JWT, signed by the key whose certificate stands in the seed:
  sf org login jwt --instance-url ${url} --client-id ${clientId} --username ${username} --jwt-key-file server.key`;
}

function authUrlText({ url, certificateFile }: HttpsAddress, logins: readonly HubLogin[]): string {
  const lines = logins.slice(0, MOST_ORGS).map(({ clientId, clientSecret = '', refreshToken }) => {
    const authUrl = `force://${clientId}:${clientSecret}:${refreshToken}@${new URL(url).host}`;
    return `  echo '${authUrl}' | sf org login sfdx-url --sfdx-url-stdin`;
  });
  return [
    'With an auth URL (sfdx-url), where sf trusts the certificate:',
    `  export NODE_EXTRA_CA_CERTS='${certificateFile ?? ''}'`,
    ...lines,
  ].join('\n');
}

/** The Dev Hub's is the one that the documentation uses. */
function aliasOf({ kind, orgName }: HubLogin): string {
  if (kind === 'dev-hub') return 'rehearsal-hub';
  return orgName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
