import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at, has, listAt, says } from '../answers.ts';
import { sfJson, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

export const lookingAtOrgs: Theme = {
  title: 'Looking at an org',
  rows: [
    sfJson({
      name: 'org list limits',
      shows: 'both limits of version creates, with what was used',
      prepare: async (bench) => {
        await bench.sf(['package', 'version', 'create', '-p', 'Acme Connector', '-x', '-v', 'hub']);
      },
      args: () => words`org list limits --target-org hub`,
      check: ({ json }) => {
        const rows = listAt(json, '').filter((limit) =>
          String(at(limit, 'name')).startsWith('Package2VersionCreates'),
        );
        assert.deepEqual(rows, [
          { name: 'Package2VersionCreates', max: 40, remaining: 39 },
          { name: 'Package2VersionCreatesWithoutValidation', max: 500, remaining: 500 },
        ]);
      },
    }),
    sfJson({
      name: 'org list metadata-types',
      shows: 'the types of External Client Apps with directory and suffix',
      args: () => words`org list metadata-types --target-org hub`,
      check: ({ json }) => {
        has(
          listAt(json, 'metadataObjects').find(
            (type) => at(type, 'xmlName') === 'ExtlClntAppOauthSettings',
          ),
          {
            directoryName: 'extlClntAppOauthSettings',
            suffix: 'ecaOauth',
            inFolder: false,
            metaFile: false,
          },
        );
        has(json, { organizationNamespace: '', partialSaveAllowed: true });
      },
    }),
    sfText({
      name: 'org list metadata-types, of an old API version',
      shows: 'the types that came later are not there',
      args: () =>
        words`org list metadata-types --target-org hub --api-version 59.0 --output-file types.json`,
      check: async (_, __, { projectDir }) => {
        const types = await readFile(join(projectDir, 'types.json'), 'utf8');
        assert.match(types, /ExternalClientApplication/);
        assert.doesNotMatch(types, /ExtlClntAppConfigurablePolicies/);
      },
    }),
    sfJson({
      name: 'org list metadata',
      shows: 'the apps of the org, with their files and who made them',
      args: () => words`org list metadata -m ExternalClientApplication -o hub`,
      check: ({ json }) => {
        has(
          listAt(json, '').find((app) => at(app, 'fullName') === 'Acme_Connector'),
          {
            fileName: 'externalClientApps/Acme_Connector.eca',
            type: 'ExternalClientApplication',
            createdByName: 'Hub Admin',
          },
        );
        assert.equal(listAt(json, '').length, 4);
      },
    }),
    sfText({
      name: 'org list metadata, of a type without components',
      shows: 'none are found',
      args: () => words`org list metadata -m ExternalClientApplication -o customer`,
      check: ({ text }) => {
        says(text, 'No metadata found for type: ExternalClientApplication');
      },
    }),
    sfJson({
      name: 'org list metadata, of an unknown type',
      shows: 'INVALID_TYPE',
      args: () => words`org list metadata -m NoSuchType -o hub`,
      exitCode: 1,
      check: ({ json }) => {
        has(json, { name: 'sf:INVALID_TYPE' });
      },
    }),
    sfJson({
      name: 'data query',
      shows: 'records, with their parents',
      args: () =>
        words`data query --target-org hub -q ${'SELECT Id, Username, Profile.Name FROM User WHERE IsActive = true'}`,
      check: ({ json }, _, { hub }) => {
        has(json, {
          totalSize: 1,
          done: true,
          records: [
            {
              Id: hub.login.userId,
              Username: hub.login.username,
              Profile: { Name: 'System Administrator' },
            },
          ],
        });
      },
    }),
    sfText({
      name: 'data query --use-tooling-api',
      shows: 'a table with the columns of the query, parents and counts too',
      args: () =>
        words`data query --use-tooling-api --target-org hub
          -q ${'SELECT Package2.Name, MajorVersion, IsReleased FROM Package2Version ORDER BY Package2.Name, MinorVersion, BuildNumber'}`,
      check: ({ text }) => {
        says(text, /PACKAGE2\.NAME/i, /MAJORVERSION/i, 'Acme Analytics 2 true');
        says(text, 'Total number of records retrieved: 5');
      },
    }),
    sfText({
      name: 'data query --result-format csv',
      shows: 'a count, and its column',
      args: () =>
        words`data query --use-tooling-api --target-org hub --result-format csv
          -q ${'SELECT COUNT(Id), MAX(BuildNumber) FROM Package2Version'}`,
      check: ({ text }) => {
        assert.match(text, /^5,2$/m);
        assert.match(text, /count\(Id\)/i);
      },
    }),
    sfJson({
      name: 'data query, over many pages',
      shows: 'every record comes once',
      seed: { pageSize: 2 },
      args: () =>
        words`data query --use-tooling-api --target-org hub -q ${'SELECT Id FROM Package2Version'}`,
      check: ({ json }) => {
        const ids = listAt(json, 'records').map((record) => at(record, 'Id'));
        assert.equal(new Set(ids).size, 5);
      },
    }),
    sfJson({
      name: 'data query, of an object the org does not have',
      shows: 'INVALID_TYPE, with the place in the query',
      args: () => words`data query -o customer -q ${'SELECT Id FROM ScratchOrgInfo'}`,
      exitCode: 1,
      check: ({ json }) => {
        has(json, { name: 'INVALID_TYPE' });
        says(
          String(at(json, 'message')),
          "sObject type 'ScratchOrgInfo' is not supported",
          'Row:1',
        );
      },
    }),
    sfJson({
      name: 'data query, of a field nobody has',
      shows: 'INVALID_FIELD, with the place in the query',
      asksForUndeclared: ['field Organization.Nonsense'],
      args: () => words`data query -o hub -q ${'SELECT Id, Nonsense FROM Organization'}`,
      exitCode: 1,
      check: ({ json }) => {
        has(json, { name: 'INVALID_FIELD' });
        says(String(at(json, 'message')), "No such column 'Nonsense' on entity 'Organization'");
      },
    }),
  ],
};
