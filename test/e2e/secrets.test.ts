import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { Seed } from '../../src/embedded-hub/seed/seed-schema.ts';
import { filesBelow } from '../support/folder-contents.ts';
import { leaksIn, type Place } from '../support/leaks.ts';
import { logIn, logInForLong } from '../support/log-in.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { commitAll } from '../support/make-project.ts';
import { startPlainServer, type PlainServer } from '../support/plain-server.ts';
import { configure, demoPackage, writeProjectFiles } from '../support/project-settings.ts';
import { startEcaRelease, type RunResult } from '../support/run-eca-release.ts';
import { retrievesAtOnce } from '../support/scripted-faults.ts';
import { secretsOfSeed, telling } from '../support/seed-secrets.ts';
import { seedWith, startSeededHub, type SeededHub } from '../support/seeded-hub.ts';
import { recordGit, watchProcessList } from '../support/watched-commands.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const INSTALLATION_KEY = 'Canary+Key/With=Signs&<quotes> 4711';
const GITHUB_TOKEN = 'ghs_of_the_job_that_runs';
const CLIENT_SECRET = 'client-secret-of-the-login';
const BUILD_POLL = /FROM Package2VersionCreateRequest WHERE Id = '\w+'/;
const GLOBAL_SETTINGS = 'force-app/main/default/extlClntAppGlobalOauthSets';

type Environment = Readonly<Record<string, string>>;

/** Whatever makes Node.js and the libraries write down what they do. */
const EVERYTHING_TALKS: Environment = {
  DEBUG: '*',
  NODE_DEBUG: 'http,https,net,tls,undici,fetch',
  SF_LOG_LEVEL: 'trace',
  SF_LOG_STDERR: 'true',
  SF_DISABLE_LOG_FILE: 'false',
  NODE_OPTIONS: '--trace-warnings',
};

/** In mid-run: a new session begins, and with it a new refresh token. */
const SESSION_ENDS: Fault = { match: { path: '/limits' }, action: 'expired-session' };

const LOGINS: readonly {
  readonly title: string;
  readonly flags: readonly string[];
  readonly faults?: readonly Fault[];
  readonly login: (hub: SeededHub, machine: Machine) => Promise<Environment>;
}[] = [
  {
    title: 'with an access token',
    flags: ['--debug'],
    login: async (hub) => hub.tokenLogin,
  },
  {
    title: 'with an auth URL, as JSON, while everything talks as much as it can',
    flags: ['--json', '--debug'],
    faults: [SESSION_ENDS],
    login: async (hub) => ({ ...EVERYTHING_TALKS, DEVHUB_AUTH_URL: authUrl(hub, hub.url) }),
  },
  {
    title: 'with a JWT key, as events',
    flags: ['--events', '--debug'],
    faults: [SESSION_ENDS],
    login: async (hub) => ({ ...jwtLogin(hub), DEVHUB_JWT_KEY: privateKey }),
  },
  {
    title: 'with the file of a JWT key, on GitHub',
    flags: ['--debug', '--promote'],
    async login(hub, { home }) {
      const file = join(home, '..', 'server.key');
      await writeFile(file, privateKey);
      return {
        ...jwtLogin(hub),
        DEVHUB_JWT_KEY_FILE: file,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_TOKEN,
        GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
        GITHUB_OUTPUT: join(home, 'output'),
      };
    },
  },
  {
    title: 'with a login of the sf CLI',
    flags: ['--debug', '--target-dev-hub', 'MyHub'],
    async login(hub, { home }) {
      await logIn(hub, home, 'MyHub');
      return {};
    },
  },
  {
    title: 'with a login of the sf CLI that is renewed, while everything talks as much as it can',
    flags: ['--debug', '--target-dev-hub', 'MyHub'],
    faults: [SESSION_ENDS],
    async login(hub, { home }) {
      await logInForLong(hub, home, 'MyHub');
      return EVERYTHING_TALKS;
    },
  },
];

