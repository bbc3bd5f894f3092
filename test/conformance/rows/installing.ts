import assert from 'node:assert/strict';
import { at, has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import type { Alias } from '../logged-in-home.ts';
import { sfJson, sfResult, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const FIRST = 'Acme Connector@1.0.0-1';
const SECOND = 'Acme Connector@1.1.0-1';
const BETA = 'Acme Connector@1.2.0-1';
const INSTALL = words`package install --no-prompt`;

export const installing: Theme = {
  title: 'Installing',
  rows: [
    sfJson({
      name: 'package install --wait',
      shows: 'the version is installed, and in no other org',
      args: () => words`${INSTALL} -p ${SECOND} --wait 5 -o customer`,
      check: async ({ json }, _, bench) => {
        has(json, { Status: 'SUCCESS', SubscriberPackageVersionKey: bench.id(SECOND) });
        assert.deepEqual(await installedIn(bench, 'customer'), ['1.1.0.1']);
        assert.deepEqual(await installedIn(bench, 'sandbox'), []);
      },
    }),
    sfText({
      name: 'package install, without waiting',
      shows: 'the request, which a report finds again',
      seed: { installMs: 3_600_000 },
      args: () => words`${INSTALL} -p ${SECOND} -o customer`,
      check: async ({ text }, _, bench) => {
        const request = /0Hf\w{15}/.exec(text)?.[0] ?? '';
        says(text, 'PackageInstallRequest is currently InProgress');
        has(await sfResult(bench, words`package install report -i ${request} -o customer`), {
          Id: request,
          Status: 'IN_PROGRESS',
        });
        assert.deepEqual(await installedIn(bench, 'customer'), []);
      },
    }),
    sfText({
      name: 'package install report',
      shows: 'a finished install',
      prepare: async (bench) => installRequest(bench, SECOND),
      args: (request) => words`package install report -i ${request} -o customer`,
      check: ({ text }) => {
        says(text, /Successfully installed/);
      },
    }),
    sfJson({
      name: 'package install --publish-wait --installation-key',
      shows: 'a beta with a key goes into a sandbox, once it is published',
      args: () =>
        words`${INSTALL} -p ${BETA} --installation-key ${'open sesame'} -o sandbox --publish-wait 1
          --wait 5 --security-type AllUsers`,
      check: async ({ json }, _, bench) => {
        has(json, { Status: 'SUCCESS', SecurityType: 'Full' });
        assert.ok(!JSON.stringify(bench.hub.requests).includes('open sesame'));
        assert.deepEqual(await installedIn(bench, 'sandbox'), ['1.2.0.1']);
      },
    }),
    sfText({
      name: 'package install, with a wrong installation key',
      shows: 'it is refused, and nothing is installed',
      args: () => words`${INSTALL} -p ${BETA} -k wrong --wait 5 -o sandbox`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, /key/i);
        assert.deepEqual(await installedIn(bench, 'sandbox'), []);
      },
    }),
    sfText({
      name: 'package install, of a beta into a production org',
      shows: 'the install fails with the reason',
      args: () => words`${INSTALL} -p ${BETA} -k ${'open sesame'} --wait 5 -o customer`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, /beta/i);
        assert.deepEqual(await installedIn(bench, 'customer'), []);
      },
    }),
    sfJson({
      name: 'package install, of a higher version',
      shows: 'the customer has the higher one, once',
      prepare: async (bench) => installRequest(bench, FIRST),
      args: () => words`${INSTALL} -p ${SECOND} --wait 5 -o customer`,
      check: async (_, __, bench) => {
        assert.deepEqual(await installedIn(bench, 'customer'), ['1.1.0.1']);
      },
    }),
    sfText({
      name: 'package install, of a lower version',
      shows: 'the install fails with the reason',
      prepare: async (bench) => installRequest(bench, SECOND),
      args: () => words`${INSTALL} -p ${FIRST} --wait 5 -o customer`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, /newer|earlier|lower|higher/i);
        assert.deepEqual(await installedIn(bench, 'customer'), ['1.1.0.1']);
      },
    }),
    sfText({
      name: 'package install, without a package it depends on',
      shows: 'the install fails, and names what is missing',
      seed: dependentPackages(),
      args: () => words`${INSTALL} -p Upper@1.0.0-1 --wait 5 -o customer`,
      exitCode: 1,
      check: async ({ text }, _, bench) => {
        says(text, 'Lower');
        assert.deepEqual(await installedIn(bench, 'customer'), []);
      },
    }),
    sfJson({
      name: 'package installed list',
      shows: 'what is installed, with package, namespace and version',
      prepare: async (bench) => installRequest(bench, SECOND),
      args: () => words`package installed list -o customer`,
      check: ({ json }, _, bench) => {
        assert.equal(listAt(json, '').length, 1);
        has(json, [
          {
            SubscriberPackageName: 'Acme Connector',
            SubscriberPackageNamespace: 'acmeconnect',
            SubscriberPackageVersionId: bench.id(SECOND),
            SubscriberPackageVersionName: 'Second',
            SubscriberPackageVersionNumber: '1.1.0.1',
          },
        ]);
        assert.match(textAt(json, '0.Id'), /^0A3/);
      },
    }),
    sfText({
      name: 'package installed list, of an org without packages',
      shows: 'none',
      args: () => words`package installed list -o sandbox`,
      check: ({ text }) => {
        assert.doesNotMatch(text, /Acme/);
      },
    }),
    sfJson({
      name: 'package uninstall --wait',
      shows: 'it is installed no more',
      prepare: async (bench) => installRequest(bench, SECOND),
      args: (_, bench) => words`package uninstall -p ${bench.id(SECOND)} -w 5 -o customer`,
      check: async ({ json }, _, bench) => {
        has(json, { Status: 'Success', SubscriberPackageVersionId: bench.id(SECOND) });
        assert.deepEqual(await installedIn(bench, 'customer'), []);
      },
    }),
    sfText({
      name: 'package uninstall, without waiting',
      shows: 'the request, which a report finds again',
      seed: { uninstallMs: 3_600_000 },
      prepare: async (bench) => installRequest(bench, SECOND),
      args: () => words`package uninstall -p ${SECOND} -o customer`,
      check: async ({ text }, _, bench) => {
        const request = /06y\w{15}/.exec(text)?.[0] ?? '';
        const report = words`package uninstall report -i ${request} -o customer`;
        const found = await sfResult(bench, report);
        has(found, { Id: request });
        assert.match(textAt(found, 'Status'), /^(Queued|InProgress)$/);
      },
    }),
    sfJson({
      name: 'package uninstall, of what is not installed',
      shows: 'it is refused',
      args: () => words`package uninstall -p ${SECOND} -w 5 -o customer`,
      exitCode: 1,
      check: ({ json }) => {
        assert.ok(String(at(json, 'message')).length > 0);
      },
    }),
  ],
};

async function installedIn(bench: Bench, alias: Alias): Promise<readonly string[]> {
  const rows = await bench
    .org(alias)
    .query(
      'SELECT SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion, SubscriberPackageVersion.PatchVersion, SubscriberPackageVersion.BuildNumber FROM InstalledSubscriberPackage',
    );
  return rows.map((row) =>
    ['MajorVersion', 'MinorVersion', 'PatchVersion', 'BuildNumber']
      .map((field) => String(at(row, `SubscriberPackageVersion.${field}`)))
      .join('.'),
  );
}

async function installRequest(bench: Bench, alias: string): Promise<string> {
  return bench.org('customer').create('PackageInstallRequest', {
    SubscriberPackageVersionKey: bench.id(alias),
    NameConflictResolution: 'Block',
    SecurityType: 'None',
  });
}

function dependentPackages() {
  return {
    packages: [
      {
        name: 'Lower',
        namespace: 'acmeconnect',
        versions: [{ number: '1.0.0.1', released: true }],
      },
      {
        name: 'Upper',
        namespace: 'acmeconnect',
        versions: [{ number: '1.0.0.1', released: true, dependencies: ['Lower@1.0.0.1'] }],
      },
    ],
  };
}
