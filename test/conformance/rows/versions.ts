import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { at, has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfResult, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const FIRST = 'Acme Connector@1.0.0-1';
const SECOND = 'Acme Connector@1.1.0-1';
const BETA = 'Acme Connector@1.2.0-1';
const UNPROVEN = 'Acme Connector@1.2.0-2';

export const versions: Theme = {
  title: 'Package versions',
  rows: [
    sfJson({
      name: 'package version list',
      shows: 'all versions with their ancestors, and what kind each package is',
      args: () => words`package version list -v hub`,
      check: ({ json }, _, bench) => {
        assert.equal(listAt(json, '').length, 5);
        has(find(json, SECOND, bench), {
          Version: '1.1.0.1',
          Package2Name: 'Acme Connector',
          NamespacePrefix: 'acmeconnect',
          IsReleased: true,
          Alias: SECOND,
          AncestorId: bench.id(FIRST),
          AncestorVersion: '1.0.0.1',
          IsOrgDependent: 'N/A',
        });
      },
    }),
    sfText({
      name: 'package version list --verbose',
      shows: 'the coverage and the language too',
      args: () => words`package version list --verbose -v hub`,
      check: ({ text }) => {
        says(text, 'Package Versions [5]', /Code Coverage/i, /Language/i);
      },
    }),
    sfJson({
      name: 'package version list --released --packages --order-by',
      shows: 'the released versions of one package, in that order',
      args: () =>
        words`package version list --released --packages ${'Acme Connector'}
          --order-by ${'MinorVersion DESC'} -v hub`,
      check: ({ json }) => {
        assert.deepEqual(
          listAt(json, '').map((version) => at(version, 'Version')),
          ['1.1.0.1', '1.0.0.1'],
        );
      },
    }),
    sfJson({
      name: 'package version list --branch --created-last-days --modified-last-days',
      shows: 'what was built of a branch lately',
      args: () =>
        words`package version list --branch next --concise -v hub --created-last-days 3 --modified-last-days 0`,
      check: ({ json }, _, bench) => {
        assert.equal(listAt(json, '').length, 1);
        has(json, [{ SubscriberPackageVersionId: bench.id(BETA) }]);
      },
    }),
    sfJson({
      name: 'package version report',
      shows: 'name, tag, branch, ancestor and state of a version',
      args: () => words`package version report -p ${BETA} -v hub`,
      check: ({ json }, _, bench) => {
        has(json, {
          SubscriberPackageVersionId: bench.id(BETA),
          Name: 'Third',
          Description: 'A beta.',
          Branch: 'next',
          Tag: 'nightly',
          Version: '1.2.0.1',
          AncestorVersion: '1.1.0.1',
          IsReleased: false,
          PackageType: 'Managed',
        });
      },
    }),
    sfText({
      name: 'package version report --verbose',
      shows: 'a table, with what the version needs',
      args: () => words`package version report -p ${SECOND} --verbose -v hub`,
      check: ({ text }, _, bench) => {
        says(text, bench.id(SECOND), 'Second', /Dependencies/, /Code Coverage/);
      },
    }),
    sfJson({
      name: 'package version report, of an id nobody has',
      shows: 'it is refused',
      args: () => words`package version report -p 04tHu0000000999IAA -v hub`,
      exitCode: 1,
      check: ({ json }) => {
        says(textAt(json, 'message'), '04tHu0000000999IAA');
      },
    }),
    sfJson({
      name: 'package version promote',
      shows: 'the version is released; once more changes nothing',
      args: () => words`package version promote -p ${BETA} --no-prompt -v hub`,
      check: async ({ json }, _, bench) => {
        has(json, { success: true });
        await sfResult(bench, words`package version promote -p ${BETA} -n -v hub`);
        has(await fieldsOf(bench, BETA, 'IsReleased'), { IsReleased: true });
      },
    }),
    sfText({
      name: 'package version promote, of a version that was not validated',
      shows: 'it is refused with the reason',
      args: () => words`package version promote -p ${UNPROVEN} --no-prompt -v hub`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, /validat/i);
        has(await fieldsOf(bench, UNPROVEN, 'IsReleased'), { IsReleased: false });
      },
    }),
    sfText({
      name: 'package version promote, of a second build of a released number',
      shows: 'it is refused: that number was released before',
      seed: { packages: [packageWithTwoBuilds()] },
      args: () => words`package version promote -p Twice@1.0.0-2 -n -v hub`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, 'You already promoted a package version with this major.minor.patch');
        has(await fieldsOf(bench, 'Twice@1.0.0-2', 'IsReleased'), { IsReleased: false });
      },
    }),
    sfJson({
      name: 'package version update',
      shows: 'name, description, branch, tag and key have changed',
      args: () =>
        words`package version update -p ${BETA} -v hub --version-name Fourth
          --version-description ${'Not yet.'} --branch main --tag v1.2 --installation-key ${'another key'}`,
      check: async ({ json }, _, bench) => {
        has(json, { id: bench.id(BETA), success: true });
        has(await fieldsOf(bench, BETA, 'Name, Description, Branch, Tag'), {
          Name: 'Fourth',
          Description: 'Not yet.',
          Branch: 'main',
          Tag: 'v1.2',
        });
        const soql = `SELECT Id FROM SubscriberPackageVersion WHERE Id = '${bench.id(BETA)}'`;
        const withKey = (key: string) => `${soql} AND InstallationKey = '${key}'`;
        has(await bench.org('customer').query(withKey('another key')), [{ Id: bench.id(BETA) }]);
        await assert.rejects(bench.org('customer').query(withKey('open sesame')), /INSTALL_KEY/);
      },
    }),
    sfJson({
      name: 'package version delete',
      shows: 'a beta is gone from the list',
      args: () => words`package version delete -p ${BETA} --no-prompt -v hub`,
      check: async ({ json }, _, bench) => {
        has(json, { success: true, id: bench.id(BETA) });
        has(await fieldsOf(bench, BETA, 'IsDeprecated'), { IsDeprecated: true });
      },
    }),
    sfJson({
      name: 'package version delete, of a released version',
      shows: 'it is refused',
      args: () => words`package version delete -p ${FIRST} --no-prompt -v hub`,
      exitCode: 1,
      check: async (_, __, bench) => {
        has(await fieldsOf(bench, FIRST, 'IsDeprecated'), { IsDeprecated: false });
      },
    }),
    sfJson({
      name: 'package version displayancestry',
      shows: 'the tree of the released versions of a package',
      args: () => words`package version displayancestry -p ${'Acme Connector'} -v hub`,
      check: ({ json }, _, bench) => {
        says(JSON.stringify(json), bench.id(FIRST), bench.id(SECOND));
        assert.ok(!JSON.stringify(json).includes(bench.id(BETA)));
      },
    }),
    sfText({
      name: 'package version displayancestry, of one version',
      shows: 'its way to the root',
      args: () => words`package version displayancestry -p ${SECOND} --verbose -v hub`,
      check: ({ text }) => {
        says(text, '1.1.0.1 -> 1.0.0.1 (root)');
      },
    }),
    sfText({
      name: 'package version displayancestry --dot-code',
      shows: 'the same as a graph',
      args: () => words`package version displayancestry -p ${'Acme Connector'} --dot-code -v hub`,
      check: ({ text }, _, bench) => {
        says(text, 'strict graph G', bench.id(FIRST), bench.id(SECOND));
      },
    }),
    sfText({
      name: 'package version displaydependencies',
      shows: 'what a version needs, as a graph',
      prepare: builtWithDependency,
      args: (version) => words`package version displaydependencies -p ${version} -v hub`,
      check: ({ text }) => {
        says(text, 'strict digraph G', 'Acme Connector@1.3.0.1', 'Acme Analytics@2.0.0.1', '->');
      },
    }),
    sfText({
      name: 'package version displaydependencies --edge-direction root-last, of a create request',
      shows: 'the whole graph, where it was asked to be calculated',
      prepare: async (bench) => {
        const version = await builtWithDependency(bench, { calculateTransitiveDependencies: true });
        const [request] = await bench
          .org('hub')
          .query(
            `SELECT Id FROM Package2VersionCreateRequest WHERE Package2Version.SubscriberPackageVersionId = '${version}'`,
          );
        return textAt(request, 'Id');
      },
      args: (request) =>
        words`package version displaydependencies -p ${request} -v hub --edge-direction root-last --verbose`,
      check: ({ text }) => {
        says(text, 'strict digraph G', 'Acme Analytics', '->');
      },
    }),
    sfJson({
      name: 'package version retrieve',
      shows: 'the files the version was built from',
      prepare: async (bench) => {
        const args = words`package version create -p ${'Acme Connector'} -x -v hub`;
        const result = await sfResult(bench, words`${args} --generate-pkg-zip --wait 5`);
        return textAt(result, 'SubscriberPackageVersionId');
      },
      args: (version) =>
        words`package version retrieve -p ${version} -v hub --output-dir retrieved`,
      check: async ({ json }, _, { projectDir }) => {
        assert.equal(listAt(json, '').length, 3);
        const files = await readdir(join(projectDir, 'retrieved'), { recursive: true });
        says(files.join(' '), 'externalClientApps/Acme_Connector.eca-meta.xml');
      },
    }),
  ],
};

function find(list: unknown, alias: string, bench: Bench): unknown {
  return listAt(list, '').find(
    (version) => at(version, 'SubscriberPackageVersionId') === bench.id(alias),
  );
}

async function fieldsOf(bench: Bench, alias: string, fields: string): Promise<unknown> {
  const [version] = await bench
    .org('hub')
    .query(
      `SELECT ${fields} FROM Package2Version WHERE SubscriberPackageVersionId = '${bench.id(alias)}'`,
    );
  return version;
}

function packageWithTwoBuilds() {
  return {
    name: 'Twice',
    namespace: 'acmeconnect',
    versions: [{ number: '1.0.0.1', released: true }, { number: '1.0.0.2' }],
  };
}

/** A version that needs a version of another package; its 04t id. */
async function builtWithDependency(
  bench: Bench,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  await bench.describePackage({
    package: 'Acme Connector',
    versionNumber: '1.3.0.NEXT',
    ancestorVersion: 'HIGHEST',
    dependencies: [{ package: 'Acme Analytics@2.0.0-1' }],
    ...settings,
  });
  const args = words`package version create -p ${'Acme Connector'} -x --wait 5`;
  return textAt(await sfResult(bench, words`${args} -v hub`), 'SubscriberPackageVersionId');
}
