import { describe, expect, it } from 'vitest';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';
import { formatVersionNumber } from '../../../src/domain/version/version-number.ts';
import {
  findCreateRequests,
  readProgress,
  readVersion,
  readVersions,
} from '../../../src/salesforce/version-records.ts';
import { adapterOnHub, type AdapterOnHub } from '../../support/adapter-on-hub.ts';
import { withPackage } from '../../support/seeded-package.ts';

const TAG = `eca-release/1.1.0/${'ab'.repeat(32)}`;

function withVersions(seed: Seed): Seed {
  const connector = withPackage(
    'Acme Connector',
    { number: '1.0.0.1', released: true, name: 'First', description: 'the first' },
    { number: '1.1.0.1', tag: TAG, ancestor: '1.0.0.1', installationKey: 'k' },
    { number: '1.1.0.2', deprecated: true },
    { number: '1.10.0.1', validated: false, coverage: false },
  );
  return withPackage('Acme Other', { number: '9.0.0.1' })(connector(seed));
}

async function packageIn({ hub }: AdapterOnHub) {
  const { packages } = await hub.records();
  return idFrom('0Ho', packages.find(({ name }) => name === 'Acme Connector')?.id);
}

function requestRow(fields: object): object {
  return {
    totalSize: 1,
    done: true,
    records: [
      {
        Id: '08cHu000000R001IAG',
        Status: 'Queued',
        Tag: TAG,
        CreatedDate: '2026-11-15T10:00:00.000+0000',
        Package2VersionId: null,
        Package2Version: null,
        ...fields,
      },
    ],
  };
}

describe('readVersions', () => {
  it.each([1, 2, 200])(
    'reads all versions of a package that are not deleted, from pages of %i',
    async (pageSize) => {
      const adapter = await adapterOnHub({ seed: withVersions, hub: { pageSize } });

      const versions = await readVersions(adapter.connection, await packageIn(adapter));

      expect(
        versions.map(({ number, build }) => `${formatVersionNumber(number)}-${build}`),
      ).toEqual(['1.0.0-1', '1.1.0-1', '1.10.0-1']);
    },
  );

  it('knows of a version what a release needs', async () => {
    const adapter = await adapterOnHub({ seed: withVersions });

    const [first, second, third] = await readVersions(adapter.connection, await packageIn(adapter));

    expect(first).toMatchObject({
      id: expect.stringMatching(/^05i/),
      versionId: expect.stringMatching(/^04t/),
      name: 'First',
      description: 'the first',
      tag: undefined,
      isReleased: true,
      isDeprecated: false,
      needsInstallationKey: false,
      validationSkipped: false,
      hasPassedCodeCoverage: true,
      hasMetadataRemoved: false,
      ancestorVersionId: undefined,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(second).toMatchObject({
      tag: TAG,
      isReleased: false,
      needsInstallationKey: true,
      ancestorVersionId: first?.versionId,
    });
    expect(third).toMatchObject({ validationSkipped: true, hasPassedCodeCoverage: false });
  });

  it.each([
    ['in an API version that does not count files', '63.0', undefined],
    ['in one that does', '64.0', expect.any(Number)],
  ])('works %s', async (_what, apiVersion, metadataFiles) => {
    const adapter = await adapterOnHub({ seed: withVersions });
    adapter.connection.setApiVersion(apiVersion);

    const [first] = await readVersions(adapter.connection, await packageIn(adapter));

    expect(first?.metadataFiles).toEqual(metadataFiles);
  });

  it('asks for the next page again where its answer does not come', async () => {
    const adapter = await adapterOnHub({ seed: withVersions, hub: { pageSize: 1 } });
    const packageId = await packageIn(adapter);
    await adapter.fail({ match: { path: '/query/' }, action: 'cut-body' });

    expect(await readVersions(adapter.connection, packageId)).toHaveLength(3);
  });

  it.each([
    ['an id of something else', { Id: '0HoHu0000004CAcKAM' }],
    ['no number', { MajorVersion: '1' }],
    ['no date', { CreatedDate: 'yesterday' }],
  ])('does not take a row with %s for a version', async (_what, fields) => {
    const adapter = await adapterOnHub({ seed: withVersions });
    const packageId = await packageIn(adapter);
    await adapter.fail({
      match: { soql: 'FROM Package2Version ' },
      action: { status: 200, body: { totalSize: 1, done: true, records: [{ ...ROW, ...fields }] } },
    });

    await expect(readVersions(adapter.connection, packageId)).rejects.toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
    });
  });
});

