import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PackageConfig } from '../../../src/domain/release-config.ts';
import type { VersionRequest } from '../../../src/domain/version/version-request.ts';
import { createPackage } from '../../../src/salesforce/package-records.ts';
import { findCreateRequests } from '../../../src/salesforce/version-records.ts';
import { requestVersion } from '../../../src/salesforce/version-request.ts';
import type { OutgoingFile } from '../../../src/ports/dev-hub.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';
import { packageConfig, versionNumber } from '../../support/release-state.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const TAG = `eca-release/1.4.0/${'ab'.repeat(32)}`;
const CREATE = { method: 'POST', path: '/sobjects/Package2VersionCreateRequest' };
const READ_BACK = { soql: 'FROM Package2VersionCreateRequest' };

async function leaveIt(): Promise<'leave'> {
  return Promise.resolve('leave');
}

let projectDir = '';

/** The demo project, which no test changes: that is one of the things they are about. */
beforeAll(async () => {
  projectDir = await mkdtemp(join(tmpdir(), 'eca-release-project-'));
  for (const name of ['sfdx-project.json', '.forceignore', 'force-app'])
    await cp(join(REPOSITORY, name), join(projectDir, name), { recursive: true });
});

afterAll(async () => rm(projectDir, { recursive: true, force: true }));

/** The package of the demo project in a hub. */
async function readyToAsk(config: Partial<PackageConfig> = {}) {
  const adapter = await adapterOnHub();
  const { connection, hub } = adapter;
  const packageId = await createPackage(connection, projectDir, {
    name: 'Acme Connector',
    description: '',
    namespace: 'acmeconnect',
    path: 'force-app',
  });
  const request: VersionRequest = {
    packageId,
    projectDir,
    config: packageConfig(config),
    number: versionNumber('1.4.0'),
    name: 'Spring',
    description: 'commit abc',
    tag: TAG,
    ancestorId: undefined,
    installationKey: undefined,
  };
  return {
    ...adapter,
    request,
    creates: () =>
      hub.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(CREATE.path)),
    made: async () => findCreateRequests(connection, packageId, TAG),
  };
}

