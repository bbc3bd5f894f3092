import { describe, expect, it } from 'vitest';
import type { ReleaseConfig } from '../../../../src/domain/release-config.ts';
import { discover } from '../../../../src/pipeline/stages/discover.ts';
import { preflight } from '../../../../src/pipeline/stages/preflight.ts';
import { app, component } from '../../../support/eca-components.ts';
import { outsideInMemory, type InMemoryOutside } from '../../../support/in-memory-ports.ts';
import { hubPackage, packageConfig, releaseConfig } from '../../../support/release-state.ts';
import { releaseRequest } from '../../../support/version-work.ts';

async function discovered(
  outside: InMemoryOutside = outsideInMemory(),
  config: ReleaseConfig = releaseConfig(),
) {
  const { ports, hub } = outside;
  const request = releaseRequest({ config });
  const { output } = await preflight(request, ports, hub);
  return discover(request, ports, { ...output, hub }, () => undefined);
}

describe('discover', () => {
  it('finds the apps, where their files belong, and that they are to be built', async () => {
    const { output, ...told } = await discovered();

    expect(told).toEqual({
      kind: 'done',
      summary: '3 components of Acme_Connector; 1.4.0 is to be built',
    });
    expect(output[0]?.directory.files.map(({ path }) => path)).toEqual([
      'force-app/ExternalClientApplication.Acme_Connector-meta.xml',
      'force-app/ExtlClntAppNotificationSettings.Acme_notif-meta.xml',
      'force-app/ExtlClntAppOauthSettings.Partner_Login-meta.xml',
    ]);
    expect(output[0]?.components).toHaveLength(3);
  });

  it('never asks a hub for consumer secrets', async () => {
    const outside = outsideInMemory();
    const asked: string[] = [];
    const list = outside.hub.listComponents.bind(outside.hub);
    outside.hub.listComponents = async (types) => {
      asked.push(...types);
      return list(types);
    };

    await discovered(outside);

    expect(asked).toContain('ExternalClientApplication');
    expect(asked).not.toContain('ExtlClntAppGlobalOauthSettings');
  });

  it('asks an empty hub for nothing, and says that it has no apps', async () => {
    const outside = outsideInMemory();
    outside.hub.components = [];
    outside.hub.retrieve = async () => Promise.reject(new RangeError('asked for nothing'));

    await expect(discovered(outside)).rejects.toMatchObject({
      code: 'APP_NOT_FOUND',
      detail: { found: 'no External Client Apps at all' },
    });
  });

  it('stops at a secret before anything is written', async () => {
    const outside = outsideInMemory();
    outside.hub.components = [
      ...outside.hub.components,
      component('ExtlClntAppPushSettings', 'Acme_push', {
        externalClientApplication: 'Acme_Connector',
        applePushConfig: '<signingKey>ABC</signingKey>',
      }),
    ];

    await expect(discovered(outside)).rejects.toMatchObject({ code: 'SECRET_IN_PACKAGE' });
  });

  it('packages push settings that only link to their credentials', async () => {
    const outside = outsideInMemory();
    outside.hub.components = [
      ...outside.hub.components,
      component('ExtlClntAppPushSettings', 'Acme_push', {
        externalClientApplication: 'Acme_Connector',
        pushConfigLink: '00DHu00000EcaHb:0fAHu0000004aBc',
      }),
    ];

    expect((await discovered(outside)).output[0]?.components).toHaveLength(4);
  });

  it.each([
    ['is built already', 'built', '1.4.0-1 was built from the same contents'],
    ['is being built', 'building', '1.4.0 is being built already'],
    ['failed to build', 'failed', '1.4.0 failed to build before'],
  ])('says that the release %s', async (_what, state, summary) => {
    const outside = outsideInMemory();
    outside.hub.packages = [hubPackage()];
    const key = (await discovered(outside)).output[0]?.releaseKey.key ?? '';
    const number = { major: 1, minor: 4, patch: 0 };
    outside.hub.somebodyAsks(key, number, {
      script: [[0, state === 'built' ? 'Success' : state === 'failed' ? 'Error' : 'Queued']],
    });

    expect((await discovered(outside)).kind).toBe('done');
    expect(await discovered(outside)).toMatchObject({
      summary: expect.stringContaining(summary),
    });
  });

  describe('with a definition file', () => {
    const config = releaseConfig({
      packages: [packageConfig({ definitionFile: 'config/definition.json' })],
    });

    it('takes it into the release key', async () => {
      const digests = await Promise.all(
        ['{"edition": "Developer"}', '{"edition": "Enterprise"}'].map(async (text) => {
          const outside = outsideInMemory();
          outside.files.set('config/definition.json', text);
          return (await discovered(outside, config)).output[0]?.releaseKey.digest;
        }),
      );

      expect(new Set([...digests, (await discovered()).output[0]?.releaseKey.digest]).size).toBe(3);
    });

    it('stops at a secret in it', async () => {
      const outside = outsideInMemory();
      outside.files.set(
        'config/definition.json',
        '{"x":"force://a::token@acme.my.salesforce.com"}',
      );

      await expect(discovered(outside, config)).rejects.toMatchObject({
        code: 'SECRET_IN_PACKAGE',
        detail: { found: 'a login of the sf CLI in config/definition.json' },
      });
    });

    it.each([
      ['that is not there', undefined, 'no such file', undefined],
      ['that is no JSON', '{\n  "edition": Developer\n}', 'no JSON object', 2],
      ['that has comments', '// ours\n{}', 'no JSON object', 1],
      ['that is empty', '', 'no JSON object', 1],
      ['that is no object', '[]', 'no JSON object', undefined],
      ['that says nothing', 'null', 'no JSON object', undefined],
    ])('refuses one %s', async (_what, text, found, line) => {
      const outside = outsideInMemory();
      if (text !== undefined) outside.files.set('config/definition.json', text);

      await expect(discovered(outside, config)).rejects.toMatchObject({
        code: 'DEFINITION_FILE_INVALID',
        detail: {
          found,
          location: { file: 'config/definition.json', ...(line !== undefined && { line }) },
        },
      });
    });
  });

  it('is not misled by files of another app in the directory', async () => {
    const outside = outsideInMemory();
    const path = 'force-app/ExternalClientApplication.Acme_Analytics-meta.xml';
    outside.files.set(path, Buffer.from(app('Acme_Analytics').bytes).toString('utf8'));

    const { output } = await discovered(outside);

    expect(output[0]?.directory.removals).toEqual([path]);
    expect(output[0]?.components).toHaveLength(3);
  });
});
