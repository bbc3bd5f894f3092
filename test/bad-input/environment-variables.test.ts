import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OVERRIDES, type OverrideName } from '../../src/config/overrides.ts';
import { ERRORS, EXIT, type ErrorCode } from '../../src/domain/errors.ts';
import { configure, demoPackage } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere, type Attempt } from '../support/refused-here.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

type Environment = Readonly<Record<string, string>>;

/** Nobody listens there: a run that gets as far as asking says so, and is told apart from one that is refused before. */
const NOWHERE = 'http://127.0.0.1:9';
const HOSTILE = '\u001b[2J$(touch /tmp/x)`id`../../etc/passwd\u0000';

const OVERRIDE_VALUES: { readonly [Name in OverrideName]: readonly string[] } = {
  output: ['/etc', '../out', 'a\\b', 'CON', 'a:b', HOSTILE],
  drift: ['maybe', 'Stop', 'true', HOSTILE],
  waitMinutes: ['soon', '0', '-1', 'NaN', 'Infinity', '1e9', '10 minutes', HOSTILE],
  requestSeconds: ['soon', '0', '-1', 'NaN', '1e9', HOSTILE],
  lostAnswerSeconds: ['soon', '-1', 'NaN', '1e9', HOSTILE],
  versionNumber: ['1.4', '1.4.0.1', 'v1.4.0', '1.4.NEXT', '01.4.0', HOSTILE],
  packages: ['Nobody', 'Acme Connector,Nobody', ',', HOSTILE],
};

const OVERRIDE_CASES = Object.entries(OVERRIDE_VALUES).flatMap(([name, values]) =>
  values.map((value) => [OVERRIDES[name as OverrideName].variable, value] as const),
);

/** Keys that are no RSA keys, or not theirs to use. */
const { privateKey: otherKind } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const JWT: Environment = {
  DEVHUB_JWT_CLIENT_ID: 'PlatformCLI',
  DEVHUB_JWT_USERNAME: 'admin@acme-dev-hub.example',
  DEVHUB_LOGIN_URL: NOWHERE,
};
const TOKEN: Environment = { SF_ACCESS_TOKEN: 'canary-token', SF_ORG_INSTANCE_URL: NOWHERE };

