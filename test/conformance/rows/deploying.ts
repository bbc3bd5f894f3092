import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { at, has, listAt, says, textAt } from '../answers.ts';
import type { Bench } from '../bench.ts';
import { sfJson, sfResult, sfText, type Row, type Theme } from '../row.ts';
import { words } from '../words.ts';

const REST = { SF_ORG_METADATA_REST_DEPLOY: 'true' };
const DEPLOY = words`project deploy start -o customer --source-dir portal`;
const VALIDATE = words`project deploy validate -o customer --source-dir portal`;

export const deploying: Theme = {
  title: 'Deploying metadata',
  rows: [
    sfJson({
      name: 'project deploy start --source-dir',
      shows: 'the components are in the org, over SOAP',
      prepare: portalApp,
      args: () => DEPLOY,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', success: true, numberComponentsDeployed: 2 });
        assert.deepEqual(statesIn(json), ['Portal Created', 'Portal_Login Created']);
        assert.deepEqual(await appsIn(bench), ['Portal']);
        assert.ok(bench.hub.requests.some(({ soap }) => soap === 'deploy'));
      },
    }),
    sfJson({
      name: 'project deploy start --source-dir, over REST',
      shows: 'the same, by the other way',
      prepare: portalApp,
      args: () => DEPLOY,
      environment: () => REST,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', success: true, numberComponentsDeployed: 2 });
        assert.deepEqual(await appsIn(bench), ['Portal']);
        assert.ok(bench.hub.requests.some(({ path }) => path.endsWith('/metadata/deployRequest')));
        assert.ok(!bench.hub.requests.some(({ soap }) => soap === 'deploy'));
      },
    }),
    sfText({
      name: 'project deploy start, of what the org has',
      shows: 'what is equal has not changed, and what differs has',
      prepare: async (bench) => {
        await portalApp(bench);
        await sfResult(bench, DEPLOY);
        await writeApp(bench, 'Portal', 'A description.');
      },
      args: () => DEPLOY,
      check: ({ text }) => {
        says(text, 'Succeeded', /Changed Portal ExternalClientApplication/);
        says(text, /Unchanged Portal_Login ExtlClntAppOauthSettings/);
      },
    }),
    sfJson({
      name: 'project deploy start --metadata-dir',
      shows: 'a folder in the format of the Metadata API',
      prepare: metadataFolder,
      args: () => words`project deploy start -o customer --metadata-dir mdapi`,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', numberComponentsDeployed: 2 });
        assert.deepEqual(await appsIn(bench), ['Portal']);
      },
    }),
    sfJson({
      name: 'project deploy start --metadata-dir --single-package, over REST',
      shows: 'a zip whose files lie at the top',
      prepare: metadataZip,
      args: () => words`project deploy start -o customer --metadata-dir mdapi.zip --single-package`,
      environment: () => REST,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded' });
        assert.deepEqual(await appsIn(bench), ['Portal']);
      },
    }),
    sfJson({
      name: 'project deploy start --manifest --test-level',
      shows: 'what the manifest names; there are no tests to run',
      prepare: async (bench) => {
        await portalApp(bench);
        await writeFile(join(bench.projectDir, 'portal.xml'), MANIFEST);
      },
      args: () =>
        words`project deploy start -o customer --manifest portal.xml --test-level RunLocalTests`,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', runTestsEnabled: true, numberTestsTotal: 0 });
        assert.deepEqual(await appsIn(bench), ['Portal']);
      },
    }),
    sfJson({
      name: 'project deploy start, of something that cannot be deployed',
      shows: 'the component and its line, and nothing has changed',
      prepare: brokenSettings,
      args: () => DEPLOY,
      exitCode: 1,
      check: async ({ json }, _, bench) => {
        has(json, { result: { status: 'Failed', success: false } });
        const failures = listAt(json, 'result.details.componentFailures');
        has(failures[0], {
          componentType: 'ExtlClntAppOauthSettings',
          fullName: 'Portal_Login',
          problemType: 'Error',
        });
        assert.deepEqual(await appsIn(bench), []);
      },
    }),
    sfText({
      name: 'project deploy start --ignore-errors',
      shows: 'what can be deployed is, and the rest is told',
      prepare: brokenSettings,
      args: () => words`${DEPLOY} --ignore-errors`,
      exitCode: 68,
      check: async ({ text }, _, bench) => {
        says(text, 'Partially Succeeded', 'Portal_Login');
        assert.deepEqual(await appsIn(bench), ['Portal']);
      },
    }),
    sfJson({
      name: 'project deploy start --dry-run',
      shows: 'it would be deployed, and nothing has changed',
      prepare: portalApp,
      args: () => words`${DEPLOY} --dry-run`,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', checkOnly: true });
        assert.deepEqual(await appsIn(bench), []);
      },
    }),
    sfJson({
      name: 'project deploy start --pre-destructive-changes',
      shows: 'a component is deleted, another is there',
      prepare: async (bench) => {
        await portalApp(bench);
        await sfResult(bench, DEPLOY);
        await writeApp(bench, 'Forum');
        await writeFile(join(bench.projectDir, 'gone.xml'), manifestOf('Portal'));
        await writeFile(join(bench.projectDir, 'forum.xml'), manifestOf('Forum'));
      },
      args: () =>
        words`project deploy start -o customer --manifest forum.xml --pre-destructive-changes gone.xml`,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded' });
        assert.deepEqual(await appsIn(bench), ['Forum']);
      },
    }),
    sfText({
      name: 'project deploy start --async, then report',
      shows: 'the report follows the deploy to its end',
      prepare: async (bench) => {
        await portalApp(bench);
        return textAt(await sfResult(bench, words`${DEPLOY} --async`), 'id');
      },
      args: (job) => words`project deploy report --job-id ${job} --wait 5`,
      check: async ({ text }, job, bench) => {
        says(text, job, 'Succeeded');
        assert.deepEqual(await appsIn(bench), ['Portal']);
      },
    }),
    sfJson({
      name: 'project deploy report --use-most-recent',
      shows: 'the last deploy',
      prepare: async (bench) => {
        await portalApp(bench);
        return textAt(await sfResult(bench, DEPLOY), 'id');
      },
      args: () => words`project deploy report --use-most-recent`,
      check: ({ json }, id) => {
        has(json, { id, status: 'Succeeded', done: true });
      },
    }),
    sfJson({
      name: 'project deploy validate',
      shows: 'it would be deployed with its tests, and nothing has changed',
      prepare: portalApp,
      args: () => VALIDATE,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Succeeded', checkOnly: true, runTestsEnabled: true });
        assert.deepEqual(await appsIn(bench), []);
      },
    }),
    quickDeploy('project deploy quick', {}),
    quickDeploy('project deploy quick, over REST', REST),
    sfText({
      name: 'project deploy quick, of a deploy that was no validation',
      shows: 'it is refused',
      prepare: async (bench) => {
        await portalApp(bench);
        return textAt(await sfResult(bench, DEPLOY), 'id');
      },
      args: (job) => words`project deploy quick --job-id ${job} -o customer`,
      exitCode: 1,
      check: ({ text }) => {
        says(text, /can.t be used for quick deployment/);
      },
    }),
    sfJson({
      name: 'project deploy cancel',
      shows: 'the deploy is canceled, and nothing has changed',
      seed: { buildMs: 3_600_000 },
      prepare: async (bench) => {
        await portalApp(bench);
        return textAt(await sfResult(bench, words`${DEPLOY} --async`), 'id');
      },
      args: (job) => words`project deploy cancel --job-id ${job}`,
      check: async ({ json }, _, bench) => {
        has(json, { status: 'Canceled', done: true });
        assert.deepEqual(await appsIn(bench), []);
      },
    }),
    sfText({
      name: 'project deploy cancel, of one that has ended',
      shows: 'it is refused',
      prepare: async (bench) => {
        await portalApp(bench);
        return textAt(await sfResult(bench, DEPLOY), 'id');
      },
      args: (job) => words`project deploy cancel --job-id ${job}`,
      exitCode: 1,
      check: ({ text }) => {
        says(text, /can.t cancel/i);
      },
    }),
  ],
};

