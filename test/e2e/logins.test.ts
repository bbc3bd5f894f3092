import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import type { RecordedRequest } from '../../src/embedded-hub/http/record-requests.ts';
import type { HubOptions } from '../../src/embedded-hub/start-hub.ts';
import { fingerprintOf } from '../support/folder-contents.ts';
import { ALIAS, homeLoggedInTo } from '../support/logged-in-home.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { configure, writeProjectFiles } from '../support/project-settings.ts';
import { startRecordingProxy } from '../support/recording-proxy.ts';
import { startEcaRelease, type RunResult } from '../support/run-eca-release.ts';
import { retrievesAtOnce, script } from '../support/scripted-faults.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';
import { checkOut } from '../support/testbed.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

type Environment = Readonly<Record<string, string>>;

interface Way {
  readonly title: string;
  readonly environment: (hub: SeededHub) => Environment;
}

const WAYS: readonly Way[] = [
  { title: 'an access token', environment: (hub) => hub.tokenLogin },
  {
    title: 'an access token and an instance URL that ends with a slash',
    environment: (hub) => ({ ...hub.tokenLogin, SF_ORG_INSTANCE_URL: `${hub.url}/` }),
  },
  {
    title: 'an sfdx auth URL',
    environment: ({ url, login }) => ({
      DEVHUB_AUTH_URL: `force://${login.clientId}::${login.refreshToken}@${new URL(url).host}\n`,
    }),
  },
  {
    title: 'a JWT key',
    environment: (hub) => ({ ...jwtLogin(hub), DEVHUB_JWT_KEY: privateKey }),
  },
  {
    title: 'a JWT key on one line, as some CI systems keep it',
    environment: (hub) => ({
      ...jwtLogin(hub),
      DEVHUB_JWT_KEY: privateKey.replaceAll('\n', '\\n'),
    }),
  },
];

describe('a login from the environment releases, and leaves a stored login of the same user as it was:', () => {
  it.each(WAYS)('$title', async ({ environment }) => {
    const { hub, machine } = await loggedInMachine();
    const home = await fingerprintOf(machine.home);
    const proxy = await startRecordingProxy();

    const result = await machine.run(['release', '--yes', '--json'], {
      environment: { ...environment(hub), HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url },
    });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(connectedTo(result.stdout)).toBe(hub.url);
    expect((await hub.records()).versions).toHaveLength(1);
    expect(await fingerprintOf(machine.home)).toEqual(home);
    expect(await machine.leftInTemporary()).toEqual([]);
    expect(proxy.asked).toEqual([]);
  });

  it('the file of a JWT key, relative to where it runs', async () => {
    const { hub, machine } = await loggedInMachine();
    await writeFile(join(machine.projectDir, '..', 'server.key'), privateKey);

    const result = await machine.run(['retrieve', '--json'], {
      environment: { ...jwtLogin(hub), DEVHUB_JWT_KEY_FILE: '../server.key' },
    });

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });
});

describe('a login of the sf CLI is found', () => {
  it.each([
    ['by its alias', ['--target-dev-hub', ALIAS], {}],
    ['by its username', ['-v', 'admin@acme-dev-hub.example'], {}],
    ['by SF_TARGET_DEV_HUB', [], { SF_TARGET_DEV_HUB: ALIAS }],
  ])('%s', async (_how, flags, environment) => {
    const { hub, machine } = await loggedInMachine();

    const result = await machine.run(['retrieve', '--json', ...flags], { environment });

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(connectedTo(result.stdout)).toBe(hub.url);
  });

  it('by devHub: of the configuration', async () => {
    const { hub, machine } = await loggedInMachine();
    await configure(machine.projectDir, { devHub: ALIAS });

    const result = await machine.run(['retrieve', '--json']);

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });

  it('by what `sf config set target-dev-hub --global` chose', async () => {
    const { hub, machine } = await loggedInMachine();
    await configure(machine.projectDir, { devHub: undefined });
    await chooseDefault(machine.home, ALIAS);

    const result = await machine.run(['retrieve', '--json']);

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });

  it('by what the project of --project-dir chose, not the one of the working directory', async () => {
    const { hub, machine } = await loggedInMachine();
    const other = await makeMachine();
    await configure(machine.projectDir, { devHub: undefined });
    await chooseDefault(machine.projectDir, ALIAS);
    await chooseDefault(other.projectDir, 'SomebodyElse');
    await chooseDefault(machine.home, 'SomebodyElse');

    const result = await machine.run(['retrieve', '--json', '--project-dir', machine.projectDir], {
      cwd: other.projectDir,
    });

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });
});