describe('no secret of the hub or of the login is left anywhere, or shown to anybody,', () => {
  it.each(LOGINS)('by a release $title', async ({ flags, faults = [], login }) => {
    const hub = await startSeededHub(withEverySecret, { faults });
    const machine = await machineWithKey();

    const run = await watchedRelease(machine, flags, await login(hub, machine));

    expect(run.result.exitCode).toBe(0);
    expect(hub.requests.some(({ status }) => status === 401)).toBe(faults.length > 0);
    expect(leaksIn(run.places, await allSecrets(hub))).toEqual([]);
    expect(await machine.leftInTemporary()).toEqual([]);
  });

  it('by a rehearsal, in anything but the seed and the state of its hub', async () => {
    const machine = await makeMachine();
    await requireKey(machine);

    const run = await watchedRelease(machine, ['--debug', '--rehearse'], {});

    const places = run.places.filter(({ name }) => !/embedded-hub\.(yaml|json)$/.test(name));
    expect(run.result.exitCode).toBe(0);
    expect(
      leaksIn(places, [...secretsOfSeed(await seedWith((seed) => seed)), INSTALLATION_KEY]),
    ).toEqual([]);
    expect(await machine.leftInTemporary()).toEqual([]);
  });
});

describe('the files that the tool keeps for itself', () => {
  it('can be read by their owner alone', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();
    const run = async (...args: readonly string[]) =>
      machine.run(args, { environment: hub.tokenLogin });

    const results = [
      await run('plan'),
      await run('release', '--yes'),
      await run('release', '--rehearse'),
    ];

    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const state = join(machine.projectDir, '.eca-release');
    // The copy of the project that a rehearsal works on is as open as the project.
    const files = (await filesBelow(state, ['rehearsal', '.gitignore'])).map(({ path }) => path);
    expect(files.toSorted()).toEqual([
      'hub/embedded-hub.json',
      expect.stringMatching(/^hub\/journal\/.*\.json$/),
      expect.stringMatching(/^journal\/.*\.json$/),
      'plan.json',
      'written.json',
    ]);
    for (const path of files) expect((await stat(join(state, path))).mode & 0o777).toBe(0o600);
  });
});

describe('a report that Node.js writes about the process', () => {
  it('holds no secret', async () => {
    const hub = await startSeededHub(withEverySecret, { buildMs: 2_000 });
    const machine = await machineWithKey();
    const reports = join(machine.home, 'reports');
    await mkdir(reports);
    const { child, finished } = startEcaRelease(['release', '--yes'], {
      cwd: machine.projectDir,
      environment: {
        ...machine.environment,
        ...jwtLogin(hub),
        DEVHUB_JWT_KEY: privateKey,
        ACME_KEY: INSTALLATION_KEY,
        NODE_OPTIONS: `--report-on-signal --report-directory=${reports}`,
      },
    });
    child.stdout.once('data', () => child.kill('SIGUSR2'));

    expect(await finished).toMatchObject({ exitCode: 0 });

    expect(leaksIn(await reportsIn(reports), await allSecrets(hub))).toEqual([]);
  });
});

describe('a process that breaks in the middle of a run leaves no secret behind:', () => {
  it.each([
    {
      title: 'an error that nobody caught, whose text and properties hold every secret',
      options: '--report-uncaught-exception',
      flags: ['--json', '--debug'],
      breaks: `const { SF_ACCESS_TOKEN: token, ACME_KEY: key } = process.env;
        throw Object.assign(new RangeError('broke with ' + token + ' and ' + key), { token, key });`,
      stdout: /"code": "DEFECT"/,
      stderr: /DEFECT {2}RangeError: broke with \[hidden\] and \[hidden\]/,
      exitCode: 70,
    },
    {
      title: 'a promise that nobody waited for',
      options: '--report-uncaught-exception',
      flags: [],
      breaks: `const { SF_ACCESS_TOKEN: token, ACME_KEY: key } = process.env;
        void Promise.reject(Object.assign(new RangeError(token + ' and ' + key), { token, key }));`,
      stdout: /version {4}running/,
      stderr: /DEFECT {2}RangeError: \[hidden\] and \[hidden\]/,
      exitCode: 70,
    },
    {
      title: 'no memory left',
      options: '--report-on-fatalerror --max-old-space-size=150',
      flags: [],
      breaks: 'for (const held = [{ ...process.env }]; ; ) held.push(new Array(1e6).fill({}));',
      stdout: /version {4}running/,
      stderr: /heap out of memory/,
      // A signal ends it: SIGABRT.
      exitCode: null,
    },
  ])('$title', async ({ options, flags, breaks, exitCode, ...says }) => {
    const hub = await startSeededHub(withEverySecret, {
      buildMs: 60_000,
      faults: [retrievesAtOnce(60_000)],
    });
    const machine = await machineWithKey();
    const reports = join(machine.home, 'reports');
    await mkdir(reports);
    const hook = join(machine.home, '..', 'breaks-on-signal.mjs');
    await writeFile(hook, `process.on('SIGUSR2', () => {\n${breaks}\n});\n`);

    const run = await watchedRelease(
      machine,
      flags,
      {
        ...hub.tokenLogin,
        NODE_OPTIONS: `--import=${pathToFileURL(hook).href} ${options} --report-directory=${reports}`,
      },
      async ({ child }) => {
        await expect
          .poll(() => hub.requests.some(({ soql = '' }) => BUILD_POLL.test(soql)), {
            timeout: 60_000,
          })
          .toBe(true);
        child.kill('SIGUSR2');
      },
    );

    expect(run.result.stderr).toMatch(says.stderr);
    expect(run.result.stdout).toMatch(says.stdout);
    expect(run.result.exitCode).toBe(exitCode);
    expect(await reportsIn(reports)).toHaveLength(1);
    expect(leaksIn(run.places, await allSecrets(hub))).toEqual([]);
  });
});

