import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at, has, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfResult, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const WITH_CERTIFICATE = { login: { jwtCertificate: publicKey } };

export const loggingIn: Theme = {
  title: 'Logging in',
  rows: [
    sfJson({
      name: 'org login access-token',
      shows: 'the login is that of the Dev Hub',
      isLoggedIn: false,
      args: (_, { hub }) =>
        words`org login access-token --instance-url ${hub.url} --alias dev-hub --set-default-dev-hub --no-prompt`,
      environment: (_, bench) => ({ SF_ACCESS_TOKEN: bench.org('hub').accessToken }),
      check: async ({ json }, _, bench) => {
        const { orgId, username } = bench.org('hub');
        has(json, { orgId, username, isDevHub: true, name: 'Acme Dev Hub' });
        has(await sfResult(bench, words`alias list`), [{ alias: 'dev-hub', value: username }]);
      },
    }),
    sfText({
      name: 'org login access-token, to a customer',
      shows: 'the org is no Dev Hub, and a sandbox',
      isLoggedIn: false,
      args: (_, { hub }) => words`org login access-token -r ${hub.url} --no-prompt`,
      environment: (_, bench) => ({ SF_ACCESS_TOKEN: bench.org('sandbox').accessToken }),
      check: async ({ text }, _, bench) => {
        says(text, 'Successfully authorized admin@initech.example');
        has(await sfResult(bench, words`org list`), {
          nonScratchOrgs: [{ username: 'admin@initech.example', isDevHub: false, isSandbox: true }],
        });
      },
    }),
    sfText({
      name: 'org login access-token, with a wrong token',
      shows: 'it is refused, and nothing is kept',
      isLoggedIn: false,
      args: (_, { hub }) => words`org login access-token -r ${hub.url} --no-prompt`,
      environment: () => ({ SF_ACCESS_TOKEN: '00DHu00000EcaHb!wrong' }),
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, 'Bad_OAuth_Token');
        assert.deepEqual(await sfResult(bench, words`org list auth`), []);
      },
    }),
    sfJson({
      name: 'org login jwt',
      shows: 'the session that comes of it can be renewed when it has expired',
      isLoggedIn: false,
      seed: WITH_CERTIFICATE,
      prepare: async (bench) => keyFile(bench, privateKey),
      args: (file, { hub }) =>
        words`org login jwt --instance-url ${hub.url} --username ${hub.login.username}
          --client-id ${hub.login.clientId} --jwt-key-file ${file} --set-default`,
      check: async ({ json }, _, bench) => {
        has(json, { orgId: bench.hub.login.orgId, isDevHub: true });
        await queryAfterExpiry(bench, bench.hub.login.username);
      },
    }),
    sfJson({
      name: 'org login jwt, with another key',
      shows: 'it is refused with the reason',
      isLoggedIn: false,
      seed: { login: { jwtCertificate: otherCertificate() } },
      prepare: async (bench) => keyFile(bench, privateKey),
      args: (file, { hub }) =>
        words`org login jwt --instance-url ${hub.url} --username ${hub.login.username}
          --client-id ${hub.login.clientId} --jwt-key-file ${file}`,
      exitCode: 1,
      check: ({ json }) => {
        says(String(at(json, 'message')), 'invalid assertion');
      },
    }),
    sfJson({
      name: 'org login web',
      shows:
        'the browser brings a code; the session is renewed twice, each time with a new refresh token',
      isLoggedIn: false,
      prepare: fakeBrowser,
      environment: (file) => ({ BROWSER: file }),
      args: (_, { hub }) => words`org login web --instance-url ${hub.url} --alias web`,
      check: async ({ json }, _, bench) => {
        const { username, orgId } = bench.hub.login;
        has(json, { username, orgId, isDevHub: true });
        await queryAfterExpiry(bench, 'web');
        await queryAfterExpiry(bench, 'web');
      },
    }),
    sfText({
      name: 'org login sfdx-url',
      shows: 'over https, with the certificate of the hub; the session can be renewed',
      isLoggedIn: false,
      isTls: true,
      prepare: async ({ folder, hub }) => {
        const { clientId, clientSecret = '', refreshToken } = hub.login;
        const { host } = new URL(hub.https?.url ?? '');
        const file = join(folder, 'auth-url');
        await writeFile(file, `force://${clientId}:${clientSecret}:${refreshToken}@${host}`);
        return file;
      },
      // Standard input is no way here: sf gives it ten milliseconds.
      args: (file) => words`org login sfdx-url --alias url --sfdx-url-file ${file}`,
      environment: (_, bench) => trustIn(bench),
      check: async ({ text }, _, bench) => {
        says(text, `Successfully authorized ${bench.hub.login.username}`);
        has(await sfResult(bench, words`org display -o url`, trustIn(bench)), {
          instanceUrl: bench.hub.https?.url,
          connectedStatus: 'Connected',
        });
        await queryAfterExpiry(bench, 'url', trustIn(bench));
      },
    }),
    sfJson({
      name: 'a token in the place of a username',
      shows: 'an org without any login, by SF_ORG_INSTANCE_URL',
      isLoggedIn: false,
      args: (_, bench) => words`package list --target-dev-hub ${bench.org('hub').accessToken}`,
      environment: (_, { hub }) => ({ SF_ORG_INSTANCE_URL: hub.url }),
      check: ({ json }) => {
        has(json, [{ Name: 'Acme Connector' }]);
      },
    }),
    sfJson({
      name: 'org display',
      shows: 'id, address, API version and state of the org',
      args: () => words`org display --target-org hub`,
      check: ({ json }, _, { hub }) => {
        has(json, {
          id: hub.login.orgId,
          username: hub.login.username,
          instanceUrl: `${hub.url}/`,
          apiVersion: '68.0',
          connectedStatus: 'Connected',
        });
      },
    }),
    sfText({
      name: 'org display, of an org whose session has expired',
      shows: 'the state is told, with the error of the server',
      prepare: async (bench) => expireNext(bench),
      args: () => words`org display --target-org customer`,
      check: ({ text }) => {
        says(text, 'admin@globex.example', /expired/i);
      },
    }),
    sfJson({
      name: 'org auth show-access-token',
      shows: 'the session that the login brought',
      args: () => words`org auth show-access-token --target-org customer --no-prompt`,
      check: ({ json }, _, bench) => {
        has(json, { accessToken: bench.org('customer').accessToken });
      },
    }),
    sfJson({
      name: 'org list',
      shows: 'all orgs of the hub, each for what it is',
      args: () => words`org list`,
      check: ({ json }) => {
        has(json, {
          devHubs: [{ username: 'admin@acme-dev-hub.example', connectedStatus: 'Connected' }],
          sandboxes: [{ username: 'admin@initech.example', connectedStatus: 'Connected' }],
        });
        says(JSON.stringify(json), 'admin@acme-namespace.example', 'admin@globex.example');
      },
    }),
    sfJson({
      name: 'org open --url-only',
      shows: 'a link into the same org, which does not show the session',
      args: () => words`org open --url-only --target-org hub`,
      check: ({ json }, _, { hub }) => {
        const link = new URL(textAt(json, 'url'));
        assert.equal(link.origin, hub.url);
        assert.ok(!link.href.includes(hub.login.accessToken), 'the link shows the session');
      },
    }),
  ],
};