function quickDeploy(name: string, environment: Readonly<Record<string, string>>): Row {
  return sfJson({
    name,
    shows: 'what was validated is in the org',
    prepare: async (bench) => {
      await portalApp(bench);
      return textAt(await sfResult(bench, VALIDATE), 'id');
    },
    // Without the org sf fails on its own.
    args: (job) => words`project deploy quick --job-id ${job} -o customer`,
    environment: () => environment,
    check: async ({ json }, job, bench) => {
      has(json, { status: 'Succeeded', checkOnly: false });
      assert.notEqual(textAt(json, 'id'), job);
      assert.deepEqual(await appsIn(bench), ['Portal']);
    },
  });
}

function statesIn(json: unknown): readonly string[] {
  return listAt(json, 'files')
    .map((file) => `${String(at(file, 'fullName'))} ${String(at(file, 'state'))}`)
    .toSorted();
}

async function appsIn(bench: Bench): Promise<readonly string[]> {
  return bench.org('customer').listMetadata('ExternalClientApplication');
}

/** An app in the project that belongs to no org yet. */
async function portalApp(bench: Bench): Promise<void> {
  await writeApp(bench, 'Portal');
  await writeSource(
    bench,
    'portal/extlClntAppOauthSettings/Portal_Login.ecaOauth-meta.xml',
    settings('Api, RefreshToken'),
  );
  const file = join(bench.projectDir, 'sfdx-project.json');
  const project = await bench.readProject();
  const packageDirectories = [...project.packageDirectories, { path: 'portal' }];
  await writeFile(file, JSON.stringify({ ...project, packageDirectories }, undefined, 2));
}

