import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { ERRORS, EXIT } from '../../src/domain/errors.ts';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { startFakeGithub } from '../github/fake-github.ts';
import { fingerprintOfProject } from '../support/folder-contents.ts';
import { hurryRetries } from '../support/hurry-retries.ts';
import { configure, demoPackage, writeProjectFiles } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere, type Attempt } from '../support/refused-here.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';
import { withPackage, type SeededVersionLooks } from '../support/seeded-package.ts';

const NAME = 'Acme Connector';
const PROMOTE = ['promote', '--yes', '--version-number', '1.0.0'];

/** A hub in which the package is there already, with these versions. */
async function hubWith(...versions: readonly SeededVersionLooks[]): Promise<SeededHub> {
  return startSeededHub(withPackage(NAME, ...versions));
}

async function hubThatFails(match: Fault['match'], action: Fault['action']): Promise<SeededHub> {
  return startSeededHub(undefined, { faults: [{ match, times: 'forever', action }] });
}

function refusal(errorCode: string, message: string): Fault['action'] {
  return { status: 400, body: [{ errorCode, message }] };
}

/** Under which a hub keeps what the demo project releases. */
async function tagOfRelease(): Promise<string> {
  const hub = await startSeededHub();
  await runHere({ projectDir: await checkoutHere(), hub });
  const [version] = (await hub.records()).versions;
  return version?.tag ?? '';
}

async function configured(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const projectDir = await checkoutHere();
  await configure(projectDir, { packages: [demoPackage(changes)] });
  return projectDir;
}

type Case = readonly [
  code: ErrorCode,
  title: string,
  prepare: () => Promise<Attempt>,
  says: RegExp,
];

const CHANGES_NOTHING: readonly Case[] = [
  [
    'DEFINITION_FILE_INVALID',
    'a definition file that is not there',
    async () => ({
      projectDir: await configured({ definitionFile: 'config/nowhere.json' }),
      hub: await startSeededHub(),
    }),
    /config\/nowhere\.json\n.*no such file/,
  ],
  [
    'DEFINITION_FILE_INVALID',
    'a definition file that holds a list',
    async () => {
      const projectDir = await checkoutHere();
      await writeProjectFiles(projectDir, { 'config/org.json': '[]' });
      await configure(projectDir, {
        packages: [demoPackage({ definitionFile: 'config/org.json' })],
      });
      return { projectDir, hub: await startSeededHub() };
    },
    /no JSON object/,
  ],
  [
    'WORKSPACE_UNREADABLE',
    'a folder in place of the configuration',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await startSeededHub(),
      args: ['release', '--yes', '--config', 'force-app'],
    }),
    /force-app/,
  ],
  [
    'WORKSPACE_UNREADABLE',
    'a repository that git cannot read',
    async () => {
      const projectDir = await checkoutHere();
      await writeProjectFiles(projectDir, { '.git/config': '[core' });
      return { projectDir, hub: await startSeededHub() };
    },
    /git cannot read the repository[\s\S]*git status/,
  ],
  [
    'ANCESTOR_NOT_FOUND',
    'a patch of what was never released',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubWith({ number: '1.4.0.1' }),
      args: ['release', '--yes', '--version-number', '1.4.1'],
    }),
    /no released 1\.4\.0/,
  ],
  [
    'ANCESTOR_NOT_FOUND',
    'a configured ancestor that is a beta',
    async () => ({
      projectDir: await configured({ ancestor: '1.4.0' }),
      hub: await hubWith({ number: '1.3.0.1', released: true }, { number: '1.4.0.1' }),
      args: ['release', '--yes', '--version-number', '1.5.0'],
    }),
    /1\.3\.0[\s\S]*1\.4\.0/,
  ],
  [
    'NOT_PROMOTABLE',
    'a promotion at once of a throw-away build',
    async () => ({
      projectDir: await configured({ validation: 'skipped' }),
      hub: await startSeededHub(),
      args: ['release', '--yes', '--promote'],
    }),
    /validation: full/,
  ],
  [
    'NOT_PROMOTABLE',
    'a version that was built without validation',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubWith({ number: '1.0.0.1', validated: false }),
      args: PROMOTE,
    }),
    /without validation/,
  ],
  [
    'NOT_PROMOTABLE',
    'a version whose code coverage has not passed',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubWith({ number: '1.0.0.1', coverage: false }),
      args: PROMOTE,
    }),
    /code coverage has not passed/,
  ],
  [
    'METADATA_REMOVED',
    'a version that lacks what its ancestor has',
    async () => {
      const hub = await hubWith({
        number: '1.0.0.1',
        released: true,
        components: ['ExtlClntAppNotificationSettings:Acme_Before'],
      });
      const projectDir = await checkoutHere();
      const built = await runHere({
        projectDir,
        hub,
        args: ['release', '--yes', '--version-number', '1.1.0'],
      });
      expect(built).toMatchObject({ outcome: 'succeeded' });
      return { projectDir, hub, args: ['promote', '--yes', '--version-number', '1.1.0'] };
    },
    /--accept-removed-metadata/,
  ],
  [
    'PROMOTE_REFUSED',
    'a promotion that Salesforce does not take',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await startSeededHub(withPackage(NAME, { number: '1.0.0.1' }), {
        faults: [
          {
            match: { method: 'PATCH', path: '/Package2Version/' },
            times: 'forever',
            action: refusal('FIELD_INTEGRITY_EXCEPTION', 'The moon is full.'),
          },
        ],
      }),
      args: PROMOTE,
    }),
    /The moon is full\./,
  ],
  [
    'HUB_FAULT',
    'an error that Salesforce logged for its Support',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubThatFails(
        { soql: 'FROM Package2 ' },
        refusal(
          'UNKNOWN_EXCEPTION',
          'An unexpected error occurred. Please include this ErrorId if you contact support: 1234567-12345 (-123456789)',
        ),
      ),
    }),
    /quote the ErrorId 1234567-12345 \(-123456789\)/,
  ],
  [
    'GITHUB_REFUSED',
    'a token that GitHub does not know',
    async () => {
      const github = await startFakeGithub();
      return {
        projectDir: await checkoutHere(),
        hub: await startSeededHub(),
        args: ['release', '--yes', '--github-release', 'v1.4.0'],
        environment: { ...github.environment, GITHUB_TOKEN: 'ghs_ofSomebodyElse' },
      };
    },
    /401[\s\S]*GITHUB_TOKEN/,
  ],
];

