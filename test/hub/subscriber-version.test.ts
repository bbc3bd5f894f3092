import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { query, rest, startedHub } from './hub-fixture.ts';
import { built, changed, errorOf, packageNamed, records } from './version-upload.ts';

describe('SubscriberPackageVersion', () => {
  let hub: RunningHub;
  let version: Record<string, unknown>;
  let byId: string;

  beforeEach(async () => {
    hub = await startedHub();
    version = await built(hub, await packageNamed(hub, 'Orbit'));
    byId = `FROM SubscriberPackageVersion WHERE Id ='${String(version['SubscriberPackageVersionId'])}'`;
  });

  it('can be looked at by id only', async ({ expect }) => {
    const error = errorOf(await query(hub, 'SELECT Id FROM SubscriberPackageVersion'));

    expect(error).toMatchObject({ status: 400, errorCode: 'MALFORMED_QUERY' });
    expect(error.message).toContain(
      'Implementation restriction: You can only perform queries of the form Id',
    );
  });

  it('says that a beta cannot go into a production org, and a released version can', async ({
    expect,
  }) => {
    const soql = `SELECT IsBeta, ReleaseState, InstallValidationStatus ${byId}`;
    const beta = await records(hub, soql);
    await changed(hub, version['Id'], { IsReleased: true });
    const released = await records(hub, soql);

    expect([beta[0], released[0]]).toMatchObject([
      {
        IsBeta: true,
        ReleaseState: 'Beta',
        InstallValidationStatus: 'BETA_INSTALL_INTO_PRODUCTION_ORG',
      },
      { IsBeta: false, ReleaseState: 'Released', InstallValidationStatus: 'NO_ERRORS_DETECTED' },
    ]);
  });

  it('shows itself only with the right installation key', async ({ expect }) => {
    await changed(hub, version['Id'], { InstallKey: "it's" });

    const without = await query(hub, `SELECT Id ${byId}`);
    const wrong = await query(hub, `SELECT Id ${byId} AND InstallationKey ='no'`);
    const right = await query(hub, String.raw`SELECT Id ${byId} AND InstallationKey ='it\'s'`);

    expect([without, wrong].map((answer) => errorOf(answer).errorCode)).toEqual([
      'INSTALL_KEY_REQUIRED',
      'INSTALL_KEY_INVALID',
    ]);
    expect(right.body).toMatchObject({ totalSize: 1 });
  });

  it('is not there for an id that nobody has', async ({ expect }) => {
    const { body } = await query(
      hub,
      "SELECT Id FROM SubscriberPackageVersion WHERE Id = '04txy0000000099AAA'",
    );

    expect(body).toMatchObject({ totalSize: 0 });
  });

  it('shows itself by its REST id too, but not when it needs a key', async ({ expect }) => {
    const path = `/services/data/v68.0/tooling/sobjects/SubscriberPackageVersion/${String(version['SubscriberPackageVersionId'])}`;
    const open = await rest(hub, path);
    await changed(hub, version['Id'], { InstallKey: 's3cret' });

    expect(open.body).toMatchObject({ ReleaseState: 'Beta', Name: 'a version' });
    expect(errorOf(await rest(hub, path))).toMatchObject({ errorCode: 'INSTALL_KEY_REQUIRED' });
  });

  it('keeps keys out of the recorded requests', async ({ expect }) => {
    await query(hub, `SELECT Id ${byId} AND InstallationKey ='s3cret'`);

    expect(JSON.stringify(hub.requests)).not.toContain('s3cret');
    expect(hub.requests.at(-1)?.soql).toContain("InstallationKey ='***'");
  });
});