const ROW = {
  Id: '05iHu000000P001IAG',
  SubscriberPackageVersionId: '04tHu000000V001IAG',
  Package2Id: '0HoHu0000004CAcKAM',
  MajorVersion: 1,
  MinorVersion: 0,
  PatchVersion: 0,
  BuildNumber: 1,
  IsReleased: false,
  IsDeprecated: false,
  IsPasswordProtected: false,
  CreatedDate: '2026-11-15T10:00:00.000+0000',
};

describe('readVersion', () => {
  it('finds a version also when it is deleted', async () => {
    const { connection, hub } = await adapterOnHub({ seed: withVersions });
    const { versions } = await hub.records();
    const deleted = versions.find(({ isDeprecated }) => isDeprecated);

    expect(await readVersion(connection, idFrom('05i', deleted?.id))).toMatchObject({
      isDeprecated: true,
    });
  });

  it('says that there is none', async () => {
    const { connection } = await adapterOnHub();

    await expect(readVersion(connection, idFrom('05i', '05iHu0000000099'))).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
    });
  });
});

describe('findCreateRequests', () => {
  it('asks by package and tag', async () => {
    const adapter = await adapterOnHub({ seed: withVersions });

    expect(await findCreateRequests(adapter.connection, await packageIn(adapter), TAG)).toEqual([]);
    expect(adapter.hub.requests.at(-1)?.soql).toContain(
      `WHERE Package2Id = '${await packageIn(adapter)}' AND Tag = '${TAG}' ORDER BY CreatedDate, Id`,
    );
  });

  it.each([
    [{}, { status: 'Queued', packageVersionId: undefined, versionIsDeprecated: false }],
    [
      {
        Status: 'Success',
        Package2VersionId: '05iHu000000P001IAG',
        Package2Version: { IsDeprecated: true },
      },
      { status: 'Success', packageVersionId: '05iHu000000P001IAG', versionIsDeprecated: true },
    ],
    [
      { Status: 'SomethingNew', Tag: null },
      { status: 'SomethingNew', tag: undefined },
    ],
  ])('understands %j', async (fields, wanted) => {
    const adapter = await adapterOnHub({ seed: withVersions });
    const packageId = await packageIn(adapter);
    const body = requestRow(fields);
    await adapter.fail({
      match: { soql: 'FROM Package2VersionCreateRequest' },
      action: { status: 200, body },
    });

    expect(await findCreateRequests(adapter.connection, packageId, TAG)).toMatchObject([
      { id: '08cHu000000R001IAG', createdAt: '2026-11-15T10:00:00.000Z', ...wanted },
    ]);
  });
});

describe('readProgress', () => {
  const ID = idFrom('08c', '08cHu0000000099');

  it('has nothing to tell of a request that the hub does not show', async () => {
    const { connection } = await adapterOnHub();

    expect(await readProgress(connection, ID)).toBeUndefined();
  });

  it('is asked once: who waits asks again anyway, and has a deadline', async () => {
    const { connection, fail, requestsOf } = await adapterOnHub();
    await fail({
      match: { soql: 'FROM Package2VersionCreateRequest' },
      times: 'forever',
      action: 'close-before',
    });

    const requests = await requestsOf(async () => {
      await expect(readProgress(connection, ID)).rejects.toMatchObject({ code: 'HUB_UNREACHABLE' });
    });

    expect(requests).toHaveLength(1);
  });

  it('tells a failure without reasons where the hub shows none, nor the request again', async () => {
    const { connection, fail } = await adapterOnHub();
    const none = { totalSize: 0, done: true, records: [] };
    await fail(
      {
        match: { soql: 'FROM Package2VersionCreateRequest ' },
        action: { status: 200, body: requestRow({ Status: 'Error' }) },
      },
      {
        match: { soql: 'FROM Package2VersionCreateRequest ' },
        nth: 2,
        times: 'forever',
        action: { status: 200, body: none },
      },
    );

    expect(await readProgress(connection, ID)).toMatchObject({
      request: { status: 'Error' },
      errors: [],
    });
  });

  it("tells a failure with Salesforce's reasons", async () => {
    const { connection, fail } = await adapterOnHub();
    const body = requestRow({ Status: 'Error' });
    await fail(
      {
        match: { soql: 'Message FROM Package2VersionCreateRequestError' },
        times: 'forever',
        action: {
          status: 200,
          body: {
            totalSize: 2,
            done: true,
            records: [{ Message: 'The app is Local.' }, { Message: 'Nothing else helps.' }],
          },
        },
      },
      {
        match: { soql: 'FROM Package2VersionCreateRequest ' },
        times: 'forever',
        action: { status: 200, body },
      },
    );

    expect(await readProgress(connection, ID)).toMatchObject({
      request: { status: 'Error' },
      errors: ['The app is Local.', 'Nothing else helps.'],
    });
  });
});