describe('requestVersion', () => {
  it('packages the directory and hands out the id of the request', async () => {
    const { connection, request, made } = await readyToAsk();
    const leaving: OutgoingFile[] = [];

    const outcome = await requestVersion(connection, request, async (files) => {
      leaving.push(...files);
      return Promise.resolve('leave');
    });

    expect(leaving.map(({ name }) => name)).toEqual([
      'externalClientApps/Acme_Connector.eca',
      'extlClntAppNotifSettings/Acme_Connector_notif.ecaNotifications',
      'extlClntAppOauthSettings/Partner_Login.ecaOauth',
      'package.xml',
    ]);
    const requests = await made();
    expect(outcome).toEqual({ kind: 'accepted', requestId: requests[0]?.id });
    expect(requests).toHaveLength(1);
  });

  it('ends at once where a dependency is not there: packaging again would not help', async () => {
    const { connection, request, requestsOf, creates } = await readyToAsk();
    const missing = { package: request.packageId, versionNumber: '9.9.9.1' };
    const config = { ...request.config, dependencies: [missing] };

    const requests = await requestsOf(async () => {
      await expect(
        requestVersion(connection, { ...request, config }, leaveIt),
      ).rejects.toMatchObject({
        code: 'HUB_REFUSED',
        detail: { found: expect.stringContaining('9.9.9.1') },
      });
    });

    expect(requests.filter((name) => name === 'Package2Version')).toHaveLength(1);
    expect(creates()).toEqual([]);
  });

  it('says everything that was decided, and nothing the library would decide', async () => {
    const { connection, request, hub } = await readyToAsk({
      releaseNotesUrl: 'https://acme.example/notes',
      postInstallUrl: 'https://acme.example/start',
    });

    await requestVersion(connection, { ...request, installationKey: 'open sesame' }, leaveIt);

    const { createRequests, versions } = await hub.records();
    expect(createRequests).toMatchObject([{ tag: TAG }]);
    expect(versions).toMatchObject([
      {
        number: { major: 1, minor: 4, patch: 0, build: 1 },
        name: 'Spring',
        description: 'commit abc',
        releaseNotesUrl: 'https://acme.example/notes',
        postInstallUrl: 'https://acme.example/start',
      },
    ]);
  });

  it('works from any working directory, and leaves the project and the temporary folder as they are', async () => {
    const { connection, request } = await readyToAsk();
    const before = await readFile(join(projectDir, 'sfdx-project.json'));
    const temporary = await temporaryFolder('tmp');
    vi.stubEnv('TMPDIR', temporary);

    const outcome = await requestVersion(connection, request, leaveIt);

    expect(outcome.kind).toBe('accepted');
    expect(await readFile(join(projectDir, 'sfdx-project.json'))).toEqual(before);
    expect(await readdir(temporary)).toEqual([]);
    expect(process.env['TMPDIR']).toBe(temporary);
  });

  it('sends nothing where the last look at the files throws, and leaves no copy of them', async () => {
    const { connection, request, creates } = await readyToAsk();
    const temporary = await temporaryFolder('tmp');
    vi.stubEnv('TMPDIR', temporary);
    const stop = new RangeError('a secret');

    await expect(
      requestVersion(connection, request, async () => Promise.reject(stop)),
    ).rejects.toMatchObject({ cause: stop });
    expect(creates()).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('sends nothing where it is told to stay, and leaves no copy of the files', async () => {
    const { connection, request, creates } = await readyToAsk();
    const temporary = await temporaryFolder('tmp');
    vi.stubEnv('TMPDIR', temporary);

    const outcome = await requestVersion(connection, request, async () => Promise.resolve('stay'));

    expect(outcome).toEqual({ kind: 'stayed' });
    expect(creates()).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each(['close-before', 'cut-body', 'garbage-html-200', 'empty-200'] as const)(
    'has the id although reading it back fails: %s',
    async (action) => {
      const { connection, request, fail, creates } = await readyToAsk();
      await fail({ match: READ_BACK, times: 'forever', action });

      const outcome = await requestVersion(connection, request, leaveIt);

      expect(outcome.kind).toBe('accepted');
      expect(creates()).toHaveLength(1);
    },
  );

  it.each([
    ['close-before', 0],
    ['reset-before', 0],
    ['close-after', 1],
    ['cut-body', 1],
    ['garbage-html-200', 0],
    ['empty-200', 0],
  ] as const)('asks once, and says that nobody answered: %s', async (action, arrived) => {
    const { connection, request, fail, creates, made } = await readyToAsk();
    await fail({ match: CREATE, action });

    const outcome = await requestVersion(connection, request, leaveIt);

    expect(outcome).toMatchObject({ kind: 'unanswered', why: expect.stringMatching(/\S/) });
    expect(creates()).toHaveLength(1);
    expect(await made()).toHaveLength(arrived);
  });

  it.each([
    [503, '<html>busy</html>', 'text/html'],
    [500, [{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'try again' }], 'application/json'],
    [201, { success: true }, 'application/json'],
  ])('takes HTTP %i %j for no answer', async (status, body, type) => {
    const { connection, request, fail, creates } = await readyToAsk();
    const headers = { 'content-type': type };
    await fail({ match: CREATE, action: { status, body, headers } });

    expect(await requestVersion(connection, request, leaveIt)).toMatchObject({
      kind: 'unanswered',
    });
    expect(creates()).toHaveLength(1);
  });

  it.each([
    [400, 'LIMIT_EXCEEDED', 'HUB_REFUSED'],
    [400, 'INVALID_INPUT', 'HUB_REFUSED'],
    [403, 'INSUFFICIENT_ACCESS', 'PERMISSION_MISSING'],
    [401, 'INVALID_SESSION_ID', 'SESSION_EXPIRED'],
  ])('hands back a refusal, HTTP %i %s, as %s', async (status, errorCode, code) => {
    const { connection, request, fail, creates } = await readyToAsk();
    const body = [{ errorCode, message: 'It says why.' }];
    await fail({ match: CREATE, action: { status, body } });

    expect(await requestVersion(connection, request, leaveIt)).toMatchObject({
      kind: 'refused',
      reason: { code, detail: { found: expect.stringContaining('It says why.') } },
    });
    expect(creates()).toHaveLength(1);
  });

  it('packages again where reading the package failed, before anything left', async () => {
    const { connection, request, fail, creates } = await readyToAsk();
    await fail({ match: { path: '/sobjects/Package2/0Ho' }, action: 'close-before' });

    const outcome = await requestVersion(connection, request, leaveIt);

    expect(outcome.kind).toBe('accepted');
    expect(creates()).toHaveLength(1);
  });

  it('asks for no validation for a throw-away build', async () => {
    const { connection, request, hub } = await readyToAsk({ validation: 'skipped' });

    await requestVersion(connection, request, leaveIt);

    const { limitsUsed } = await hub.records();
    expect(limitsUsed.used).toEqual({ Package2VersionCreatesWithoutValidation: 1 });
  });
});
