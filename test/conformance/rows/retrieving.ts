import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfText, type Theme } from '../row.ts';
import { words } from '../words.ts';

const APP = join('main', 'default', 'externalClientApps', 'Acme_Connector.eca-meta.xml');

export const retrieving: Theme = {
  title: 'Retrieving metadata',
  rows: [
    sfJson({
      name: 'project generate manifest --from-org',
      shows: 'everything in the org of the types that were asked for',
      args: () =>
        words`project generate manifest --from-org hub --output-dir .
          --metadata ExternalClientApplication --metadata ExtlClntAppOauthSettings`,
      check: async (_, __, { projectDir }) => {
        const manifest = await readFile(join(projectDir, 'package.xml'), 'utf8');
        says(
          manifest,
          '<members>Acme_Connector</members> <members>Acme_Connector_EU</members>',
          '<members>Partner_Login</members>',
          '<version>67.0</version>',
        );
      },
    }),
    sfJson({
      name: 'project generate manifest --from-org, of everything',
      shows: 'the apps among hundreds of types that the org does not have',
      args: () => words`project generate manifest --from-org hub --output-dir . --name all.xml`,
      check: async (_, __, { projectDir, hub }) => {
        const manifest = await readFile(join(projectDir, 'all.xml'), 'utf8');
        says(manifest, '<name>ExternalClientApplication</name>', 'Acme_Sandbox_Tools');
        const types = hub.requests.filter(({ soap }) => soap === 'listMetadata');
        assert.ok(types.length > 300, `only ${types.length} types were asked for`);
      },
    }),
    sfJson({
      name: 'project retrieve start --manifest',
      shows: 'the files of the manifest, as the org has them',
      prepare: emptyForceApp,
      args: () => words`project retrieve start -x manifest/package.xml -o hub`,
      check: async ({ json }, _, { projectDir }) => {
        has(json, { success: true, status: 'Succeeded' });
        assert.deepEqual(
          listAt(json, 'files')
            .map((file) => textAt(file, 'fullName'))
            .toSorted(),
          ['Acme_Connector', 'Acme_Connector_notif', 'Partner_Login'],
        );
        says(
          await readFile(join(projectDir, 'force-app', APP), 'utf8'),
          '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
        );
      },
    }),
    sfText({
      name: 'project retrieve start --metadata',
      shows:
        'all components of a type, but for what the project ignores; one that is missing is told',
      prepare: async (bench) => {
        await emptyForceApp(bench);
        await writeFile(join(bench.projectDir, '.forceignore'), '**/*_EU*\n');
      },
      args: () =>
        words`project retrieve start --target-org hub -m ExternalClientApplication
          -m ExtlClntAppOauthSettings:No_Such_Settings`,
      check: async ({ text }, _, { projectDir }) => {
        says(text, 'Acme_Analytics', /No_Such_Settings.*cannot be found/);
        const folder = join(projectDir, 'force-app/main/default/externalClientApps');
        assert.deepEqual(await readdir(folder), [
          'Acme_Analytics.eca-meta.xml',
          'Acme_Connector.eca-meta.xml',
          'Acme_Sandbox_Tools.eca-meta.xml',
        ]);
      },
    }),
    sfJson({
      name: 'project retrieve start --source-dir',
      shows: 'the local files are what the org has again',
      prepare: async ({ projectDir }) => {
        const file = join(projectDir, 'force-app', APP);
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace(/<label>.*<\/label>/, '<label>Changed here</label>'));
      },
      args: () => words`project retrieve start -d force-app -o hub`,
      check: async (_, __, { projectDir }) => {
        says(
          await readFile(join(projectDir, 'force-app', APP), 'utf8'),
          '<label>Acme Connector</label>',
        );
      },
    }),
    sfJson({
      name: 'project retrieve start --target-metadata-dir',
      shows: 'a zip in the format of the Metadata API',
      args: () =>
        words`project retrieve start -x manifest/package.xml -o hub --target-metadata-dir mdapi`,
      check: async (_, __, { projectDir }) => {
        const zip = await JSZip.loadAsync(
          await readFile(join(projectDir, 'mdapi', 'unpackaged.zip')),
        );
        assert.deepEqual(
          Object.keys(zip.files)
            .filter((name) => !name.endsWith('/'))
            .toSorted(),
          [
            'unpackaged/externalClientApps/Acme_Connector.eca',
            'unpackaged/extlClntAppNotifSettings/Acme_Connector_notif.ecaNotifications',
            'unpackaged/extlClntAppOauthSettings/Partner_Login.ecaOauth',
            'unpackaged/package.xml',
          ],
        );
      },
    }),
    sfJson({
      name: 'project retrieve start --target-metadata-dir --single-package --unzip',
      shows: 'the files lie at the top',
      args: () =>
        words`project retrieve start -x manifest/package.xml -o hub --target-metadata-dir mdapi
          --single-package --unzip`,
      check: async (_, __, { projectDir }) => {
        says(
          (await readdir(join(projectDir, 'mdapi'), { recursive: true })).join(' '),
          'externalClientApps/Acme_Connector.eca',
          'package.xml',
        );
      },
    }),
    sfText({
      name: 'project retrieve start --package-name, of a package that is not installed',
      shows: 'the retrieve fails, with the reason',
      args: () => words`project retrieve start --package-name Abacus -o customer`,
      exitCode: 1,
      check: ({ text }) => {
        says(text, "No package named 'Abacus' found");
      },
    }),
  ],
};

async function emptyForceApp({ projectDir }: Bench): Promise<void> {
  await rm(join(projectDir, 'force-app', 'main'), { recursive: true });
}
