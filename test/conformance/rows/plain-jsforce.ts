import assert from 'node:assert/strict';
import { Connection, OAuth2 } from '@jsforce/jsforce-node';
import { has } from '../answers.ts';
import type { Bench } from '../bench.ts';
import type { Theme } from '../row.ts';

export const plainJsforce: Theme = {
  title: 'Plain jsforce',
  rows: [
    {
      name: 'jsforce: identity, userinfo, limits, versions',
      shows: 'who and where one is',
      run: async (bench) => {
        const connection = plainConnection(bench);
        has(await connection.identity(), {
          username: bench.hub.login.username,
          organization_id: bench.hub.login.orgId,
        });
        has(await connection.limits(), { Package2VersionCreates: { Max: 40, Remaining: 40 } });
        has(await connection.request('/services/data'), [{ version: '51.0' }, { version: '68.0' }]);
      },
    },
    {
      name: 'jsforce: query, queryMore, sobject',
      shows: 'records by pages, by id and by conditions',
      seed: { pageSize: 2 },
      run: async (bench) => {
        const { tooling } = plainConnection(bench);
        let page = await tooling.query('SELECT Id FROM Package2Version');
        let count = page.records.length;
        while (!page.done) {
          page = await tooling.queryMore(page.nextRecordsUrl ?? '');
          count += page.records.length;
        }
        assert.equal(count, 5);
        const id = bench.id('Acme Connector');
        has(await tooling.sobject('Package2').retrieve(id), { Name: 'Acme Connector' });
        has(
          await tooling
            .sobject('Package2')
            .find({ Name: { $like: 'Acme %' } }, ['Id', 'Name'])
            .sort({ Name: 1 })
            .limit(1),
          [{ Name: 'Acme Analytics' }],
        );
        await tooling.sobject('Package2').update({ Id: id, Description: 'Changed.' });
        has(await tooling.sobject('Package2').retrieve(id), { Description: 'Changed.' });
      },
    },
    {
      name: 'jsforce: describe, describeGlobal',
      shows: 'which objects there are, and their fields',
      run: async (bench) => {
        const connection = plainConnection(bench);
        const { sobjects } = await connection.describeGlobal();
        assert.ok(sobjects.some(({ name }) => name === 'NamespaceRegistry'));
        const { fields } = await connection.tooling.describe('Package2Version');
        has(
          fields.find(({ name }) => name === 'Tag'),
          { type: 'string', updateable: true, length: 240 },
        );
      },
    },
    {
      name: 'jsforce: metadata',
      shows: 'describe, list, read and retrieve',
      run: async (bench) => {
        const { metadata } = plainConnection(bench);
        const { metadataObjects } = await metadata.describe('68.0');
        assert.ok(metadataObjects.some(({ xmlName }) => xmlName === 'ExternalClientApplication'));
        const listed = await metadata.list({ type: 'ExternalClientApplication' }, '68.0');
        assert.equal(listed.length, 4);
        // The library's list of types is older than External Client Apps.
        const type = 'ExternalClientApplication' as 'ConnectedApp';
        has(await metadata.read(type, 'Acme_Connector'), {
          fullName: 'Acme_Connector',
          label: 'Acme Connector',
          distributionState: 'Packaged',
        });
      },
    },
    {
      name: 'jsforce: OAuth2',
      shows: 'a session from a refresh token, which ends when it is revoked',
      run: async (bench) => {
        const { url, refreshToken, clientId } = bench.org('customer');
        const oauth2 = new OAuth2({ loginUrl: url, clientId });
        const { access_token: accessToken } = await oauth2.refreshToken(refreshToken);
        const connection = new Connection({ instanceUrl: url, accessToken, version: '68.0' });
        has(await connection.query('SELECT Name FROM Organization'), {
          records: [{ Name: 'Globex' }],
        });
        await oauth2.revokeToken(accessToken);
        const ended = async () => connection.query('SELECT Name FROM Organization');
        await assert.rejects(ended, {
          errorCode: 'INVALID_SESSION_ID',
        });
      },
    },
    {
      name: 'jsforce: bulk2',
      shows: 'jobs that insert push jobs, and tell which rows failed',
      run: async (bench) => {
        const connection = plainConnection(bench);
        await bench.org('customer').create('PackageInstallRequest', {
          SubscriberPackageVersionKey: bench.id('Acme Connector@1.0.0-1'),
          NameConflictResolution: 'Block',
          SecurityType: 'None',
        });
        const request = await connection
          .sobject('PackagePushRequest')
          .create({ PackageVersionId: bench.id('Acme Connector@1.1.0-1') });
        const job = connection.bulk2.createJob({ operation: 'insert', object: 'PackagePushJob' });
        await job.open();
        await job.uploadData(
          ['customer', 'sandbox'].map((alias) => ({
            PackagePushRequestId: request.id,
            SubscriberOrganizationKey: bench.org(alias as 'customer' | 'sandbox').orgId,
          })),
        );
        await job.close();
        await job.poll(50, 30_000);
        assert.equal((await job.getSuccessfulResults()).length, 1);
        assert.equal((await job.getFailedResults()).length, 1);
      },
    },
  ],
};

function plainConnection(bench: Bench): Connection {
  const { url, accessToken } = bench.org('hub');
  return new Connection({ instanceUrl: url, accessToken, version: '68.0' });
}