describe('of several ways to name a hub the nearest one counts:', () => {
  const nobody = { SF_TARGET_DEV_HUB: 'Nobody' };

  it('a flag before credentials in the environment', async () => {
    const { hub, machine } = await loggedInMachine();
    const other = await startSeededHub();

    const result = await machine.run(['retrieve', '--json', '-v', ALIAS], {
      environment: { ...other.tokenLogin, ...nobody },
    });

    expect(connectedTo(result.stdout)).toBe(hub.url);
    expect(other.requests).toEqual([]);
  });

  it('credentials in the environment before SF_TARGET_DEV_HUB, configuration and default', async () => {
    const { hub, machine } = await loggedInMachine();
    await configure(machine.projectDir, { devHub: 'Nobody' });
    await chooseDefault(machine.home, 'Nobody');

    const result = await machine.run(['retrieve', '--json'], {
      environment: { ...hub.tokenLogin, ...nobody },
    });

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });

  it('SF_TARGET_DEV_HUB before the configuration', async () => {
    const { hub, machine } = await loggedInMachine();
    await configure(machine.projectDir, { devHub: 'Nobody' });

    const result = await machine.run(['retrieve', '--json'], {
      environment: { SF_TARGET_DEV_HUB: ALIAS },
    });

    expect(connectedTo(result.stdout)).toBe(hub.url);
  });

  it("the shipped configuration before the user's default: a fresh clone rehearses", async () => {
    const { hub, machine } = await loggedInMachine();
    await chooseDefault(machine.home, ALIAS);
    const before = [...hub.requests];

    const result = await machine.run(['retrieve', '--json']);

    expect(JSON.parse(result.stdout)).toMatchObject({ outcome: 'succeeded', isRehearsal: true });
    expect(hub.requests).toEqual(before);
  });

  it('--rehearse before everything', async () => {
    const { hub, machine } = await loggedInMachine();
    const before = [...hub.requests];

    const result = await machine.run(['retrieve', '--json', '--rehearse'], {
      environment: {
        ...hub.tokenLogin,
        SF_TARGET_DEV_HUB: ALIAS,
        GITHUB_REF_TYPE: 'tag',
        GITHUB_REF_NAME: 'v1.0.0',
      },
    });

    expect(JSON.parse(result.stdout)).toMatchObject({ outcome: 'succeeded', isRehearsal: true });
    expect(hub.requests).toEqual(before);
  });
});

