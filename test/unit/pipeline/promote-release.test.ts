import { describe, expect, it } from 'vitest';
import { closureOf } from '../../../src/domain/eca/closure.ts';
import { promoteRelease } from '../../../src/pipeline/promote-release.ts';
import { publishLinks } from '../../../src/pipeline/publish-links.ts';
import { release } from '../../../src/pipeline/release.ts';
import { app } from '../../support/eca-components.ts';
import { outsideInMemory, told, type InMemoryOutside } from '../../support/in-memory-ports.ts';
import {
  hubPackage,
  hubVersion,
  released,
  releaseConfig,
  versionNumber,
} from '../../support/release-state.ts';
import { releaseRequest } from '../../support/version-work.ts';

/** The outside after a release, as a later run finds it. */
async function afterRelease(outside = outsideInMemory()): Promise<InMemoryOutside> {
  await release(releaseRequest(), outside.ports);
  outside.questions.length = 0;
  outside.events.length = 0;
  return outside;
}

function changeLabel({ hub }: InMemoryOutside, label: string): void {
  hub.components = hub.components.map((component) =>
    component.fullName === 'Acme_Connector' ? app('Acme_Connector', { label }) : component,
  );
}

async function promoted(outside: InMemoryOutside) {
  const [published] = await promoteRelease(releaseRequest(), outside.ports);
  return published?.version;
}

