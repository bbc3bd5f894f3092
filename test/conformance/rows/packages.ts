import assert from 'node:assert/strict';
import { at, has, listAt, says, textAt } from '../answers.ts';
import { sfJson, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

export const packages: Theme = {
  title: 'Packages',
  rows: [
    sfJson({
      name: 'package create',
      shows: 'the package is in the hub, and the project file knows it',
      args: () =>
        words`package create --name ${'Acme Portal'} --package-type Managed --path force-app
          --description ${'A portal.'} -v hub`,
      check: async ({ json }, _, bench) => {
        const id = textAt(json, 'Id');
        has(
          await bench
            .org('hub')
            .query(
              `SELECT Name, NamespacePrefix, ContainerOptions FROM Package2 WHERE Id = '${id}'`,
            ),
          [{ Name: 'Acme Portal', NamespacePrefix: 'acmeconnect', ContainerOptions: 'Managed' }],
        );
        assert.equal((await bench.readProject()).packageAliases['Acme Portal'], id);
      },
    }),
    sfText({
      name: 'package create --no-namespace --org-dependent',
      shows: 'an unlocked package of that kind, and who gets its errors',
      args: (_, { hub }) =>
        words`package create --name ${'Acme Scripts'} --package-type Unlocked --path force-app
          --no-namespace --org-dependent -v hub --error-notification-username ${hub.login.username}`,
      check: async ({ text }, _, bench) => {
        says(text, /0Ho\w{15}/);
        has(
          await bench
            .org('hub')
            .query(
              "SELECT NamespacePrefix, IsOrgDependent, PackageErrorUsername FROM Package2 WHERE Name = 'Acme Scripts'",
            ),
          [
            {
              NamespacePrefix: null,
              IsOrgDependent: true,
              PackageErrorUsername: bench.hub.login.username,
            },
          ],
        );
      },
    }),
    sfJson({
      name: 'package create, with a name that is taken',
      shows: 'it is refused, and the project file is as it was',
      args: () =>
        words`package create --name ${'Acme Connector'} --package-type Managed --path force-app -v hub`,
      exitCode: 1,
      check: async ({ json }, _, bench) => {
        says(textAt(json, 'message'), 'Acme Connector');
        assert.equal(listAt(await bench.org('hub').query('SELECT Id FROM Package2'), '').length, 3);
      },
    }),
    sfJson({
      name: 'package list',
      shows: 'all packages of the hub, by namespace and name',
      args: () => words`package list -v hub`,
      check: ({ json }, _, bench) => {
        has(json, [
          { Name: 'Acme Tools', ContainerOptions: 'Unlocked', IsOrgDependent: 'No' },
          { Name: 'Acme Analytics', ContainerOptions: 'Managed', NamespacePrefix: 'acmeconnect' },
          {
            Id: bench.id('Acme Connector'),
            Name: 'Acme Connector',
            Description: 'Connects Acme to your org.',
            CreatedBy: bench.hub.login.userId,
          },
        ]);
        assert.match(textAt(json, '0.SubscriberPackageId'), /^033\w{15}$/);
      },
    }),
    sfText({
      name: 'package list --verbose',
      shows: 'a table with 033 ids and what happens to usage data',
      args: () => words`package list --verbose -v hub`,
      check: ({ text }) => {
        says(text, 'Packages [3]', /App Analytics Enabled/i, /033/);
      },
    }),
    sfJson({
      name: 'package update',
      shows: 'name, description and who gets the errors have changed',
      args: (_, { hub }) =>
        words`package update -p ${'Acme Tools'} --name ${'Acme Utilities'} -v hub
          --description ${'Small things.'} -o ${hub.login.username}`,
      check: async ({ json }, _, bench) => {
        has(json, { id: bench.id('Acme Tools'), success: true });
        has(
          await bench
            .org('hub')
            .query(
              `SELECT Name, Description, PackageErrorUsername FROM Package2 WHERE Id = '${bench.id('Acme Tools')}'`,
            ),
          [
            {
              Name: 'Acme Utilities',
              Description: 'Small things.',
              PackageErrorUsername: bench.hub.login.username,
            },
          ],
        );
      },
    }),
    sfJson({
      name: 'package update --recommended-version-id --enable-app-analytics',
      shows: 'the recommended version, and that usage data is collected',
      args: (_, bench) =>
        words`package update -p ${'Acme Connector'} --enable-app-analytics -v hub
          --recommended-version-id ${bench.id('Acme Connector@1.1.0-1')}`,
      check: async (_, __, bench) => {
        has(
          await bench
            .org('hub')
            .query(
              `SELECT RecommendedVersionId, AppAnalyticsEnabled FROM Package2 WHERE Id = '${bench.id('Acme Connector')}'`,
            ),
          [
            {
              RecommendedVersionId: bench.id('Acme Connector@1.1.0-1'),
              AppAnalyticsEnabled: true,
            },
          ],
        );
      },
    }),
    sfJson({
      name: 'package delete',
      shows: 'a package without versions is gone from the list',
      args: () => words`package delete -p ${'Acme Tools'} --no-prompt -v hub`,
      check: async ({ json }, _, bench) => {
        has(json, { id: bench.id('Acme Tools'), success: true });
        has(
          await bench
            .org('hub')
            .query("SELECT IsDeprecated FROM Package2 WHERE Name = 'Acme Tools'"),
          [{ IsDeprecated: true }],
        );
      },
    }),
    sfJson({
      name: 'package delete, of a package with versions',
      shows: 'it is refused',
      args: () => words`package delete -p ${'Acme Connector'} --no-prompt -v hub`,
      exitCode: 1,
      check: async ({ json }, _, bench) => {
        assert.equal(at(json, 'status'), 1);
        has(
          await bench
            .org('hub')
            .query("SELECT IsDeprecated FROM Package2 WHERE Name = 'Acme Connector'"),
          [{ IsDeprecated: false }],
        );
      },
    }),
  ],
};