async function keyFile({ folder }: Bench, key: string): Promise<string> {
  const file = join(folder, 'server.key');
  await writeFile(file, key, { mode: 0o600 });
  return file;
}

function otherCertificate(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}

/** A browser whose user is signed in, says yes, and loads the page again while nothing comes of it. */
const GO = `
  const load = async (tries) => {
    try { await fetch(process.argv[2], { signal: AbortSignal.timeout(3000) }); }
    catch { if (tries > 0) await load(tries - 1); }
  };
  setTimeout(load, 500, 10);
`;

/** Like a real one it goes on by itself: sf listens for the answer only when the program it started has ended. */
async function fakeBrowser({ folder }: Bench): Promise<string> {
  const file = join(folder, 'browser');
  const code = join(folder, 'browser.cjs');
  await writeFile(code, GO);
  await writeFile(file, `#!/bin/sh\n'${process.execPath}' '${code}' "$1" >/dev/null 2>&1 &\n`);
  await chmod(file, 0o755);
  return file;
}

/** The next request of a session finds it expired. */
async function expireNext({ hub }: Bench): Promise<void> {
  const fault = { match: { path: '/services/data/v' }, action: 'expired-session' };
  const answer = await fetch(`${hub.url}/__hub/faults`, {
    method: 'POST',
    body: JSON.stringify(fault),
  });
  assert.ok(answer.ok);
}

function trustIn({ hub }: Bench): Readonly<Record<string, string>> {
  return { NODE_EXTRA_CA_CERTS: hub.https?.certificateFile ?? '' };
}

async function queryAfterExpiry(
  bench: Bench,
  targetOrg: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await expireNext(bench);
  const soql = 'SELECT NamespacePrefix FROM NamespaceRegistry';
  const found = await sfResult(bench, words`data query -q ${soql} -o ${targetOrg}`, environment);
  has(found, { records: [{ NamespacePrefix: 'acmeconnect' }] });
  const statuses = bench.hub.requests.map(({ path, status }) => `${path} ${status}`);
  assert.ok(statuses.includes('/services/data/v68.0/query 401'), 'no session expired');
}
