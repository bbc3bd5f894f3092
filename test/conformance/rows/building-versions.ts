import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { at, has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfResult, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const AN_HOUR = 3_600_000;
const CREATE = words`package version create -p ${'Acme Connector'} -v hub`;

export const buildingVersions: Theme = {
  title: 'Building versions',
  rows: [
    sfJson({
      name: 'package version create --wait',
      shows: 'the next build of the number, what is in it, and its alias in the project file',
      args: () => words`${CREATE} --installation-key-bypass --code-coverage --wait 5`,
      check: async ({ json }, _, bench) => {
        has(json, {
          Status: 'Success',
          VersionNumber: '1.3.0.1',
          HasPassedCodeCoverageCheck: true,
          HasMetadataRemoved: false,
          TotalNumberOfMetadataFiles: 3,
          Error: [],
        });
        const id = textAt(json, 'SubscriberPackageVersionId');
        const { packageAliases } = await bench.readProject();
        assert.equal(packageAliases['Acme Connector@1.3.0-1'], id);
        has(await versionOf(bench, id), {
          Name: 'ver 1.3',
          AncestorId: bench.id('Acme Connector@1.1.0-1'),
          IsPasswordProtected: false,
          ValidationSkipped: false,
        });
      },
    }),
    sfText({
      name: 'package version create --wait --verbose',
      shows: 'the statuses of a build on its way, and the install link',
      seed: { buildSteps: { VerifyingMetadata: AN_HOUR } },
      prepare: (bench) => {
        void letBuildEndOnceSeen(bench);
      },
      args: () => words`${CREATE} -x --skip-validation --wait 5 --verbose`,
      check: ({ text }) => {
        says(
          text,
          /Verifying ?Metadata/,
          'packaging/installPackage.apexp?p0=04t',
          /Successfully created the package version/,
        );
      },
    }),
    sfJson({
      name: 'package version create, without waiting',
      shows: 'the request, which a report finds again',
      seed: { buildMs: AN_HOUR },
      args: () => words`${CREATE} --installation-key-bypass`,
      check: async ({ json }, _, bench) => {
        const id = textAt(json, 'Id');
        has(json, { Status: 'Queued', Package2Id: bench.id('Acme Connector'), Error: [] });
        const report = words`package version create report -v hub -i ${id}`;
        has(await sfResult(bench, report), [
          { Id: id, Status: 'Queued', SubscriberPackageVersionId: null },
        ]);
      },
    }),
    sfJson({
      name: 'package version create --skip-validation',
      shows: 'a version that says so, from the limit for these',
      args: () => words`${CREATE} -x --skip-validation --wait 5`,
      check: async ({ json }, _, bench) => {
        has(await versionOf(bench, textAt(json, 'SubscriberPackageVersionId')), {
          ValidationSkipped: true,
          HasPassedCodeCoverageCheck: false,
        });
        has(await bench.org('hub').send('GET', '/services/data/v68.0/limits'), {
          Package2VersionCreates: { Max: 40, Remaining: 40 },
          Package2VersionCreatesWithoutValidation: { Max: 500, Remaining: 499 },
        });
      },
    }),
    sfJson({
      name: 'package version create --async-validation',
      shows: 'the version while its validations go on',
      seed: { buildSteps: { FinalizingPackageVersion: AN_HOUR } },
      args: () => words`${CREATE} -x --async-validation --wait 5`,
      check: ({ json }) => {
        has(json, { Status: 'PerformingValidations' });
        assert.match(textAt(json, 'SubscriberPackageVersionId'), /^04t/);
      },
    }),
    sfJson({
      name: 'package version create --definition-file',
      shows: 'the app of the namespace org is let in',
      prepare: async (bench) => {
        await writeFile(
          join(bench.projectDir, 'build-org.json'),
          JSON.stringify({
            edition: 'Developer',
            features: ['EnableSetPasswordInApi'],
            settings: { externalClientAppSettings: { enablePackageEcaOauthFromDevOrg: true } },
          }),
        );
      },
      args: () => words`${CREATE} -x --definition-file build-org.json --wait 5`,
      check: ({ json }) => {
        has(json, { Status: 'Success' });
      },
    }),
    sfJson({
      name: 'package version create, with a dependency',
      shows: 'the version needs the released build that was found for it',
      prepare: async (bench) =>
        bench.describePackage({
          package: 'Acme Connector',
          versionNumber: '1.3.0.NEXT',
          ancestorVersion: 'HIGHEST',
          dependencies: [{ package: 'Acme Analytics', versionNumber: '2.0.0.RELEASED' }],
        }),
      args: () => words`${CREATE} -x --wait 5`,
      check: async ({ json }, _, bench) => {
        const version = textAt(json, 'SubscriberPackageVersionId');
        has(
          await bench
            .org('hub')
            .query(`SELECT Dependencies FROM SubscriberPackageVersion WHERE Id = '${version}'`),
          [
            {
              Dependencies: {
                ids: [{ subscriberPackageVersionId: bench.id('Acme Analytics@2.0.0-1') }],
              },
            },
          ],
        );
      },
    }),
    sfJson({
      name: 'package version create --branch --tag',
      shows: 'both stand in the version, and the branch in its alias',
      args: () => words`${CREATE} -x --branch feature-1 --tag abc123 --wait 5`,
      check: async ({ json }, _, bench) => {
        has(json, { Branch: 'feature-1', Tag: 'abc123' });
        const { packageAliases } = await bench.readProject();
        assert.equal(
          packageAliases['Acme Connector@1.3.0-1-feature-1'],
          textAt(json, 'SubscriberPackageVersionId'),
        );
      },
    }),
    sfJson({
      name: 'package version create --installation-key',
      shows: 'the version shows itself only with the key',
      args: () => words`${CREATE} --installation-key ${"it's a secret"} --wait 5`,
      check: async ({ json }, _, bench) => {
        const id = textAt(json, 'SubscriberPackageVersionId');
        has(await versionOf(bench, id), { IsPasswordProtected: true });
        const soql = `SELECT Id FROM SubscriberPackageVersion WHERE Id = '${id}'`;
        await assert.rejects(bench.org('customer').query(soql), /INSTALL_KEY_REQUIRED/);
        has(await bench.org('customer').query(`${soql} AND InstallationKey = 'it\\'s a secret'`), [
          { Id: id },
        ]);
      },
    }),
    sfJson({
      name: 'package version create, with everything that can be said of a version',
      shows: 'name, description, number, links and language stand in the version',
      args: () =>
        words`${CREATE} -x --version-name Autumn --version-description ${'Leaves fall.'}
          --version-number 1.4.0.NEXT --releasenotes-url https://acme.example/notes
          --post-install-url https://acme.example/start --language de --generate-pkg-zip --wait 5`,
      check: async ({ json }, _, bench) => {
        const id = textAt(json, 'SubscriberPackageVersionId');
        has(await versionOf(bench, id), {
          Name: 'Autumn',
          Description: 'Leaves fall.',
          MinorVersion: 4,
          Language: 'de',
        });
        has(
          await bench
            .org('customer')
            .query(
              `SELECT ReleaseNotesUrl, PostInstallUrl FROM SubscriberPackageVersion WHERE Id = '${id}'`,
            ),
          [
            {
              ReleaseNotesUrl: 'https://acme.example/notes',
              PostInstallUrl: 'https://acme.example/start',
            },
          ],
        );
      },
    }),
    sfText({
      name: 'package version create, of a package that cannot be built',
      shows: 'every reason, and the request is kept with them',
      prepare: async ({ projectDir }) => {
        const folder = join(projectDir, 'force-app/main/default');
        await rm(join(folder, 'extlClntAppOauthSettings'), { recursive: true });
        await writeFile(
          join(folder, 'externalClientApps', 'Second.eca-meta.xml'),
          `<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@acme.example</contactEmail>
    <distributionState>Local</distributionState>
    <label>Second</label>
</ExternalClientApplication>
`,
        );
      },
      args: () => words`${CREATE} -x --wait 5`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, '(1)', '(2)', 'Second');
        const report = words`package version create list -v hub --status Error`;
        has(await sfResult(bench, report), [{ Status: 'Error' }]);
      },
    }),
    sfText({
      name: 'package version create, when the limit of the day is reached',
      shows: 'it is refused, and nothing was built',
      seed: { limits: { Package2VersionCreates: 0 } },
      args: () => words`${CREATE} -x --wait 5`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, /limit/i);
        assert.deepEqual(
          await bench.org('hub').query('SELECT Id FROM Package2VersionCreateRequest'),
          [],
        );
      },
    }),
    sfText({
      name: 'package version create report',
      shows: 'ids, tag and install link of a finished build',
      prepare: requestOfVersion,
      args: (id) => words`package version create report -v hub -i ${id}`,
      check: ({ text }, id) => {
        says(text, id, 'Success', 'packaging/installPackage.apexp?p0=04t', 'nightly-7');
      },
    }),
    sfJson({
      name: 'package version create report, of a failed build',
      shows: 'its reasons',
      prepare: async (bench) => {
        await rm(join(bench.projectDir, 'force-app/main/default/externalClientApps'), {
          recursive: true,
        });
        await bench.sf([...CREATE, '-x', '--json']);
        const [request] = await bench
          .org('hub')
          .query('SELECT Id FROM Package2VersionCreateRequest');
        return textAt(request, 'Id');
      },
      args: (id) => words`package version create report -v hub -i ${id}`,
      check: ({ json }) => {
        has(json, [{ Status: 'Error' }]);
        assert.ok(listAt(json, '0.Error').length > 0);
      },
    }),
    sfJson({
      name: 'package version create list',
      shows: 'the requests of today, with name and number',
      prepare: requestOfVersion,
      args: () =>
        words`package version create list -v hub --verbose --created-last-days 0 --status Success`,
      check: ({ json }, id) => {
        assert.equal(listAt(json, '').length, 1);
        has(json, [{ Id: id, Status: 'Success', Tag: 'nightly-7', VersionNumber: '1.3.0.1' }]);
        assert.ok(at(json, '0.VersionName') !== undefined);
      },
    }),
  ],
};

/** sf looks twice at once, tells what it saw, and goes on, because of --skip-validation, every five seconds. */
async function letBuildEndOnceSeen(bench: Bench): Promise<void> {
  const isSeen = (): boolean =>
    bench.hub.requests.filter(({ soql }) => soql?.includes('FROM Package2VersionCreateRequest'))
      .length > 1;
  for (let looks = 0; looks < 600 && !isSeen(); looks += 1) await wait(100);
  await bench.advance(AN_HOUR);
}

async function versionOf(bench: Bench, id: string): Promise<unknown> {
  const fields =
    'Name, Description, MajorVersion, MinorVersion, AncestorId, IsPasswordProtected, ValidationSkipped, HasPassedCodeCoverageCheck, Language';
  const [version] = await bench
    .org('hub')
    .query(`SELECT ${fields} FROM Package2Version WHERE SubscriberPackageVersionId = '${id}'`);
  return version;
}

async function requestOfVersion(bench: Bench): Promise<string> {
  const result = await sfResult(bench, words`${CREATE} -x --tag nightly-7`);
  return textAt(result, 'Id');
}