describe('promoteRelease', () => {
  it('makes the beta the released version, and writes the artifacts again', async () => {
    const outside = await afterRelease();

    expect(await promoted(outside)).toMatchObject({ number: '1.4.0', build: 1, state: 'released' });
    expect(outside.hub.requests).toHaveLength(1);
    expect(outside.questions).toEqual([
      {
        question: 'Promote in the Dev Hub of admin@acme.example (00DHu00000EcaHbMAJ)?',
        lines: [
          'Acme Connector: 1.4.0-1 (04tHu000000V001IAG) becomes the released 1.4.0, for ever',
        ],
      },
    ]);
  });

  it('asks nothing and changes nothing where it is released already', async () => {
    const outside = await afterRelease();
    const first = await promoted(outside);
    outside.questions.length = 0;

    expect(await promoted(outside)).toEqual(first);
    expect(outside.questions).toEqual([]);
    expect(told(outside, 'stage.skipped')).toContainEqual(
      expect.objectContaining({ stage: 'promote' }),
    );
  });

  it('looks at what the version holds before it promotes it', async () => {
    const outside = await afterRelease();
    outside.hub.readContents = async () => Promise.resolve({ by: 'package-zip', components: [] });

    await expect(promoted(outside)).rejects.toMatchObject({ code: 'VERSION_CONTENTS_WRONG' });
    expect(outside.hub.versions).toMatchObject([{ isReleased: false }]);
  });

  it('promotes what a release would publish, not what was built later from other contents', async () => {
    const outside = await afterRelease();
    changeLabel(outside, 'Acme Connector 2');
    await release(releaseRequest(), outside.ports);
    changeLabel(outside, 'Acme Connector');

    expect(await promoted(outside)).toMatchObject({ build: 1, state: 'released' });
    expect(outside.hub.versions).toMatchObject([{ isReleased: true }, { isReleased: false }]);
  });

  it('promotes the newest build as it was built, where the app has changed since, and says so', async () => {
    const outside = await afterRelease();
    changeLabel(outside, 'Acme Connector 2');

    expect(await promoted(outside)).toMatchObject({
      build: 1,
      state: 'released',
      apps: [{ label: 'Acme Connector' }],
    });
    expect(told(outside, 'warning.raised')).toContainEqual({
      message: expect.stringContaining('is promoted as it was built'),
      actions: [],
    });
  });

  it('promotes what came of the first request, where two runs built the same', async () => {
    const outside = await afterRelease();
    const [first] = outside.hub.requests;
    outside.hub.somebodyAsks(first?.tag ?? '', versionNumber('1.4.0'), { afterMs: 1 });
    outside.clock.pass(10_000);
    changeLabel(outside, 'Acme Connector 2');

    expect(await promoted(outside)).toMatchObject({ build: 1 });
  });

  describe('while the version of the same contents is being built', () => {
    const NUMBER = versionNumber('1.4.0');

    /** The first of two runs asked earlier, but its build is not done yet. */
    async function withFirstStillBuilding(): Promise<InMemoryOutside> {
      const outside = await afterRelease();
      const [second] = outside.hub.requests;
      outside.hub.somebodyAsks(second?.tag ?? '', NUMBER, {
        afterMs: -60_000,
        script: [[600_000, 'Success']],
        components: closureOf('Acme_Connector', outside.hub.components).components,
      });
      return outside;
    }

    it('waits for the first of two requests, and promotes what comes of that', async () => {
      const outside = await withFirstStillBuilding();

      expect(await promoted(outside)).toMatchObject({ build: 2, state: 'released' });
      expect(outside.hub.versions).toMatchObject([{ isReleased: false }, { isReleased: true }]);
    });

    it('waits for it too where the app has changed since', async () => {
      const outside = await withFirstStillBuilding();
      changeLabel(outside, 'Acme Connector 2');

      expect(await promoted(outside)).toMatchObject({ build: 2, state: 'released' });
    });

    it('publishes the links of the first of two requests', async () => {
      const outside = await withFirstStillBuilding();

      const [published] = await publishLinks(releaseRequest(), outside.ports);

      expect(published?.version).toMatchObject({ build: 2, state: 'beta' });
    });

    it('waits for what a run that ended asked for, and leaves an older build alone', async () => {
      const outside = await afterRelease();
      changeLabel(outside, 'Acme Connector 2');
      outside.hub.script = [[120_000, 'Success']];
      outside.hub.beforeReading = (question) => {
        if (question === 'readProgress') throw new RangeError('killed');
      };
      await expect(release(releaseRequest(), outside.ports)).rejects.toThrow('killed');
      outside.hub.beforeReading = () => undefined;

      expect(await promoted(outside)).toMatchObject({
        build: 2,
        state: 'released',
        apps: [{ label: 'Acme Connector 2' }],
      });
      expect(outside.hub.versions).toMatchObject([{ isReleased: false }, { isReleased: true }]);
      expect(told(outside, 'stage.skipped')).toContainEqual(
        expect.objectContaining({ stage: 'version', package: 'Acme Connector' }),
      );
    });

    it('says that it is still being built where that takes too long', async () => {
      const outside = await withFirstStillBuilding();
      const config = releaseConfig({
        wait: { minutes: 1, requestSeconds: 60, lostAnswerSeconds: 60 },
      });

      await expect(promoteRelease(releaseRequest({ config }), outside.ports)).rejects.toMatchObject(
        { code: 'WAIT_EXPIRED' },
      );
      expect(outside.questions).toEqual([]);
      expect(outside.hub.versions).toMatchObject([{ isReleased: false }]);
    });
  });

  it('publishes what somebody else released under the number, and asks nothing', async () => {
    const outside = outsideInMemory();
    outside.hub.packages = [hubPackage()];
    outside.hub.versions = [hubVersion('1.4.0', {}, 2), released('1.4.0', 1)];

    expect(await promoted(outside)).toMatchObject({ build: 1, state: 'released', releaseKey: '' });
    expect(outside.questions).toEqual([]);
  });

  it('says which versions there are, where there is none of the number', async () => {
    const outside = outsideInMemory();
    outside.hub.packages = [hubPackage()];
    outside.hub.versions = [released('1.3.0', 1), hubVersion('1.5.0', {}, 2)];

    await expect(promoted(outside)).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      detail: {
        found: '1.3.0-1, 1.5.0-2',
        wanted: 'a build of 1.4.0 (sfdx-project.json)',
      },
    });
  });

  it('asks for no consent to what cannot be promoted', async () => {
    const outside = await afterRelease();
    outside.hub.versions = outside.hub.versions.map((version) => ({
      ...version,
      hasPassedCodeCoverage: false,
    }));

    await expect(promoted(outside)).rejects.toMatchObject({ code: 'NOT_PROMOTABLE' });
    expect(outside.questions).toEqual([]);
  });
});

describe('publishLinks', () => {
  it('writes the artifacts of a version again, and changes nothing else', async () => {
    const outside = await afterRelease();
    const files = new Map(outside.files);
    const versions = [...outside.hub.versions];

    const [published] = await publishLinks(releaseRequest(), outside.ports);

    expect(published?.version).toEqual(outside.published.at(-1));
    expect(published?.artifacts.changed).toEqual([]);
    expect(outside.files).toEqual(files);
    expect(outside.hub.versions).toEqual(versions);
    expect(outside.questions).toEqual([]);
  });
});