async function brokenSettings(bench: Bench): Promise<void> {
  await portalApp(bench);
  await writeSource(
    bench,
    'portal/extlClntAppOauthSettings/Portal_Login.ecaOauth-meta.xml',
    settings('Api').replaceAll('label>', 'nonsense>'),
  );
}

async function writeApp(bench: Bench, name: string, description?: string): Promise<void> {
  await writeSource(
    bench,
    `portal/externalClientApps/${name}.eca-meta.xml`,
    app(name, description),
  );
}

async function metadataFolder(bench: Bench): Promise<void> {
  await writeSource(bench, 'mdapi/externalClientApps/Portal.eca', app('Portal'));
  await writeSource(
    bench,
    'mdapi/extlClntAppOauthSettings/Portal_Login.ecaOauth',
    settings('Api, RefreshToken'),
  );
  await writeSource(bench, 'mdapi/package.xml', MANIFEST);
}

async function metadataZip({ projectDir }: Bench): Promise<void> {
  const zip = new JSZip()
    .file('externalClientApps/Portal.eca', app('Portal'))
    .file('extlClntAppOauthSettings/Portal_Login.ecaOauth', settings('Api, RefreshToken'))
    .file('package.xml', MANIFEST);
  await writeFile(
    join(projectDir, 'mdapi.zip'),
    await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }),
  );
}

async function writeSource({ projectDir }: Bench, path: string, text: string): Promise<void> {
  await mkdir(join(projectDir, path, '..'), { recursive: true });
  await writeFile(join(projectDir, path), text);
}

function app(label: string, description?: string): string {
  return metadata(
    'ExternalClientApplication',
    `    <contactEmail>portal@globex.example</contactEmail>
${description === undefined ? '' : `    <description>${description}</description>\n`}    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>${label}</label>`,
  );
}

function settings(scopes: string): string {
  return metadata(
    'ExtlClntAppOauthSettings',
    `    <commaSeparatedOauthScopes>${scopes}</commaSeparatedOauthScopes>
    <externalClientApplication>Portal</externalClientApplication>
    <isFirstPartyAppEnabled>false</isFirstPartyAppEnabled>
    <label>Portal Login</label>`,
  );
}

function manifestOf(app: string): string {
  return metadata(
    'Package',
    `    <types>
        <members>${app}</members>
        <name>ExternalClientApplication</name>
    </types>
    <version>67.0</version>`,
  );
}

const MANIFEST = metadata(
  'Package',
  `    <types>
        <members>Portal</members>
        <name>ExternalClientApplication</name>
    </types>
    <types>
        <members>Portal_Login</members>
        <name>ExtlClntAppOauthSettings</name>
    </types>
    <version>67.0</version>`,
);

function metadata(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://soap.sforce.com/2006/04/metadata">
${inner}
</${root}>
`;
}
