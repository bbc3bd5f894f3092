import { describe, expect, it } from 'vitest';
import { query, rest, seedFileWith, startedHub } from './hub-fixture.ts';

const TOOLING = '/services/data/v68.0/tooling/sobjects';

async function hubWhoseUserLacks(...lacksPermissions: string[]) {
  return startedHub({ seedFile: seedFileWith({ login: { lacksPermissions } }) });
}

const newPackage = {
  method: 'POST',
  body: JSON.stringify({ Name: 'Mine', ContainerOptions: 'Unlocked', NamespacePrefix: '' }),
};

describe('a user', () => {
  it('asks for their own permissions', async () => {
    const hub = await hubWhoseUserLacks('Packaging2PromoteVersion');

    const { body } = await query(
      hub,
      'SELECT PermissionsPackaging2, PermissionsPackaging2PromoteVersion FROM UserPermissionAccess',
      'query',
    );

    expect(body).toMatchObject({
      records: [{ PermissionsPackaging2: true, PermissionsPackaging2PromoteVersion: false }],
    });
  });

  it('without the permission for packages changes none, and describe says so', async () => {
    const hub = await hubWhoseUserLacks('Packaging2');

    const described = await rest(hub, `${TOOLING}/Package2/describe`);
    const created = await rest(hub, `${TOOLING}/Package2`, newPackage);

    expect(described.body).toMatchObject({ createable: false, updateable: false });
    expect(created).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
    });
    expect((await query(hub, 'SELECT Id FROM Package2')).body).toMatchObject({ totalSize: 0 });
  });

  it('without the permission to promote does not, and describe says so', async () => {
    const hub = await startedHub({
      seedFile: seedFileWith({
        login: { lacksPermissions: ['Packaging2PromoteVersion'] },
        packages: [{ name: 'Mine', type: 'Unlocked', versions: [{ number: '1.0.0.1' }] }],
      }),
    });
    const { body } = await query(hub, 'SELECT Id FROM Package2Version');
    const { records } = body as { records: readonly { Id: string }[] };

    const described = await rest(hub, `${TOOLING}/Package2Version/describe`);
    const promoted = await rest(hub, `${TOOLING}/Package2Version/${records[0]?.Id}`, {
      method: 'PATCH',
      body: JSON.stringify({ IsReleased: true }),
    });

    const { fields } = described.body as { fields: { name: string; updateable: boolean }[] };
    expect(fields.find(({ name }) => name === 'IsReleased')?.updateable).toBe(false);
    expect(fields.find(({ name }) => name === 'Tag')?.updateable).toBe(true);
    expect(promoted).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
    });
  });
});

describe('a trial', () => {
  it('says when it ends', async () => {
    const hub = await startedHub({
      seedFile: seedFileWith({ org: { trialEndsAt: '2026-12-24T00:00:00Z' } }),
    });

    const { body } = await query(hub, 'SELECT TrialExpirationDate FROM Organization', 'query');

    expect(body).toMatchObject({
      records: [{ TrialExpirationDate: '2026-12-24T00:00:00.000+0000' }],
    });
  });
});
