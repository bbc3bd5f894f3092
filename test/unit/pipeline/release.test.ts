import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import type { ReleaseRequest } from '../../../src/pipeline/release-context.ts';
import { release } from '../../../src/pipeline/release.ts';
import { app } from '../../support/eca-components.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../support/in-memory-ports.ts';
import { packageConfig, releaseConfig } from '../../support/release-state.ts';
import { releaseRequest } from '../../support/version-work.ts';

async function run(outside: InMemoryOutside, request: Partial<ReleaseRequest> = {}) {
  outside.events.length = 0;
  return release(releaseRequest(request), outside.ports);
}

/** "stage outcome", in their order. */
function stages(outside: InMemoryOutside): readonly string[] {
  return outside.events.flatMap(({ code, data }) =>
    'stage' in data && code !== 'stage.started' && code !== 'stage.progressed'
      ? [`${data.stage} ${code.slice('stage.'.length)}`]
      : [],
  );
}

describe('release', () => {
  it('goes from the app in the hub to a published version', async () => {
    const outside = outsideInMemory();

    const [published] = await run(outside);

    expect(stages(outside)).toEqual([
      'connect done',
      'preflight done',
      'discover done',
      'manifest done',
      'retrieve done',
      'prune skipped',
      'lint done',
      'wire done',
      'package done',
      'version done',
      'verify done',
      'publish done',
      'publish done',
    ]);
    expect(published?.version).toMatchObject({
      number: '1.4.0',
      build: 1,
      state: 'beta',
      apps: [{ name: 'Acme_Connector', label: 'Acme Connector' }],
      contents: { by: 'package-zip' },
      isRehearsal: false,
    });
    expect([...outside.files.keys()].toSorted()).toEqual([
      'force-app/ExternalClientApplication.Acme_Connector-meta.xml',
      'force-app/ExtlClntAppNotificationSettings.Acme_notif-meta.xml',
      'force-app/ExtlClntAppOauthSettings.Partner_Login-meta.xml',
      'manifest/package.xml',
      'sfdx-project.json',
    ]);
  });

  it('does nothing a second time but say why', async () => {
    const outside = outsideInMemory();
    await run(outside);
    const before = new Map(outside.files);

    await run(outside);

    expect(stages(outside).filter((line) => !line.endsWith('skipped'))).toEqual([
      'connect done',
      'preflight done',
      'discover done',
      'lint done',
      'verify done',
    ]);
    expect(outside.files).toEqual(before);
    expect(outside.hub.requests).toHaveLength(1);
    expect(outside.questions).toHaveLength(1);
  });

  it('promotes what it built, where it is told to, and finds it promoted after that', async () => {
    const outside = outsideInMemory();

    const [first] = await run(outside, { promote: true });
    const [second] = await run(outside, { promote: true });
    const [third] = await run(outside);

    expect(first?.version.state).toBe('released');
    expect(second).toMatchObject({ version: first?.version, artifacts: { changed: [] } });
    expect(third).toMatchObject({ version: first?.version, artifacts: { changed: [] } });
    expect(outside.hub.requests).toHaveLength(1);
    expect(outside.questions).toHaveLength(1);
  });

  it('refuses a number that is released, when the app has changed since', async () => {
    const outside = outsideInMemory();
    await run(outside, { promote: true });
    const files = new Map(outside.files);
    outside.hub.components = outside.hub.components.map((component) =>
      component.fullName === 'Acme_Connector'
        ? app('Acme_Connector', { label: 'Acme Connector 2' })
        : component,
    );

    await expect(run(outside)).rejects.toMatchObject({ code: 'VERSION_ALREADY_RELEASED' });
    expect(outside.files).toEqual(files);
  });

  it('builds anew under the same number while that is a beta, when the app has changed', async () => {
    const outside = outsideInMemory();
    await run(outside);
    outside.hub.components = outside.hub.components.map((component) =>
      component.fullName === 'Acme_Connector'
        ? app('Acme_Connector', { label: 'Acme Connector 2' })
        : component,
    );

    const [published] = await run(outside);

    expect(published?.version).toMatchObject({
      build: 2,
      apps: [{ label: 'Acme Connector 2' }],
    });
    expect(told(outside, 'warning.raised')).toMatchObject([
      { message: expect.stringContaining('ExternalClientApplication:Acme_Connector') },
    ]);
  });

  it('publishes nothing that does not hold what it should', async () => {
    const outside = outsideInMemory();
    outside.hub.readContents = async () =>
      Promise.resolve({ by: 'package-zip', components: [app('Acme_Connector')] });

    await expect(run(outside, { promote: true })).rejects.toMatchObject({
      code: 'VERSION_CONTENTS_WRONG',
    });
    expect(outside.published).toEqual([]);
    expect(outside.hub.versions).toMatchObject([{ isReleased: false }]);
  });

  it('changes nothing where the user does not agree', async () => {
    const outside = outsideInMemory();
    const files = new Map(outside.files);
    const ports = {
      ...outside.ports,
      consent: {
        require: async () => Promise.reject(new ReleaseError('NOT_CONFIRMED', 'The answer was no')),
      },
    };

    await expect(release(releaseRequest(), ports)).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
    });
    expect(outside.files).toEqual(files);
    expect(outside.hub).toMatchObject({ packages: [], requests: [] });
  });

  it('makes the version of one package after the other', async () => {
    const outside = outsideInMemory();
    outside.files.set(
      'sfdx-project.json',
      JSON.stringify({
        packageDirectories: [{ path: 'force-app', default: true }, { path: 'analytics' }],
        sourceApiVersion: '67.0',
      }),
    );
    const config = releaseConfig({
      packages: [
        packageConfig({ version: { from: 'number', number: '1.4.0' } }),
        packageConfig({
          name: 'Acme Analytics',
          apps: ['Acme_Analytics'],
          path: 'analytics',
          version: { from: 'number', number: '2.0.0' },
        }),
      ],
    });

    const published = await run(outside, { config });

    expect(published.map(({ version }) => `${version.package.name} ${version.number}`)).toEqual([
      'Acme Connector 1.4.0',
      'Acme Analytics 2.0.0',
    ]);
    expect(outside.questions[0]?.lines).toHaveLength(2);
  });
});