describe('a file of consumer keys that lies in the project, ignored by git and by .forceignore,', () => {
  it.each([
    [[], 'is not touched: the run stops', 2],
    [['--force'], 'is removed, and never written', 0],
  ])('with %j %s', async (flags, _does, exitCode) => {
    const hub = await startSeededHub();
    const machine = await machineWithKey();
    const path = `${GLOBAL_SETTINGS}/Acme_Connector_glbloauth.ecaGlblOauth-meta.xml`;
    const mine = metadata('ExtlClntAppGlobalOauthSettings', '<label>mine</label>');
    await writeProjectFiles(machine.projectDir, { [path]: mine });
    for (const ignored of ['.gitignore', '.forceignore'])
      await appendFile(join(machine.projectDir, ignored), '\n**/*.ecaGlblOauth-meta.xml\n');
    await commitAll(machine.projectDir, 'Ignore the file with the keys');

    const result = await machine.run(['retrieve', ...flags], {
      environment: { ...hub.tokenLogin, ACME_KEY: INSTALLATION_KEY },
    });

    expect(result).toMatchObject({ exitCode });
    const left = await filesBelow(machine.projectDir, ['.git']);
    const keys = left.filter((file) => file.path === path);
    expect(keys.map(({ bytes }) => bytes.toString('utf8'))).toEqual(exitCode === 0 ? [] : [mine]);
    const places = left.map(({ path: name, bytes }) => ({ name, text: bytes.toString('utf8') }));
    expect(leaksIn(places, await allSecrets(hub))).toEqual([]);
  });
});

describe('a secret is recognized', () => {
  const secret = 'a secret & its <marks>';

  it.each([
    ['as it is', secret],
    ['in base64, wherever it begins', Buffer.from(`x${secret}y`).toString('base64')],
    ['in a URL', `?key=${encodeURIComponent(secret)}`],
    ['in XML', '<key>a secret &amp; its &lt;marks></key>'],
  ])('%s', (_how, text) => {
    expect(leaksIn([{ name: 'a file', text }], [secret])).toEqual(['a secr… in a file']);
  });

  it.each([
    'Bearer 00DHu00000EcaHb!AQEAQ0123456789abcdef0123',
    '{"refresh_token":"5Aep861KIwKdekr90I4iHdu0PX2jpNqgrq"}',
  ])('in a login that began during the run: %s', (text) => {
    expect(leaksIn([{ name: 'a log', text }], [])).toHaveLength(1);
  });
});

