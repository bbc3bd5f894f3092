import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest, seedFileWith, startedHub } from './hub-fixture.ts';
import {
  asked,
  built,
  errorOf,
  idOf,
  packageNamed,
  problemsOf,
  records,
  released,
  versionInfo,
} from './version-upload.ts';

const REQUESTS = '/services/data/v68.0/tooling/sobjects/Package2VersionCreateRequest';
const DAY_MS = 86_400_000;

async function statusOf(hub: RunningHub, id: string) {
  const [row] = await records(
    hub,
    `SELECT Status, Package2VersionId, Package2Version.MajorVersion FROM Package2VersionCreateRequest WHERE Id = '${id}'`,
  );
  return {
    status: row?.['Status'],
    versionId: row?.['Package2VersionId'],
    parent: row?.['Package2Version'],
  };
}

describe('a version request', () => {
  let hub: RunningHub;
  let packageId: string;

  beforeEach(async () => {
    hub = await startedHub();
    packageId = await packageNamed(hub, 'Orbit');
  });

  it('comes as a form with a file, as the library sends it, or as plain JSON', async ({
    expect,
  }) => {
    const form = new FormData();
    const bytes = new Uint8Array(await versionInfo(packageId, {}));
    form.set(
      'VersionInfo',
      new Blob([bytes], { type: 'application/zip' }),
      'package-version-info.zip',
    );
    form.set(
      'Package2VersionCreateRequest',
      JSON.stringify({ Package2Id: packageId, Tag: 'form' }),
    );

    const response = await fetch(hub.url + REQUESTS, {
      method: 'POST',
      headers: { authorization: `Bearer ${hub.login.accessToken}` },
      body: form,
    });
    const json = await asked(hub, packageId, { request: { Tag: 'json' } });

    expect([response.status, json.status]).toEqual([201, 201]);
    expect(
      await records(hub, 'SELECT Tag, Status FROM Package2VersionCreateRequest'),
    ).toMatchObject([
      { Tag: 'form', Status: 'Success' },
      { Tag: 'json', Status: 'Success' },
    ]);
  });

  it.for<[string, Record<string, unknown>, string, string]>([
    [
      'without a package',
      { Package2Id: undefined },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [Package2Id]',
    ],
    [
      'without contents',
      { VersionInfo: undefined },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [VersionInfo]',
    ],
    [
      'with a malformed package id',
      { Package2Id: '0Hono' },
      'MALFORMED_ID',
      'Package2 ID: id value of incorrect type',
    ],
    [
      'with the id of another hub’s package',
      { Package2Id: '0Hozz0000000001AAA' },
      'MALFORMED_ID',
      'Package2 ID: no such package',
    ],
    ['with a build instance', { Instance: 'NA1' }, 'INVALID_FIELD', "No such column 'Instance'"],
    [
      'with a status of its own',
      { Status: 'Success' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Status',
    ],
    ['with a tag that is too long', { Tag: 'x'.repeat(241) }, 'STRING_TOO_LONG', 'Tag'],
  ])(
    'that is wrong in itself is refused at once and costs nothing: %s',
    async ([, request, errorCode, text], { expect }) => {
      const error = errorOf(await asked(hub, packageId, { request }));

      expect(error).toMatchObject({
        status: 400,
        errorCode,
        message: expect.stringContaining(text),
      });
      expect(await remaining(hub)).toEqual([6, 500]);
    },
  );

  it('whose upload is no zip ends in an error', async ({ expect }) => {
    const { body } = await asked(hub, packageId, { request: { VersionInfo: 'bm8gemlw' } });

    expect(await statusOf(hub, idOf(body))).toMatchObject({ status: 'Error', versionId: null });
  });

  it('lasts in each status as long as the seed says', async ({ expect }) => {
    let now = Date.UTC(2026, 5, 1);
    const seedFile = seedFileWith({ buildSteps: { Initializing: 5000, VerifyingMetadata: 0 } });
    const slow = await startedHub({ seedFile, buildMs: 600, readMs: () => now });
    const request = idOf((await asked(slow, await packageNamed(slow, 'Orbit'))).body);

    const seen: unknown[] = [];
    for (const ms of [100, 4999, 1, 200, 100]) {
      now += ms;
      seen.push((await statusOf(slow, request)).status);
    }

    expect(seen).toEqual([
      'Initializing',
      'Initializing',
      'VerifyingFeaturesAndSettings',
      'FinalizingPackageVersion',
      'Success',
    ]);
  });

  it('goes through its statuses in time, and has its version at the end', async ({ expect }) => {
    let now = Date.UTC(2026, 5, 1);
    const slow = await startedHub({ buildMs: 600, readMs: () => now });
    const id = await packageNamed(slow, 'Orbit');
    const request = idOf((await asked(slow, id)).body);

    const seen = [];
    for (const ms of [0, 100, 100, 100, 100, 100, 99, 1]) {
      now += ms;
      seen.push(await statusOf(slow, request));
    }

    expect(seen.map(({ status }) => status)).toEqual([
      'Queued',
      'Initializing',
      'VerifyingFeaturesAndSettings',
      'VerifyingDependencies',
      'VerifyingMetadata',
      'FinalizingPackageVersion',
      'FinalizingPackageVersion',
      'Success',
    ]);
    expect(seen.map(({ parent }) => parent === null)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('fails after its metadata was verified', async ({ expect }) => {
    let now = Date.UTC(2026, 5, 1);
    const slow = await startedHub({ buildMs: 600, readMs: () => now });
    const id = await packageNamed(slow, 'Orbit');
    const request = idOf((await asked(slow, id, { descriptor: { versionNumber: 'x' } })).body);
    const errors = async () =>
      records(slow, 'SELECT Message FROM Package2VersionCreateRequestError');

    now += 499;
    const before = [(await statusOf(slow, request)).status, (await errors()).length];
    now += 1;
    const after = [(await statusOf(slow, request)).status, (await errors()).length];

    expect([before, after]).toEqual([
      ['VerifyingMetadata', 0],
      ['Error', 1],
    ]);
  });

  it('with asynchronous validation has its version early, and validates it afterwards', async ({
    expect,
  }) => {
    let now = Date.UTC(2026, 5, 1);
    const slow = await startedHub({ buildMs: 600, readMs: () => now });
    const id = await packageNamed(slow, 'Orbit');
    const request = idOf((await asked(slow, id, { request: { AsyncValidation: true } })).body);
    const validated = async () =>
      (await records(slow, 'SELECT ValidatedAsync FROM Package2Version'))[0];

    now += 500;
    const early = [(await statusOf(slow, request)).status, (await validated())?.['ValidatedAsync']];
    now += 100;
    const late = [(await statusOf(slow, request)).status, (await validated())?.['ValidatedAsync']];

    expect([early, late]).toEqual([
      ['PerformingValidations', false],
      ['Success', true],
    ]);
  });

  it('takes from the limit of its kind, also when it fails', async ({ expect }) => {
    await asked(hub, packageId);
    await asked(hub, packageId, { descriptor: { versionNumber: 'x' } });
    await asked(hub, packageId, { request: { SkipValidation: true } });

    expect(await remaining(hub)).toEqual([4, 499]);
  });

  it('is refused when the limit is used up, until the next UTC day', async ({ expect }) => {
    let now = Date.UTC(2026, 5, 1, 23, 59);
    const small = await startedHub({
      seedFile: seedFileWith({ limits: { Package2VersionCreates: 1 } }),
      readMs: () => now,
    });
    const id = await packageNamed(small, 'Orbit');
    await asked(small, id);

    const second = await asked(small, id);
    now += DAY_MS;
    const nextDay = await asked(small, id);

    expect(errorOf(second)).toEqual({
      status: 400,
      errorCode: 'LIMIT_EXCEEDED',
      message: 'Package2VersionCreates Limit exceeded.',
    });
    expect(nextDay.status).toBe(201);
  });

  it('gets the next build of its number, and two at once get two', async ({ expect }) => {
    const slow = await startedHub({ buildMs: 200 });
    const id = await packageNamed(slow, 'Orbit');
    await Promise.all([asked(slow, id), asked(slow, id)]);
    await fetch(`${slow.url}/__hub/clock`, { method: 'POST', body: '{"advanceMs":1000}' });
    const third = await asked(slow, id, { descriptor: { versionNumber: '1.0.1.7' }, request: {} });

    const rows = await records(
      slow,
      'SELECT MinorVersion, BuildNumber FROM Package2Version ORDER BY BuildNumber',
    );

    expect(third.status).toBe(201);
    expect(rows.map(({ BuildNumber }) => BuildNumber)).toEqual([1, 2]);
  });

  it('may ask for a build number, also for one that exists', async ({ expect }) => {
    const upload = { descriptor: { versionNumber: '1.0.0.7' } };
    const first = await built(hub, packageId, upload);
    const second = await built(hub, packageId, upload);
    const next = await built(hub, packageId);

    expect([first, second, next].map(({ BuildNumber }) => BuildNumber)).toEqual([7, 7, 8]);
  });

  it.for(['1.0', '1.0.0', '1.0.0.LATEST', 'v1.0.0.1', ''])(
    'with a wrong number ends in an error: %j',
    async (versionNumber, { expect }) => {
      expect(await problemsOf(hub, packageId, { descriptor: { versionNumber } })).toEqual([
        `The version number ${versionNumber} is invalid.`,
      ]);
    },
  );

  it('for a number that is released already ends in an error', async ({ expect }) => {
    const first = await released(hub, packageId);

    const problems = await problemsOf(hub, packageId, { descriptor: { ancestorId: first['Id'] } });

    expect(problems).toContain(
      'The package version number 1.0.0 is already released. Increase the major, minor, or patch number.',
    );
  });

  it('gives the version what it says about itself', async ({ expect }) => {
    const version = await built(hub, packageId, {
      descriptor: { versionName: 'Spring', versionDescription: 'commit abc' },
      request: { Tag: 'the-tag', Branch: 'main', InstallKey: 's3cret', Language: 'en_US' },
    });

    expect(version).toMatchObject({
      Name: 'Spring',
      Description: 'commit abc',
      Tag: 'the-tag',
      Branch: 'main',
      Language: 'en_US',
      IsPasswordProtected: true,
      InstallKey: null,
      IsReleased: false,
      IsDeprecated: false,
      ValidationSkipped: false,
      HasPassedCodeCoverageCheck: true,
      CodeCoverage: null,
      HasMetadataRemoved: false,
      AncestorId: null,
      ReleaseVersion: 68,
      TotalNumberOfMetadataFiles: 2,
      SubscriberPackageVersionId: expect.stringMatching(/^04txy0\w{12}$/),
    });
    expect(version['TotalSizeOfMetadataFiles']).toBeGreaterThan(200);
  });

  it('without validation says so, and has no coverage', async ({ expect }) => {
    const version = await built(hub, packageId, {
      request: { SkipValidation: true, CalculateCodeCoverage: true },
    });

    expect(version).toMatchObject({ ValidationSkipped: true, HasPassedCodeCoverageCheck: false });
  });

  it('stamps records with whole seconds', async ({ expect }) => {
    const version = await built(hub, packageId);

    expect(version['CreatedDate']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  });

  it('hands out the zip of a version only where it was asked for', async ({ expect }) => {
    const without = await built(hub, packageId);
    const withZip = await built(hub, packageId, { request: { IsDevUsePkgZipRequested: true } });

    const path = String(withZip['DeveloperUsePkgZip']);
    const response = await fetch(hub.url + path, {
      headers: { authorization: `Bearer ${hub.login.accessToken}` },
    });

    expect(without['DeveloperUsePkgZip']).toBeNull();
    expect(path).toBe(
      `/services/data/v68.0/tooling/sobjects/Package2Version/${String(withZip['Id'])}/DeveloperUsePkgZip`,
    );
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});

async function remaining(hub: RunningHub): Promise<number[]> {
  const { body } = await rest(hub, '/services/data/v68.0/limits');
  const limits = body as Record<string, { Remaining: number }>;
  return ['Package2VersionCreates', 'Package2VersionCreatesWithoutValidation'].map(
    (name) => limits[name]?.Remaining ?? -1,
  );
}
