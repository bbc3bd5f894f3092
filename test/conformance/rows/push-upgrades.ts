import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at, has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfResult, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const SECOND = 'Acme Connector@1.1.0-1';
const BETA = 'Acme Connector@1.2.0-1';
const TOMORROW = new Date(Date.now() + 24 * 3_600_000).toISOString();

export const pushUpgrades: Theme = {
  title: 'Push upgrades',
  rows: [
    sfJson({
      name: 'package push-upgrade schedule --org-list',
      shows: 'the customer has the new version, and the report says so',
      prepare: firstInstalled,
      args: (_, bench) => schedule(bench, '--org-list', bench.org('customer').orgId),
      check: async ({ json }, _, bench) => {
        has(json, { Status: 'Pending' });
        await bench.advance(60_000);
        const report = await sfResult(bench, reportOn(textAt(json, 'PushRequestId')));
        has(report, {
          Status: 'Succeeded',
          PackageVersionId: bench.id(SECOND),
          PackageVersion: {
            MajorVersion: 1,
            MinorVersion: 1,
            MetadataPackage: { Name: 'Acme Connector' },
          },
        });
        has(
          await bench
            .org('customer')
            .query('SELECT SubscriberPackageVersionId FROM InstalledSubscriberPackage'),
          [{ SubscriberPackageVersionId: bench.id(SECOND) }],
        );
      },
    }),
    sfText({
      name: 'package push-upgrade schedule --org-file --start-time',
      shows: 'the request waits for its time',
      prepare: async (bench) => {
        await firstInstalled(bench);
        const file = join(bench.folder, 'orgs.csv');
        await writeFile(file, `${bench.org('customer').orgId.slice(0, 15)}\n`);
        return file;
      },
      args: (file, bench) => schedule(bench, '--org-file', file, '--start-time', TOMORROW),
      check: async ({ text }, _, bench) => {
        const request = /0DV\w{15}/.exec(text)?.[0] ?? '';
        has(
          await bench
            .org('hub')
            .query(
              `SELECT Status, ScheduledStartTime FROM PackagePushRequest WHERE Id = '${request}'`,
              'data',
            ),
          [{ Status: 'Pending' }],
        );
      },
    }),
    sfText({
      name: 'package push-upgrade schedule, to an org that does not have the package',
      shows: 'it fails, and the reason lies in a file',
      args: (_, bench) => schedule(bench, '--org-list', bench.org('sandbox').orgId),
      exitCode: 1,
      check: ({ text }) => {
        says(text, 'job errors have been written to file');
      },
    }),
    sfText({
      name: 'package push-upgrade schedule, of a beta',
      shows: 'it is refused',
      prepare: firstInstalled,
      args: (_, bench) =>
        words`package push-upgrade schedule -p ${bench.id(BETA)} -v hub --org-list ${bench.org('customer').orgId}`,
      exitCode: 1,
      check: ({ text }) => {
        says(text, /beta|released/i);
      },
    }),
    sfText({
      name: 'package push-upgrade report',
      shows: 'package, version, status, and how many orgs there are',
      prepare: scheduledForTomorrow,
      args: (request) => reportOn(request),
      check: ({ text }, request) => {
        says(text, request, 'Acme Connector', 'acmeconnect', 'Pending', '1.1');
      },
    }),
    sfJson({
      name: 'package push-upgrade list',
      shows: 'the requests of a package',
      prepare: async (bench) => ({
        request: await scheduledForTomorrow(bench),
        packageId: await subscriberPackageId(bench),
      }),
      args: ({ packageId }) => words`package push-upgrade list -p ${packageId} -v hub`,
      check: ({ json }, { request }) => {
        assert.equal(listAt(json, '').length, 1);
        has(json, [{ Id: request, Status: 'Pending' }]);
      },
    }),
    sfText({
      name: 'package push-upgrade list --status --scheduled-last-days --show-push-migrations-only',
      shows: 'only those that are like it: none',
      prepare: async (bench) => {
        await scheduledForTomorrow(bench);
        return subscriberPackageId(bench);
      },
      args: (packageId) =>
        words`package push-upgrade list -p ${packageId} -v hub --status Succeeded --scheduled-last-days 7
          --show-push-migrations-only`,
      check: ({ text }) => {
        says(text, 'No results found');
      },
    }),
    sfJson({
      name: 'package push-upgrade abort',
      shows: 'the request is canceled, and the customer keeps the old version',
      prepare: scheduledForTomorrow,
      args: (request) => words`package push-upgrade abort -i ${request} -v hub`,
      check: async ({ json }, request, bench) => {
        has(json, { success: true });
        has(
          await bench
            .org('hub')
            .query(`SELECT Status FROM PackagePushRequest WHERE Id = '${request}'`, 'data'),
          [{ Status: 'Canceled' }],
        );
      },
    }),
    sfJson({
      name: 'package push-upgrade abort, of one that has ended',
      shows: 'it is refused',
      prepare: async (bench) => {
        const request = await scheduledForTomorrow(bench);
        await bench
          .org('hub')
          .update('PackagePushRequest', request, { Status: 'Canceled' }, 'data');
        return request;
      },
      args: (request) => words`package push-upgrade abort -i ${request} -v hub`,
      exitCode: 1,
      check: ({ json }) => {
        says(String(at(json, 'message')), "'Canceled'");
      },
    }),
  ],
};

function schedule(bench: Bench, ...flags: readonly string[]): readonly string[] {
  return words`package push-upgrade schedule -p ${bench.id(SECOND)} -v hub ${flags}`;
}

function reportOn(request: string): readonly string[] {
  return words`package push-upgrade report -i ${request} -v hub`;
}

async function firstInstalled(bench: Bench): Promise<void> {
  await bench.org('customer').create('PackageInstallRequest', {
    SubscriberPackageVersionKey: bench.id('Acme Connector@1.0.0-1'),
    NameConflictResolution: 'Block',
    SecurityType: 'None',
  });
}

async function scheduledForTomorrow(bench: Bench): Promise<string> {
  await firstInstalled(bench);
  const flags = ['--org-list', bench.org('customer').orgId, '--start-time', TOMORROW];
  return textAt(await sfResult(bench, schedule(bench, ...flags)), 'PushRequestId');
}

async function subscriberPackageId(bench: Bench): Promise<string> {
  const [found] = await bench
    .org('hub')
    .query("SELECT SubscriberPackageId FROM Package2 WHERE Name = 'Acme Connector'");
  return textAt(found, 'SubscriberPackageId');
}