describe('no secret is told when the hub', () => {
  const failures: readonly (readonly [
    title: string,
    faultOf: (token: string) => Fault,
    says: RegExp,
  ])[] = [
    [
      'repeats the token in a refusal of the version',
      (token) => ({
        match: { method: 'POST', path: 'Package2VersionCreateRequest' },
        action: {
          status: 400,
          body: [
            { errorCode: 'INVALID_INPUT', message: `cannot read ${token} or ${INSTALLATION_KEY}` },
          ],
        },
      }),
      /VERSION_REQUEST_REFUSED[\s\S]*cannot read \[hidden\] or \[hidden\]/,
    ],
    [
      'ends the session in the middle of the run',
      () => ({ match: { path: '/tooling/' }, nth: 3, times: 'forever', action: 'expired-session' }),
      /SESSION_EXPIRED[\s\S]*Log in again: sf org login[\s\S]*use JWT[\s\S]*run again: it continues/,
    ],
    [
      'repeats the token in a SOAP fault',
      (token) => ({
        match: { soap: 'retrieve' },
        times: 'forever',
        action: {
          status: 500,
          headers: { 'content-type': 'text/xml' },
          body: `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>sf:INVALID_OPERATION</faultcode><faultstring>INVALID_OPERATION: ${token}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`,
        },
      }),
      /HUB_REFUSED[\s\S]*INVALID_OPERATION: \[hidden\]/,
    ],
  ];

  it.each(failures)('%s', async (_title, faultOf, says) => {
    const seed = await seedWith(withEverySecret);
    const hub = await startSeededHub(withEverySecret, {
      faults: [faultOf(seed.login.accessToken ?? '')],
    });
    const machine = await machineWithKey();

    const run = await watchedRelease(machine, ['--debug'], hub.tokenLogin);

    expect(run.result.stderr).toMatch(says);
    expect(leaksIn(run.places, await allSecrets(hub))).toEqual([]);
    expect(await machine.leftInTemporary()).toEqual([]);
  });

  it('repeats a refresh token that it gave in the place of the first one', async () => {
    const hub = await startSeededHub(withEverySecret);
    const loginServer = await startTellingLogin(hub);
    const machine = await machineWithKey();

    const run = await watchedRelease(machine, ['--debug'], {
      DEVHUB_AUTH_URL: authUrl(hub, loginServer.url),
    });

    expect(loginServer.requests).toHaveLength(1);
    expect(run.result.stderr).toMatch(/VERSION_REQUEST_REFUSED[\s\S]*cannot read \[hidden\] here/);
    expect(leaksIn(run.places, await allSecrets(hub))).toEqual([]);
  });

  it('has push settings of the app with the credentials of the push service', async () => {
    const hub = await startSeededHub((seed) => ({
      ...withEverySecret(seed),
      metadata: withEverySecret(seed).metadata.map((entry) => ({
        ...entry,
        xml: entry.xml.replace('Acme_Analytics', 'Acme_Connector'),
      })),
    }));
    const machine = await machineWithKey();

    const run = await watchedRelease(machine, ['--debug'], hub.tokenLogin);

    expect(run.result.stderr).toContain('SECRET_IN_PACKAGE');
    expect(leaksIn(run.places, await allSecrets(hub))).toEqual([]);
  });
});

/** Without a seed of its own: what is found in the project then came out of the hub. */
async function machineWithKey(): Promise<Machine> {
  const machine = await makeMachine();
  await rm(join(machine.projectDir, 'config', 'embedded-hub.yaml'));
  await requireKey(machine);
  return machine;
}

async function requireKey({ projectDir }: Machine): Promise<void> {
  await configure(projectDir, {
    packages: [demoPackage({ installationKey: { fromEnvironment: 'ACME_KEY' } })],
  });
}

/** The reports of Node.js in a folder, one at least. */
async function reportsIn(folder: string): Promise<readonly Place[]> {
  const written = await filesBelow(folder);
  const places = written.map(({ path, bytes }) => ({ name: path, text: bytes.toString('utf8') }));
  expect(places[0]?.text).toContain('"nodejsVersion"');
  return places;
}

/** Runs a release, and gives everything it could have left a secret in. */
async function watchedRelease(
  machine: Machine,
  flags: readonly string[],
  environment: Environment,
  meanwhile?: (run: ReturnType<typeof startEcaRelease>) => Promise<void>,
): Promise<{ readonly result: RunResult; readonly places: readonly Place[] }> {
  const git = await recordGit(join(machine.home, '..', 'bin'));
  const processes = watchProcessList();
  const run = startEcaRelease(['release', '--yes', ...flags], {
    cwd: machine.projectDir,
    environment: {
      ...machine.environment,
      ...environment,
      ACME_KEY: INSTALLATION_KEY,
      PATH: git.path,
    },
  });
  await meanwhile?.(run);
  const result = await run.finished;
  const commands = `${processes.stop()}\n${await git.arguments()}`;
  expect(commands).toContain('rev-parse');
  expect(commands).toContain('eca-release.js release');
  const files = [
    ...(await filesBelow(machine.projectDir, ['.git'])),
    ...(await filesBelow(machine.home)),
    ...(await filesBelow(machine.temporary)),
  ];
  return {
    result,
    places: [
      { name: 'stdout', text: result.stdout },
      { name: 'stderr', text: result.stderr },
      { name: 'the process list', text: commands },
      { name: 'the environment of git', text: await git.environment() },
      ...files.map(({ path, bytes }) => ({ name: path, text: bytes.toString('utf8') })),
    ],
  };
}

