import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeProject } from '../../support/make-project.ts';
import { changeProjectFile } from '../../support/project-settings.ts';
import { runEcaRelease } from '../../support/run-eca-release.ts';
import { at, has, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfResult, type Row, type Theme } from '../row.ts';
import { words } from '../words.ts';

/** The first API version that has all parts of the demo's app. */
const OLDEST_WITH_ALL_PARTS = 64;

export const wholeReleases: Theme = {
  title: 'Whole releases',
  rows: [
    releaseWithSf('51.0', 'the oldest API version'),
    releaseWithSf('68.0', 'the newest API version'),
    ecaRelease(OLDEST_WITH_ALL_PARTS, 'an old hub'),
    ecaRelease(68, 'the newest hub'),
  ],
};

function releaseWithSf(version: string, title: string): Row {
  return {
    name: `sf, from package create to the customer, with ${title}`,
    shows: `${version}: the customer has the released version, whose package was created a moment ago`,
    seed: { packages: [] },
    run: async (bench) => {
      await bench.describePackage({});
      const sf = async (args: readonly string[]) =>
        sfResult(bench, args, { SF_ORG_API_VERSION: version });

      await sf(words`package create --name Flow --package-type Managed --path force-app -v hub`);
      const built = await sf(words`package version create -p Flow -x -c -w 5 -v hub`);
      has(built, { Status: 'Success', VersionNumber: '0.1.0.1' });
      const id = textAt(built, 'SubscriberPackageVersionId');
      await sf(words`package version promote -p ${id} --no-prompt -v hub`);
      has(await sf(words`package version report -p ${id} -v hub`), { IsReleased: true });
      has(await sf(words`package version list -v hub`), [{ SubscriberPackageVersionId: id }]);
      has(await sf(words`package install -p ${id} --no-prompt -w 5 -o customer`), {
        Status: 'SUCCESS',
      });
      has(await sf(words`package installed list -o customer`), [
        { SubscriberPackageVersionId: id, SubscriberPackageName: 'Flow' },
      ]);
      const versions = bench.hub.requests
        .map(({ path }) => /\/data\/v([\d.]+)\/tooling\/(sobjects|query)/.exec(path)?.[1])
        .filter((found) => found !== undefined);
      // The bench itself looks at the hub once with its own version.
      assert.deepEqual([...new Set(versions.slice(2))], [version]);
    },
  };
}

function ecaRelease(newest: number, title: string): Row {
  return {
    name: `npm run eca -- release, to ${title}, then sf`,
    shows: `API ${newest}.0: sf reports, promotes and installs what this tool has built`,
    seed: { packages: [], apiVersions: { newest } },
    run: async (bench) => {
      const id = await releasedVersion(bench, newest);
      // The login that every row copies remembers what another hub could.
      const sf = async (args: readonly string[]) =>
        sfResult(bench, args, { SF_ORG_API_VERSION: `${newest}.0` });
      has(await sf(words`package version report -p ${id} -v hub`), {
        Version: '1.0.0.1',
        IsReleased: false,
      });
      await sf(words`package version promote -p ${id} --no-prompt -v hub`);
      await sf(words`package install -p ${id} --no-prompt -w 5 -o customer`);
      has(await sf(words`package installed list -o customer`), [
        { SubscriberPackageVersionId: id, SubscriberPackageName: 'Acme Connector' },
      ]);
    },
  };
}

/** The 04t id of what `eca-release release` made in a checkout of its own, with the login of sf. */
async function releasedVersion(bench: Bench, newest: number): Promise<string> {
  const projectDir = await makeProject();
  await changeProjectFile(projectDir, { sourceApiVersion: `${newest}.0` });
  try {
    const { exitCode, stdout, stderr } = await runEcaRelease(
      words`release --target-dev-hub hub --yes --json`,
      { cwd: projectDir, home: bench.home },
    );
    assert.equal(exitCode, 0, `${stdout}${stderr}`);
    const run: unknown = JSON.parse(stdout);
    assert.equal(at(run, 'outcome'), 'succeeded');
    return textAt(run, 'versions.0.versionId');
  } finally {
    await rm(dirname(projectDir), { recursive: true });
  }
}