describe('a login of the sf CLI whose refresh token is used up by each renewal', () => {
  it('is kept up to date, so that the next run and the sf CLI can go on with it', async () => {
    const hub = await startRotatingHub({ faults: [endedAt(LIMITS)] });
    const checkout = await checkOut(await homeLoggedInTo(hub.url, 'refresh-token'));

    const first = await checkout.run('release');
    await script({ hub }, [endedAt(LIMITS)]);
    const second = await checkout.run('release');

    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(renewalsOf(hub)).toEqual([200, 200]);
    expect((await hub.records()).versions).toHaveLength(1);
  });

  // One request at a time is under way while a version is built: these are the first two after the renewal.
  it.each<[string, Fault]>([
    [
      'with its own first question',
      { match: { soql: 'FROM ScratchOrgInfo limit 1' }, action: 'silence' },
    ],
    ['with the question again', { match: BUILD_POLL, nth: 2, action: 'silence' }],
  ])('is kept before the new session is used: a run that is killed %s', async (_at, silence) => {
    let kill: () => void = () => {};
    const hub = await startRotatingHub({
      faults: [silence, endedAt(BUILD_POLL)],
      onFault: ({ action }) => {
        if (action === 'silence') kill();
      },
    });
    const checkout = await checkOut(await homeLoggedInTo(hub.url, 'refresh-token'));
    const { child, finished } = checkout.start('release');
    kill = () => child.kill('SIGKILL');

    const killed = await finished;
    expect([killed.exitCode, renewalsOf(hub)]).toEqual([null, [200]]);
    await script({ hub }, [endedAt(LIMITS)]);
    const next = await checkout.run('release');

    const { createRequests, versions } = await hub.records();
    expect(next).toMatchObject({ exitCode: 0 });
    // The hub answers 400 to a token that was used, and ends whatever it gave.
    expect(renewalsOf(hub)).toEqual([200, 200]);
    expect([createRequests.length, versions.length]).toEqual([1, 1]);
  });
});

describe('a session that ends twice while a version is built, and whose refresh token is another one each time,', () => {
  it('is renewed for a login of the sf CLI, which knows the last token afterwards', async () => {
    const hub = await startRotatingHub(BUILDS_FOR_LONG);
    const checkout = await checkOut(await homeLoggedInTo(hub.url, 'refresh-token'));

    const built = await endingTwice(hub, checkout.start('release'));
    await script({ hub }, [endedAt(LIMITS), ...BUILDS_FOR_LONG.faults]);
    const next = await checkout.run('release');

    expect([built, next]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    expect(renewalsOf(hub)).toEqual([200, 200, 200]);
    expect((await hub.records()).versions).toHaveLength(1);
  });

  it('is renewed for an auth URL, from the token that came last', async () => {
    const hub = await startRotatingHub(BUILDS_FOR_LONG);
    const machine = await makeMachine();
    const { clientId, refreshToken } = hub.login;
    const run = startEcaRelease(['release', '--yes'], {
      cwd: machine.projectDir,
      environment: {
        ...machine.environment,
        DEVHUB_AUTH_URL: `force://${clientId}::${refreshToken}@${new URL(hub.url).host}`,
      },
    });

    const built = await endingTwice(hub, run);

    expect(built).toMatchObject({ exitCode: 0 });
    // The login itself is the first.
    expect(renewalsOf(hub)).toEqual([200, 200, 200]);
    expect((await hub.records()).versions).toHaveLength(1);
  });
});

describe('a JWT login that the hub refuses', () => {
  it('ends at once, and is offered to nobody else', async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();
    const proxy = await startRecordingProxy();

    const result = await machine.run(['release', '--yes'], {
      environment: {
        ...jwtLogin(hub),
        DEVHUB_JWT_KEY: privateKey,
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
      },
    });

    expect(result.exitCode).toBe(3);
    expect(result.stderr).toContain('LOGIN_ASSERTION_REFUSED');
    expect(hub.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'POST /services/oauth2/token 400',
    ]);
    expect(proxy.asked).toEqual([]);
  });

  it('would be seen by the proxy of this test if it went to Salesforce', async () => {
    const machine = await makeMachine();
    const proxy = await startRecordingProxy();

    const { child, finished } = startEcaRelease(['release', '--yes'], {
      cwd: machine.projectDir,
      environment: {
        ...machine.environment,
        DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
        DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
        DEVHUB_JWT_KEY: privateKey,
        DEVHUB_LOGIN_URL: 'https://acme.my.salesforce.com',
        // Without http://, as most programs take it.
        HTTPS_PROXY: new URL(proxy.url).host,
      },
    });

    await expect
      .poll(() => proxy.asked, { timeout: 20_000 })
      .toContain('acme.my.salesforce.com:443');
    child.kill('SIGKILL');
    await finished;
  });
});

