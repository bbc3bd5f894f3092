import { beforeEach, describe, it } from 'vitest';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import { startedHub } from './hub-fixture.ts';
import {
  ORBIT_FILES,
  built,
  header,
  oauth,
  packageNamed,
  problemsOf,
  released,
  xml,
} from './version-upload.ts';

const numbered = (versionNumber: string, ancestorId: unknown = '') => ({
  descriptor: { versionNumber, ancestorId },
});
const NOTIFICATIONS = {
  'extlClntAppNotifSettings/N.ecaNotifications': xml('ExtlClntAppNotificationSettings', {
    externalClientApplication: 'Orbit',
    label: 'x',
  }),
};

describe('an ancestor', () => {
  let hub: RunningHub;
  let packageId: string;
  let first: Record<string, unknown>;

  beforeEach(async () => {
    hub = await startedHub();
    packageId = await packageNamed(hub, 'Orbit');
    first = await released(hub, packageId, numbered('1.0.0.NEXT'));
  });

  it('is needed once something is released', async ({ expect }) => {
    expect(await problemsOf(hub, packageId, numbered('1.1.0.NEXT'))).toEqual([
      "Can't create package version because no package ancestor was specified. The highest released version is 1.0.0.1.",
    ]);
    expect(await problemsOf(hub, packageId, numbered('1.1.0.NEXT', first['Id']))).toEqual([]);
  });

  it('is shown as a 04t id although it was named by its 05i id', async ({ expect }) => {
    const second = await built(hub, packageId, numbered('1.1.0.NEXT', first['Id']));

    expect(second['AncestorId']).toBe(first['SubscriberPackageVersionId']);
  });

  it('must be a version of the same package', async ({ expect }) => {
    const other = await released(hub, await packageNamed(hub, 'Other'), numbered('5.0.0.NEXT'));

    expect(await problemsOf(hub, packageId, numbered('6.0.0.NEXT', other['Id']))).toEqual([
      `The ancestor ${String(other['Id'])} isn't a version of package Orbit.`,
    ]);
  });

  it('must be released', async ({ expect }) => {
    const beta = await built(hub, packageId, numbered('1.1.0.NEXT', first['Id']));

    expect(await problemsOf(hub, packageId, numbered('1.2.0.NEXT', beta['Id']))).toEqual([
      "The ancestor version 1.1.0.1 isn't released.",
    ]);
  });

  it('must be the highest released version', async ({ expect }) => {
    await released(hub, packageId, numbered('1.10.0.NEXT', first['Id']));

    expect(await problemsOf(hub, packageId, numbered('1.11.0.NEXT', first['Id']))).toEqual([
      "The ancestor version 1.0.0.1 isn't the highest released package version, which is 1.10.0.1.",
    ]);
  });

  it('must be lower than the version that descends from it', async ({ expect }) => {
    expect(await problemsOf(hub, packageId, numbered('0.9.0.NEXT', first['Id']))).toEqual([
      "The version number 0.9.0 isn't higher than that of the ancestor, 1.0.0.1.",
    ]);
  });

  it('of a patch has the same major and minor number', async ({ expect }) => {
    const second = await released(hub, packageId, numbered('1.1.0.NEXT', first['Id']));

    expect(await problemsOf(hub, packageId, numbered('1.0.1.NEXT', first['Id']))).toEqual([]);
    expect(await problemsOf(hub, packageId, numbered('1.0.1.NEXT', second['Id']))).toHaveLength(1);
    expect(await problemsOf(hub, packageId, numbered('1.0.1.NEXT'))).toEqual([
      'The patch version 1.0.1 needs an ancestor.',
    ]);
  });

  it('cannot be a patch, except of a patch', async ({ expect }) => {
    const patch = await released(hub, packageId, numbered('1.0.1.NEXT', first['Id']));

    expect(await problemsOf(hub, packageId, numbered('1.1.0.NEXT', patch['Id']))).toEqual([
      "The patch version 1.0.1.1 can't be the ancestor of a version that isn't a patch.",
    ]);
    expect(await problemsOf(hub, packageId, numbered('1.0.2.NEXT', patch['Id']))).toEqual([]);
  });

  it('keeps its components in a patch', async ({ expect }) => {
    const files = { ...ORBIT_FILES, ...NOTIFICATIONS };

    expect(
      await problemsOf(hub, packageId, { ...numbered('1.0.1.NEXT', first['Id']), files }),
    ).toEqual([
      "ExtlClntAppNotificationSettings:N: Components can't be added or removed in a patch version.",
    ]);
  });

  it('tells whether metadata was removed', async ({ expect }) => {
    const files = { ...ORBIT_FILES, ...NOTIFICATIONS };
    const second = await released(hub, packageId, {
      ...numbered('1.1.0.NEXT', first['Id']),
      files,
    });
    const third = await built(hub, packageId, numbered('1.2.0.NEXT', second['Id']));

    expect([second, third].map(({ HasMetadataRemoved }) => HasMetadataRemoved)).toEqual([
      false,
      true,
    ]);
  });

  it('keeps its apps for ever', async ({ expect }) => {
    const files = {
      'externalClientApps/Next.eca': header('Next'),
      'extlClntAppOauthSettings/Next.ecaOauth': oauth('Next'),
    };

    expect(
      await problemsOf(hub, packageId, { ...numbered('2.0.0.NEXT', first['Id']), files }),
    ).toEqual([
      "ExternalClientApplication:Orbit: An external client app can't be removed from a package once it was released.",
    ]);
  });
});
