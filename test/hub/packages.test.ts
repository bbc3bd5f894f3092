import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { rest, startedHub } from './hub-fixture.ts';
import { built, changed, errorOf, idOf, packageNamed, records } from './version-upload.ts';

const PACKAGES = '/services/data/v68.0/tooling/sobjects/Package2';

describe('packages', () => {
  let hub: RunningHub;

  beforeEach(async () => {
    hub = await startedHub();
  });

  async function created(values: unknown) {
    return rest(hub, PACKAGES, { method: 'POST', body: JSON.stringify(values) });
  }

  it('get an 0Ho id and an 033 id', async ({ expect }) => {
    const { status, body } = await created({
      Name: 'A',
      Description: '',
      NamespacePrefix: 'orbitns',
      ContainerOptions: 'Managed',
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^0Hoxy0\w{12}$/),
      success: true,
      errors: [],
    });
    expect(
      await records(hub, 'SELECT Name, Description, SubscriberPackageId FROM Package2'),
    ).toMatchObject([
      {
        Name: 'A',
        Description: null,
        SubscriberPackageId: expect.stringMatching(/^033xy0\w{12}$/),
      },
    ]);
  });

  it('that depend on an org are unlocked', async ({ expect }) => {
    const values = { Name: 'A', IsOrgDependent: true, ContainerOptions: 'Unlocked' };

    const unlocked = await created(values);
    const managed = await created({
      ...values,
      Name: 'B',
      ContainerOptions: 'Managed',
      NamespacePrefix: 'orbitns',
    });

    expect([unlocked.status, managed.status]).toEqual([201, 400]);
    expect(await records(hub, 'SELECT IsOrgDependent FROM Package2')).toMatchObject([
      { IsOrgDependent: true },
    ]);
  });

  it('recommend only a released version of theirs, in API versions that know of it', async ({
    expect,
  }) => {
    const packageId = await packageNamed(hub, 'Orbit');
    const version = await built(hub, packageId);
    const RecommendedVersionId = version['SubscriberPackageVersionId'];
    const recommended = async (api: string) =>
      rest(hub, `/services/data/v${api}/tooling/sobjects/Package2/${packageId}`, {
        method: 'PATCH',
        body: JSON.stringify({ RecommendedVersionId }),
      });

    const beta = await recommended('68.0');
    await changed(hub, version['Id'], { IsReleased: true });
    const old = await recommended('65.0');
    const released = await recommended('68.0');

    expect([beta.status, old.status, released.status]).toEqual([400, 400, 204]);
    expect(errorOf(old).errorCode).toBe('INVALID_FIELD');
    expect(await records(hub, 'SELECT RecommendedVersionId FROM Package2')).toMatchObject([
      { RecommendedVersionId },
    ]);
  });

  it('without a name are refused', async ({ expect }) => {
    expect(
      errorOf(await created({ ContainerOptions: 'Managed', NamespacePrefix: 'orbitns' })),
    ).toEqual({
      status: 400,
      errorCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [Name]',
    });
  });

  it('of another type than Managed or Unlocked are refused', async ({ expect }) => {
    for (const ContainerOptions of ['Other', '', undefined])
      expect(
        errorOf(await created({ Name: 'A', ContainerOptions, NamespacePrefix: 'orbitns' })),
      ).toMatchObject({
        status: 400,
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      });
  });

  it('of a namespace that is not linked are refused', async ({ expect }) => {
    expect(
      errorOf(await created({ Name: 'A', ContainerOptions: 'Managed', NamespacePrefix: 'other' })),
    ).toMatchObject({
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
    });
  });

  it('that are managed need a namespace, unlocked ones do not', async ({ expect }) => {
    const managed = await created({ Name: 'A', ContainerOptions: 'Managed', NamespacePrefix: '' });
    const unlocked = await created({
      Name: 'B',
      ContainerOptions: 'Unlocked',
      NamespacePrefix: '',
    });

    expect([managed.status, unlocked.status]).toEqual([400, 201]);
  });

  it('have names that are unique in their namespace, letter case aside', async ({ expect }) => {
    await packageNamed(hub, 'Orbit');

    expect(
      errorOf(
        await created({ Name: 'ORBIT', ContainerOptions: 'Managed', NamespacePrefix: 'orbitns' }),
      ),
    ).toMatchObject({
      status: 400,
      errorCode: 'DUPLICATE_VALUE',
    });
  });

  it('refuse fields that are unknown or not theirs to set', async ({ expect }) => {
    const unknown = await created({
      Name: 'A',
      ContainerOptions: 'Managed',
      NamespacePrefix: 'orbitns',
      Colour: 'red',
    });
    const closed = await created({
      Name: 'A',
      ContainerOptions: 'Managed',
      NamespacePrefix: 'orbitns',
      IsDeleted: true,
    });

    expect(errorOf(unknown)).toEqual({
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: "No such column 'Colour' on sobject of type Package2",
    });
    expect(errorOf(closed)).toMatchObject({
      status: 400,
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
  });

  it('can be deleted when their versions are', async ({ expect }) => {
    const id = await packageNamed(hub, 'Orbit');
    const version = await built(hub, id);
    const remove = async () =>
      rest(hub, `${PACKAGES}/${id}`, { method: 'PATCH', body: '{"IsDeprecated":true}' });

    const early = await remove();
    await changed(hub, version['Id'], { IsDeprecated: true });
    const late = await remove();

    expect([early.status, late.status]).toEqual([400, 204]);
  });

  it('that do not exist are 404', async ({ expect }) => {
    expect(errorOf(await rest(hub, `${PACKAGES}/0Hoxy0000000009AAA`))).toMatchObject({
      status: 404,
      errorCode: 'NOT_FOUND',
    });
  });

  it('cannot be removed with DELETE', async ({ expect }) => {
    const id = idOf({ id: await packageNamed(hub, 'Orbit') });

    expect(errorOf(await rest(hub, `${PACKAGES}/${id}`, { method: 'DELETE' }))).toMatchObject({
      status: 405,
      errorCode: 'METHOD_NOT_ALLOWED',
    });
  });
});