async function allSecrets(hub: SeededHub): Promise<readonly string[]> {
  const seeded = secretsOfSeed(await seedWith(withEverySecret));
  expect(seeded.length).toBeGreaterThan(14);
  return [
    ...seeded,
    INSTALLATION_KEY,
    GITHUB_TOKEN,
    CLIENT_SECRET,
    hub.login.accessToken,
    ...telling(privateKey),
  ];
}

/** Passes logins on to a hub, which then tells everybody the refresh token that it gave. */
async function startTellingLogin({ url }: SeededHub): Promise<PlainServer> {
  return startPlainServer((request, response) => {
    const answer = async (): Promise<void> => {
      const granted = await fetch(`${url}/services/oauth2/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.concat(await request.toArray()),
      });
      const body = await granted.text();
      const { refresh_token: given } = z
        .object({ refresh_token: z.string() })
        .parse(JSON.parse(body));
      const telling: Fault = {
        match: { method: 'POST', path: 'Package2VersionCreateRequest' },
        action: {
          status: 400,
          body: [{ errorCode: 'INVALID_INPUT', message: `cannot read ${given} here` }],
        },
      };
      await fetch(`${url}/__hub/faults`, { method: 'POST', body: JSON.stringify(telling) });
      response.writeHead(granted.status, { 'content-type': 'application/json' }).end(body);
    };
    void answer();
  });
}

function authUrl({ login }: SeededHub, loginUrl: string): string {
  return `force://${login.clientId}:${CLIENT_SECRET}:${login.refreshToken}@${new URL(loginUrl).host}`;
}

function jwtLogin({ url, login }: SeededHub): Environment {
  return {
    DEVHUB_JWT_CLIENT_ID: login.clientId,
    DEVHUB_JWT_USERNAME: login.username,
    DEVHUB_LOGIN_URL: url,
  };
}

/** The shipped seed and every other kind of secret that an org with External Client Apps holds. */
function withEverySecret(seed: Seed): Seed {
  return {
    ...seed,
    login: {
      ...seed.login,
      jwtCertificate: publicKey,
      clientSecret: CLIENT_SECRET,
      refreshTokenRotation: true,
    },
    metadata: [
      {
        type: 'ExtlClntAppPushSettings',
        name: 'Android_Push',
        xml: metadata(
          'ExtlClntAppPushSettings',
          `<androidPushConfig><serviceAccount>service-account-of-acme</serviceAccount></androidPushConfig>
          <externalClientApplication>Acme_Analytics</externalClientApplication><label>Android</label>
          <pushServiceType>Android</pushServiceType>`,
        ),
      },
      {
        type: 'ExtlClntAppPushSettings',
        name: 'Apple_Push',
        xml: metadata(
          'ExtlClntAppPushSettings',
          `<applePushConfig><certificate>certificate-of-acme</certificate>
          <password>password-of-acme</password><signingKey>signing-key-of-acme</signingKey></applePushConfig>
          <externalClientApplication>Acme_Analytics</externalClientApplication><label>Apple</label>
          <pushServiceType>Apple</pushServiceType>`,
        ),
      },
      {
        type: 'ExtlClntAppGlobalOauthSettings',
        name: 'With_Certificate',
        xml: metadata(
          'ExtlClntAppGlobalOauthSettings',
          `<certificate>global-certificate-of-acme</certificate>
          <consumerKey>3MVG9another.key.of.acme</consumerKey><consumerSecret>another-secret-of-acme</consumerSecret>
          <externalClientApplication>Acme_Analytics</externalClientApplication><label>Global</label>`,
        ),
      },
    ],
  };
}

function metadata(type: string, elements: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${type} xmlns="http://soap.sforce.com/2006/04/metadata">
    ${elements}
</${type}>
`;
}