describe('a run is refused, and nothing is written, for', () => {
  it.each(CHANGES_NOTHING)('%s: %s', async (code, _title, prepare, says) => {
    hurryRetries();

    const { failure, text } = await refusedHere(await prepare());

    expect(failure).toMatchObject({ code, exitCode: EXIT[ERRORS[code].exit] });
    expect(text).toMatch(says);
  });
});

/** What a run that ended late has left behind. */
interface Left {
  readonly packages: number;
  readonly requests: number;
  readonly versions: readonly { readonly isReleased: boolean }[];
  /** Files of the project. */
  readonly files: readonly string[];
}

const BETA = { isReleased: false };

const ENDS_LATE: readonly (readonly [...row: Case, left: Left])[] = [
  [
    'PACKAGE_REFUSED',
    'a package that Salesforce does not create',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubThatFails(
        { method: 'POST', path: '/sobjects/Package2' },
        refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'The name is not to our liking.'),
      ),
    }),
    /The name is not to our liking\./,
    { packages: 0, requests: 0, versions: [], files: [] },
  ],
  [
    'VERSION_NOT_YET_AVAILABLE',
    'a version request that names what is not available yet',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubThatFails(
        { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' },
        refusal('PACKAGE_UNAVAILABLE', 'This package is not yet available.'),
      ),
    }),
    /not yet available/,
    { packages: 1, requests: 0, versions: [], files: ['sfdx-project.json'] },
  ],
  [
    'APP_FROM_SHORT_LIVED_ORG',
    'a version request for an app of a scratch org',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubThatFails(
        { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' },
        refusal(
          'INVALID_INPUT',
          "External client apps that are created in ephemeral orgs can't be packaged.",
        ),
      ),
    }),
    /created in ephemeral orgs[\s\S]*Make the app anew in Setup of the Dev Hub/,
    { packages: 1, requests: 0, versions: [], files: ['sfdx-project.json'] },
  ],
  [
    'VERSION_CONTENTS_WRONG',
    'a version of its release key that somebody else built, and that lacks components',
    async () => {
      const tag = await tagOfRelease();
      return { projectDir: await checkoutHere(), hub: await hubWith({ number: '1.0.0.1', tag }) };
    },
    /not what was asked for[\s\S]*ExternalClientApplication:Acme_Connector/,
    { packages: 1, requests: 0, versions: [BETA], files: ['sfdx-project.json'] },
  ],
  [
    'HOST_NOT_ALLOWED',
    'a package zip that lies on a server that nobody named',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubThatFails(
        { soql: 'SELECT DeveloperUsePkgZip' },
        {
          status: 200,
          body: {
            totalSize: 1,
            done: true,
            records: [{ DeveloperUsePkgZip: 'https://evil.example/zip', Package2: null }],
          },
        },
      ),
    }),
    /https:\/\/evil\.example/,
    { packages: 1, requests: 1, versions: [BETA], files: ['sfdx-project.json'] },
  ],
  [
    'METADATA_REMOVED',
    'a promotion at once of what lacks a component of its ancestor',
    async () => ({
      projectDir: await checkoutHere(),
      hub: await hubWith({
        number: '1.0.0.1',
        released: true,
        components: ['ExtlClntAppNotificationSettings:Acme_Before'],
      }),
      args: ['release', '--yes', '--promote', '--version-number', '1.1.0'],
    }),
    /--accept-removed-metadata/,
    {
      packages: 1,
      requests: 1,
      versions: [{ isReleased: true }, BETA],
      files: ['sfdx-project.json'],
    },
  ],
];

describe('a run ends late, and leaves nothing half-done, for', () => {
  it.each(ENDS_LATE)('%s: %s', async (code, _title, prepare, says, left) => {
    const attempt = await prepare();
    const before = await fingerprintOfProject(attempt.projectDir);

    const { failure, exitCode, text } = await runHere(attempt);

    expect(failure).toMatchObject({ code, exitCode: EXIT[ERRORS[code].exit] });
    expect(exitCode).toBe(failure?.exitCode);
    expect(text).toMatch(says);
    expect(text).toContain('What to do next:');
    const after = await fingerprintOfProject(attempt.projectDir);
    const records = await attempt.hub?.records();
    expect({
      packages: records?.packages.length,
      requests: records?.createRequests.length,
      versions: records?.versions.map(({ isReleased }) => ({ isReleased })),
      files: changedFiles(before, after),
    }).toEqual(left);
  });
});

type Fingerprint = Readonly<Record<string, string>>;

function changedFiles(before: Fingerprint, after: Fingerprint): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).toSorted();
}
