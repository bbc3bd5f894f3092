import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { seedFileWith, startedHub } from './hub-fixture.ts';
import {
  asked,
  built,
  changed,
  errorOf,
  packageNamed,
  records,
  released,
} from './version-upload.ts';

describe('a promotion', () => {
  let hub: RunningHub;
  let packageId: string;

  beforeEach(async () => {
    hub = await startedHub();
    packageId = await packageNamed(hub, 'Orbit');
  });

  async function isReleased(id: unknown): Promise<unknown> {
    const [row] = await records(
      hub,
      `SELECT IsReleased FROM Package2Version WHERE Id = '${String(id)}'`,
    );
    return row?.['IsReleased'];
  }

  it('answers 204, also for the same version again', async ({ expect }) => {
    const { Id } = await built(hub, packageId);

    const answers = [
      await changed(hub, Id, { IsReleased: true }),
      await changed(hub, Id, { IsReleased: true }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await isReleased(Id)).toBe(true);
  });

  it('of a second build of a released number is refused', async ({ expect }) => {
    const first = await built(hub, packageId);
    const second = await built(hub, packageId);
    await changed(hub, first['Id'], { IsReleased: true });

    const error = errorOf(await changed(hub, second['Id'], { IsReleased: true }));

    expect(error).toMatchObject({ status: 400, errorCode: 'DUPLICATE_VALUE' });
    expect(error.message).toContain('previously released');
    expect(await isReleased(second['Id'])).toBe(false);
  });

  it.for<[string, Record<string, unknown>, string]>([
    [
      'was not validated',
      { SkipValidation: true, CalculateCodeCoverage: false },
      'created without validation',
    ],
    [
      'has no code coverage',
      { CalculateCodeCoverage: false },
      'The code coverage required to promote this version has not been met.',
    ],
  ])('of an unproven version is refused: %s', async ([, request, text], { expect }) => {
    const { Id } = await built(hub, packageId, { request });

    expect(errorOf(await changed(hub, Id, { IsReleased: true }))).toMatchObject({
      status: 400,
      message: expect.stringContaining(text),
    });
  });

  it('of a version whose validations still run is refused', async ({ expect }) => {
    let now = Date.UTC(2026, 5, 1);
    const slow = await startedHub({ buildMs: 600, readMs: () => now });
    await asked(slow, await packageNamed(slow, 'Orbit'), { request: { AsyncValidation: true } });
    now += 500;
    const [row] = await records(slow, 'SELECT Id FROM Package2Version');

    const early = await changed(slow, row?.['Id'], { IsReleased: true });
    now += 100;
    const late = await changed(slow, row?.['Id'], { IsReleased: true });

    expect([early.status, late.status]).toEqual([400, 204]);
  });

  it('cannot be taken back', async ({ expect }) => {
    const { Id } = await released(hub, packageId);

    expect((await changed(hub, Id, { IsReleased: false })).status).toBe(400);
    expect(await isReleased(Id)).toBe(true);
  });

  it('of a deleted version is refused', async ({ expect }) => {
    const { Id } = await built(hub, packageId);
    await changed(hub, Id, { IsDeprecated: true });

    expect((await changed(hub, Id, { IsReleased: true })).status).toBe(400);
  });
});

describe('an update of a version', () => {
  let hub: RunningHub;
  let version: Record<string, unknown>;

  beforeEach(async () => {
    hub = await startedHub();
    version = await built(hub, await packageNamed(hub, 'Orbit'));
  });

  it('changes tag, branch, name, description and installation key', async ({ expect }) => {
    const values = { Tag: 't', Branch: 'b', Name: 'n', Description: 'd' };

    await changed(hub, version['Id'], { ...values, InstallKey: 'k' });

    expect(
      await records(
        hub,
        'SELECT Tag, Branch, Name, Description, IsPasswordProtected, InstallKey FROM Package2Version',
      ),
    ).toMatchObject([{ ...values, IsPasswordProtected: true, InstallKey: null }]);
  });

  it('changes nothing else', async ({ expect }) => {
    expect(errorOf(await changed(hub, version['Id'], { Tag: 't', MajorVersion: 9 }))).toMatchObject(
      {
        status: 400,
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      },
    );
    expect(await records(hub, 'SELECT Tag FROM Package2Version')).toMatchObject([{ Tag: null }]);
  });

  it('does not name the id in its body', async ({ expect }) => {
    expect(errorOf(await changed(hub, version['Id'], { Id: version['Id'], Tag: 't' }))).toEqual({
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: 'The Id field should not be specified in the sobject data.',
    });
  });

  it('deletes a beta, but no released version', async ({ expect }) => {
    const beta = await changed(hub, version['Id'], { IsDeprecated: true });
    const other = await released(hub, await packageNamed(hub, 'Other'));

    const refused = await changed(hub, other['Id'], { IsDeprecated: true });

    expect([beta.status, refused.status]).toEqual([204, 400]);
  });

  it('deletes also a released version of an unlocked package', async ({ expect }) => {
    const seedFile = seedFileWith({
      packages: [
        { name: 'Open', type: 'Unlocked', versions: [{ number: '1.0.0.1', released: true }] },
      ],
    });
    const other = await startedHub({ seedFile });
    const [row] = await records(other, 'SELECT Id FROM Package2Version');

    expect((await changed(other, row?.['Id'], { IsDeprecated: true })).status).toBe(204);
  });
});