const LOGIN_CASES: readonly (readonly [name: string, environment: Environment, code: ErrorCode])[] =
  [
    ['SF_ACCESS_TOKEN', { SF_ACCESS_TOKEN: 'canary-token' }, 'CREDENTIALS_INCOMPLETE'],
    ...['\n', '\r\n', '\0', '\u2028'].map(
      (inside) =>
        [
          'SF_ACCESS_TOKEN',
          { ...TOKEN, SF_ACCESS_TOKEN: `canary-token${inside}of-two-lines` },
          'CREDENTIALS_INCOMPLETE',
        ] as const,
    ),
    ['SF_ORG_INSTANCE_URL', { ...TOKEN, SF_ORG_INSTANCE_URL: 'acme' }, 'INSECURE_URL'],
    ['SF_ORG_INSTANCE_URL', { ...TOKEN, SF_ORG_INSTANCE_URL: 'file:///etc' }, 'INSECURE_URL'],
    ['SF_ORG_INSTANCE_URL', { ...TOKEN, SF_ORG_INSTANCE_URL: HOSTILE }, 'INSECURE_URL'],
    ['SF_ORG_INSTANCE_URL', { ...TOKEN, SF_ORG_INSTANCE_URL: NOWHERE }, 'HUB_UNREACHABLE'],
    ['DEVHUB_AUTH_URL', { DEVHUB_AUTH_URL: 'canary-token' }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_AUTH_URL', { DEVHUB_AUTH_URL: 'force://canary-token' }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_AUTH_URL', { DEVHUB_AUTH_URL: HOSTILE }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_CLIENT_ID', { ...JWT, DEVHUB_JWT_CLIENT_ID: '' }, 'CREDENTIALS_INCOMPLETE'],
    [
      'DEVHUB_JWT_USERNAME',
      { ...JWT, DEVHUB_JWT_USERNAME: '', DEVHUB_JWT_KEY: 'k' },
      'CREDENTIALS_INCOMPLETE',
    ],
    ['DEVHUB_JWT_KEY', { ...JWT, DEVHUB_JWT_KEY: 'canary-token' }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_KEY', { ...JWT, DEVHUB_JWT_KEY: otherKind }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_KEY', { ...JWT, DEVHUB_JWT_KEY: HOSTILE }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_KEY_FILE', { ...JWT, DEVHUB_JWT_KEY_FILE: '/nowhere' }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_KEY_FILE', { ...JWT, DEVHUB_JWT_KEY_FILE: '/etc' }, 'CREDENTIALS_INCOMPLETE'],
    ['DEVHUB_JWT_KEY_FILE', { ...JWT, DEVHUB_JWT_KEY_FILE: HOSTILE }, 'CREDENTIALS_INCOMPLETE'],
    [
      'DEVHUB_LOGIN_URL',
      { ...JWT, DEVHUB_LOGIN_URL: 'acme', DEVHUB_JWT_KEY: rsa() },
      'INSECURE_URL',
    ],
    [
      'DEVHUB_LOGIN_URL',
      { ...JWT, DEVHUB_LOGIN_URL: HOSTILE, DEVHUB_JWT_KEY: rsa() },
      'INSECURE_URL',
    ],
    ['SF_TARGET_DEV_HUB', { SF_TARGET_DEV_HUB: 'Nobody' }, 'LOGIN_NOT_FOUND'],
    ['SF_TARGET_DEV_HUB', { SF_TARGET_DEV_HUB: HOSTILE }, 'LOGIN_NOT_FOUND'],
  ];

const GITHUB: Environment = {
  GITHUB_TOKEN: 'canary-token',
  GITHUB_REPOSITORY: 'acme/connector',
  GITHUB_API_URL: NOWHERE,
  GITHUB_REF_TYPE: 'tag',
  GITHUB_REF_NAME: 'v1.4.0',
};

const GITHUB_CASES: readonly (readonly [name: string, value: string, code: ErrorCode])[] = [
  ['GITHUB_TOKEN', '', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_TOKEN', 'canary-token\nof-two-lines', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_TOKEN', 'canary-token\0', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_REPOSITORY', '', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_REPOSITORY', 'connector', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_REPOSITORY', 'a/b/c', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_REPOSITORY', HOSTILE, 'GITHUB_NOT_SET_UP'],
  ['GITHUB_API_URL', 'github', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_API_URL', 'file:///etc', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_API_URL', 'http://github.example', 'GITHUB_NOT_SET_UP'],
  ['GITHUB_API_URL', HOSTILE, 'GITHUB_NOT_SET_UP'],
];

function rsa(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

/** Makes sure that nobody sees what a terminal would carry out, or what is secret. */
async function refusal(environment: Environment, attempt: Partial<Attempt> = {}) {
  const { failure, text } = await refusedHere({
    projectDir: await checkoutHere(),
    environment,
    ...attempt,
  });
  expect(text).not.toContain('\u001b[2J');
  expect(text).not.toContain('canary-token');
  return { code: failure.code, exitCode: failure.exitCode, text };
}

function ending(code: ErrorCode) {
  return { code, exitCode: EXIT[ERRORS[code].exit] };
}

describe('a setting in the environment', () => {
  it.each(OVERRIDE_CASES)('%s=%j is refused, and named', async (name, value) => {
    expect(await refusal({ [name]: value }, { args: ['release', '--rehearse'] })).toMatchObject({
      ...ending('CONFIG_INVALID'),
      text: expect.stringContaining(name),
    });
  });

  it.each(Object.values(OVERRIDES).map(({ variable }) => variable))(
    '%s that is empty counts as absent',
    async (name) => {
      const projectDir = await checkoutHere();

      const { outcome } = await runHere({
        projectDir,
        args: ['plan', '--rehearse'],
        environment: { [name]: ' ' },
      });

      expect(outcome).toBe('succeeded');
    },
  );
});

describe('a login in the environment is refused for', () => {
  it.each(LOGIN_CASES)('%s in %j', async (_name, environment, code) => {
    expect(await refusal(environment)).toMatchObject(ending(code));
  });
});

describe('an installation key in the environment', () => {
  it.each(['', ' \n'])('that is %j is asked for', async (value) => {
    const projectDir = await checkoutHere();
    await configure(projectDir, {
      packages: [demoPackage({ installationKey: { fromEnvironment: 'ACME_KEY' } })],
    });

    const { failure, text } = await refusedHere({ projectDir, environment: { ACME_KEY: value } });

    expect(failure).toMatchObject({ code: 'INSTALLATION_KEY_MISSING' });
    expect(text).toContain('ACME_KEY');
  });
});

describe('the name of the ref in the environment', () => {
  it.each(['main', 'v1.4', '../../v1.4.0', HOSTILE])(
    'GITHUB_REF_NAME=%j of a tag build is no version, and refused',
    async (value) => {
      const hub = await startSeededHub();
      const environment = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: value };

      expect(await refusal(environment, { hub })).toMatchObject(ending('VERSION_TAG_MISSING'));
    },
  );
});

/** A folder, nowhere, below a file, and no path at all. */
const UNWRITABLE: readonly ((projectDir: string) => string)[] = [
  (projectDir) => projectDir,
  (projectDir) => join(projectDir, 'nowhere', 'at', 'all'),
  (projectDir) => join(projectDir, 'sfdx-project.json', 'output'),
  () => HOSTILE,
];

describe('a file of the step that cannot be written is a warning, and the release is what it is:', () => {
  it.each(
    ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].flatMap((name) =>
      UNWRITABLE.map((pathIn) => [name, pathIn('.'), pathIn] as const),
    ),
  )('%s=%j', async (name, _shown, pathIn) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutHere();

    const run = await runHere({
      projectDir,
      hub,
      environment: { GITHUB_ACTIONS: 'true', [name]: pathIn(projectDir) },
    });

    const { versions } = await hub.records();
    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
    expect(versions).toHaveLength(1);
    expect(run.warnings).toContainEqual(expect.stringContaining('could not be written'));
    expect(run.text).not.toContain('\u001b[2J');
  });
});

describe('what GitHub Actions set is refused for --github-release:', () => {
  it.each(GITHUB_CASES)('%s=%j', async (name, value, code) => {
    const hub = await startSeededHub();
    const environment = { ...GITHUB, [name]: value };

    expect(
      await refusal(environment, { hub, args: ['release', '--yes', '--github-release'] }),
    ).toMatchObject({ ...ending(code), text: expect.stringContaining(name) });
  });
});