const LIMITS: Fault['match'] = { path: '/limits' };
const BUILD_POLL: Fault['match'] = {
  soql: "/FROM Package2VersionCreateRequest WHERE Id = '\\w+'/",
};
/** Longer than any test: the hub's clock has to jump. */
const BUILD_MS = 600_000;
const BUILDS_FOR_LONG = { buildMs: BUILD_MS, faults: [retrievesAtOnce(BUILD_MS)] };

function endedAt(match: Fault['match']): Fault {
  return { match, action: 'expired-session' };
}

async function startRotatingHub(options: Partial<HubOptions>): Promise<SeededHub> {
  return startSeededHub(
    (seed) => ({ ...seed, login: { ...seed.login, refreshTokenRotation: true } }),
    options,
  );
}

function isPoll(request: RecordedRequest | undefined): boolean {
  const { soql = '', status } = request ?? {};
  return status === 200 && soql.includes('FROM Package2VersionCreateRequest WHERE Id =');
}

/** How the hub answered each use of a refresh token. */
function renewalsOf({ requests }: SeededHub): readonly number[] {
  return requests.filter(({ path }) => path.endsWith('/oauth2/token')).map(({ status }) => status);
}

/** A session that was renewed less than ten seconds before is not renewed again. */
const RENEWABLE_AGAIN_MS = 10_500;

/** Ends the session of a run that waits for a version, ends the new one too, and then ends the build. */
async function endingTwice(
  hub: SeededHub,
  { finished }: Pick<ReturnType<typeof startEcaRelease>, 'finished'>,
): Promise<RunResult> {
  const waiting = async (): Promise<void> => {
    await expect.poll(() => isPoll(hub.requests.at(-1)), { timeout: 60_000 }).toBe(true);
  };
  await waiting();
  for (const pauseMs of [RENEWABLE_AGAIN_MS, 0]) {
    const before = renewalsOf(hub).length;
    await script({ hub }, [endedAt(BUILD_POLL)]);
    await expect.poll(() => renewalsOf(hub).length, { timeout: 60_000 }).toBe(before + 1);
    await waiting();
    await setTimeout(pauseMs);
  }
  await script({ hub }, [{ match: BUILD_POLL, action: { clockJumpMs: BUILD_MS } }]);
  return finished;
}

/** Somebody who is logged in to a hub that also takes JWT logins. */
async function loggedInMachine(): Promise<{ hub: SeededHub; machine: Machine }> {
  const hub = await startSeededHub((seed) => ({
    ...seed,
    login: { ...seed.login, jwtCertificate: publicKey },
  }));
  const machine = await makeMachine();
  await cp(await homeLoggedInTo(hub.url), machine.home, { recursive: true });
  return { hub, machine };
}

function jwtLogin({ url, login }: SeededHub): Environment {
  return {
    DEVHUB_JWT_CLIENT_ID: login.clientId,
    DEVHUB_JWT_USERNAME: login.username,
    DEVHUB_LOGIN_URL: url,
  };
}

/** What `sf config set target-dev-hub` writes, below HOME or below a project. */
async function chooseDefault(folder: string, alias: string): Promise<void> {
  await mkdir(join(folder, '.sf'), { recursive: true });
  await writeProjectFiles(folder, {
    '.sf/config.json': JSON.stringify({ 'target-dev-hub': alias }),
  });
}

/** The instance that a run worked on. */
function connectedTo(stdout: string): string | undefined {
  const { stages }: { stages: { stage: string; text: string }[] } = JSON.parse(stdout);
  const connected = stages.find(({ stage }) => stage === 'connect');
  return / at (http:\S+),/.exec(connected?.text ?? '')?.[1];
}
