import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, fingerprintOfProject } from '../support/folder-contents.ts';
import { makeMachine, type Machine } from '../support/machine.ts';
import { commitAll, git } from '../support/make-project.ts';
import { packagedFiles } from '../support/package-zip.ts';
import {
  changeProjectFile,
  configure,
  demoPackage,
  writeProjectFiles,
} from '../support/project-settings.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

const BASE = 'force-app/main/default';
const CONNECTOR = [
  `${BASE}/externalClientApps/Acme_Connector.eca-meta.xml`,
  `${BASE}/extlClntAppNotifSettings/Acme_Connector_notif.ecaNotifications-meta.xml`,
  `${BASE}/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml`,
];
const ANALYTICS = [
  `${BASE}/externalClientApps/Acme_Analytics.eca-meta.xml`,
  `${BASE}/extlClntAppCanvasSettings/Acme_Analytics_canvas.ecaCanvas-meta.xml`,
  `${BASE}/extlClntAppOauthSettings/Acme_Analytics_oauth.ecaOauth-meta.xml`,
];
/** What somebody who followed a guide may have lying there, with the app each names. */
const CLUTTER = {
  [`${BASE}/extlClntAppOauthPolicies/Acme_Connector_oauthPlcy.ecaOauthPlcy-meta.xml`]: satellite(
    'ExtlClntAppOauthConfigurablePolicies',
    'Acme_Connector',
  ),
  [`${BASE}/extlClntAppPolicies/Acme_Connector_plcy.ecaPlcy-meta.xml`]: satellite(
    'ExtlClntAppConfigurablePolicies',
    'Acme_Connector',
  ),
  [`${BASE}/extlClntAppOauthSecuritySettings/Acme_Connector_oauthSecurity.ecaOauthSecurity-meta.xml`]:
    satellite('ExtlClntAppOauthSecuritySettings', 'Acme_Connector'),
  // Looks as if it belonged to Acme_Connector, and belongs to Acme_Connector_EU.
  [`${BASE}/extlClntAppOauthSettings/Acme_Connector_oauth.ecaOauth-meta.xml`]: satellite(
    'ExtlClntAppOauthSettings',
    'Acme_Connector_EU',
  ),
  // Says that it is of the app; the hub does not know it.
  [`${BASE}/extlClntAppOauthSettings/Acme_Connector_old.ecaOauth-meta.xml`]: satellite(
    'ExtlClntAppOauthSettings',
    'Acme_Connector',
  ),
  [`${BASE}/externalClientApps/Acme_Analytics.eca-meta.xml`]: satellite(
    'ExternalClientApplication',
    'Acme_Analytics',
  ),
};
const GLOBAL_SETTINGS = `${BASE}/extlClntAppGlobalOauthSets/Acme_Connector_glbloauth.ecaGlblOauth-meta.xml`;

describe('after a release the package directory and the package hold exactly', () => {
  it('the components of the configured app, whatever lay there before', async () => {
    const { machine, hub } = await machineWithHub();
    await writeProjectFiles(machine.projectDir, CLUTTER);
    await commitAll(machine.projectDir, 'Retrieve as the guides say');

    const result = await releaseTo(hub, machine);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await packageDirectory(machine)).toEqual(CONNECTOR);
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, CONNECTOR));
    expect(await machine.leftInTemporary()).toEqual([]);
  });

  it('nothing that other programs leave there, which is not removed either', async () => {
    const { machine, hub } = await machineWithHub();
    const leftovers = {
      'force-app/.DS_Store': '',
      'force-app/README.md': 'What lies here.\n',
      [`${BASE}/externalClientApps/.gitkeep`]: '',
      [`${BASE}/externalClientApps/notes.txt`]: 'Ask Jo.\n',
      [`${BASE}/lwc/jsconfig.json`]: '{}\n',
    };
    await writeProjectFiles(machine.projectDir, leftovers);

    const result = await releaseTo(hub, machine);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await packageDirectory(machine)).toEqual(
      [...CONNECTOR, ...Object.keys(leftovers)].toSorted(),
    );
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, CONNECTOR));
  });

  it('what is committed, so that only the id of the new package is left to commit', async () => {
    const { machine, hub } = await machineWithHub();

    await releaseTo(hub, machine);

    const [created] = (await hub.records()).packages;
    const difference = await git(machine.projectDir, 'diff', '--unified=0');
    expect(await git(machine.projectDir, 'status', '--porcelain')).toBe(' M sfdx-project.json\n');
    expect(changedLines(difference)).toEqual([
      '-  "sourceApiVersion": "67.0"',
      '+  "sourceApiVersion": "67.0",',
      '+  "packageAliases": {',
      `+    "Acme Connector": "${created?.id ?? ''}"`,
      '+  }',
    ]);
  });

  it('nothing of an app whose name begins with that of the configured one', async () => {
    const { machine, hub } = await machineWithHub();
    await configure(machine.projectDir, {
      packages: [demoPackage({ apps: ['Acme_Connector_EU'] })],
    });

    await releaseTo(hub, machine);

    const expected = [
      `${BASE}/externalClientApps/Acme_Connector_EU.eca-meta.xml`,
      `${BASE}/extlClntAppOauthSettings/Acme_Connector_oauth.ecaOauth-meta.xml`,
    ];
    expect(await packageDirectory(machine)).toEqual(expected);
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, expected));
  });

  it('both apps of a package of two', async () => {
    const { machine, hub } = await machineWithHub();
    await configure(machine.projectDir, {
      packages: [demoPackage({ apps: ['Acme_Analytics', 'Acme_Connector'] })],
    });

    await releaseTo(hub, machine);

    const expected = [...CONNECTOR, ...ANALYTICS].toSorted();
    expect(await packageDirectory(machine)).toEqual(expected);
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, expected));
    expect(await manifestMembers(machine)).toEqual([
      'Acme_Analytics',
      'Acme_Analytics_canvas',
      'Acme_Analytics_oauth',
      'Acme_Connector',
      'Acme_Connector_notif',
      'Partner_Login',
    ]);
  });

  it('its own app for each of two packages', async () => {
    const { machine, hub } = await machineWithHub();
    await changeProjectFile(machine.projectDir, {
      packageDirectories: [
        { path: 'force-app', default: true, versionNumber: '1.0.0.NEXT' },
        { path: 'packages/eu', versionNumber: '3.1.0.NEXT' },
      ],
    });
    await configure(machine.projectDir, {
      packages: [
        demoPackage(),
        demoPackage({ name: 'Acme EU', path: 'packages/eu', apps: ['Acme_Connector_EU'] }),
      ],
    });

    const result = await releaseTo(hub, machine);

    const europe = [
      'packages/eu/main/default/externalClientApps/Acme_Connector_EU.eca-meta.xml',
      'packages/eu/main/default/extlClntAppOauthSettings/Acme_Connector_oauth.ecaOauth-meta.xml',
    ];
    expect(result.exitCode).toBe(0);
    expect(await packageDirectory(machine)).toEqual(CONNECTOR);
    expect(await packageDirectory(machine, 'packages/eu')).toEqual(europe);
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, CONNECTOR));
    expect(await sourcesOf(hub, 'Acme EU')).toEqual(await textsOf(machine, europe));
  });

  it('metadata that include: names beside the app', async () => {
    const { machine, hub } = await machineWithHub();
    const scope = `${BASE}/oauthcustomscopes/Acme_Orders.oauthcustomscope-meta.xml`;
    const object = `${BASE}/objects/Acme_Log__c/Acme_Log__c.object-meta.xml`;
    await writeProjectFiles(machine.projectDir, {
      [scope]:
        '<?xml version="1.0" encoding="UTF-8"?>\n<OauthCustomScope xmlns="http://soap.sforce.com/2006/04/metadata"/>\n',
      [object]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    <label>Log</label>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>Logs</pluralLabel>
    <sharingModel>Private</sharingModel>
</CustomObject>
`,
    });
    await configure(machine.projectDir, {
      packages: [
        demoPackage({ include: ['OauthCustomScope:Acme_Orders', 'CustomObject:Acme_Log__c'] }),
      ],
    });

    const result = await releaseTo(hub, machine);

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await packageDirectory(machine)).toEqual([...CONNECTOR, object, scope].toSorted());
    expect((await hub.records()).versions.at(-1)?.components.toSorted()).toEqual([
      'CustomObject:Acme_Log__c',
      'ExternalClientApplication:Acme_Connector',
      'ExtlClntAppNotificationSettings:Acme_Connector_notif',
      'ExtlClntAppOauthSettings:Partner_Login',
      'OauthCustomScope:Acme_Orders',
    ]);
  });

  it("the hub's text in files that the user keeps elsewhere in the package directory", async () => {
    const hub = await startSeededHub((seed) => ({
      ...seed,
      apps: seed.apps.map((app) =>
        app.name === 'Acme_Connector' ? { ...app, description: 'Changed in the hub.' } : app,
      ),
    }));
    const machine = await makeMachine();
    const moved = 'force-app/connector/Acme_Connector.eca-meta.xml';
    await mkdir(dirname(join(machine.projectDir, moved)));
    await rename(join(machine.projectDir, CONNECTOR[0] ?? ''), join(machine.projectDir, moved));
    await commitAll(machine.projectDir, 'Keep apps in a folder of their own');

    const result = await releaseTo(hub, machine);

    expect(result.stdout).toContain(
      'The hub differs from what lies here in ExternalClientApplication:Acme_Connector',
    );
    expect(await packageDirectory(machine)).toEqual([moved, ...CONNECTOR.slice(1)]);
    expect(await readFile(join(machine.projectDir, moved), 'utf8')).toContain(
      'Changed in the hub.',
    );
    expect(Object.values(await sourcesOf(hub, 'Acme Connector')).join('\n')).toContain(
      'Changed in the hub.',
    );
  });
});

describe('global OAuth settings in the package directory', () => {
  it('stop a release where no commit has them: they would be lost', async () => {
    const { machine, hub } = await machineWithHub();
    await writeProjectFiles(machine.projectDir, { [GLOBAL_SETTINGS]: globalSettings() });
    const before = await fingerprintOfProject(machine.projectDir);

    const result = await releaseTo(hub, machine);

    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('UNCOMMITTED_WORK');
    expect(result.stderr).toContain(GLOBAL_SETTINGS);
    expect(await fingerprintOfProject(machine.projectDir)).toEqual(before);
    expect((await hub.records()).packages).toEqual([]);
  });

  it('are removed with --force, and packaged by nobody', async () => {
    const { machine, hub } = await machineWithHub();
    await writeProjectFiles(machine.projectDir, { [GLOBAL_SETTINGS]: globalSettings() });

    const result = await releaseTo(hub, machine, '--force');

    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await packageDirectory(machine)).toEqual(CONNECTOR);
    expect(await sourcesOf(hub, 'Acme Connector')).toEqual(await textsOf(machine, CONNECTOR));
  });

  it('are removed by retrieve where they were committed by mistake, without touching the hub', async () => {
    const { machine, hub } = await machineWithHub();
    await writeProjectFiles(machine.projectDir, { [GLOBAL_SETTINGS]: globalSettings() });
    await git(machine.projectDir, 'add', '--force', GLOBAL_SETTINGS);
    await commitAll(machine.projectDir, 'Commit what must not be committed');
    const before = await hub.records();

    const result = await machine.run(['retrieve'], { environment: hub.tokenLogin });

    expect(result.exitCode).toBe(0);
    expect(await packageDirectory(machine)).toEqual(CONNECTOR);
    expect(await hub.records()).toEqual(before);
  });
});

async function machineWithHub(): Promise<{ machine: Machine; hub: SeededHub }> {
  const hub = await startSeededHub((seed) => ({
    ...seed,
    metadata: [
      {
        type: 'OauthCustomScope',
        name: 'Another_Scope',
        xml: '<OauthCustomScope xmlns="http://soap.sforce.com/2006/04/metadata"/>',
        directory: 'oauthcustomscopes',
        suffix: 'oauthcustomscope',
      },
      {
        type: 'CustomObject',
        name: 'Another__c',
        xml: '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"/>',
        directory: 'objects',
        suffix: 'object',
      },
    ],
  }));
  return { machine: await makeMachine(), hub };
}

async function releaseTo(hub: SeededHub, machine: Machine, ...flags: readonly string[]) {
  return machine.run(['release', '--yes', ...flags], { environment: hub.tokenLogin });
}

async function packageDirectory(
  { projectDir }: Machine,
  path = 'force-app',
): Promise<readonly string[]> {
  const files = await filesBelow(join(projectDir, path));
  return files.map((file) => `${path}/${file.path}`);
}

/** What the hub packaged, by file name; the library drops -meta.xml in a package. */
async function sourcesOf(hub: SeededHub, packageName: string) {
  const { packages, versions } = await hub.records();
  const packageId = packages.find(({ name }) => name === packageName)?.id;
  const built = versions.filter((version) => version.packageId === packageId);
  expect(built).toHaveLength(1);
  const files = built[0] === undefined ? {} : await packagedFiles(built[0]);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [basename(path), text]));
}

async function textsOf({ projectDir }: Machine, paths: readonly string[]) {
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [
        basename(path, '-meta.xml'),
        await readFile(join(projectDir, path), 'utf8'),
      ]),
    ),
  );
}

function changedLines(difference: string): readonly string[] {
  return difference.split('\n').filter((line) => /^[-+](?![-+]{2})/.test(line));
}

async function manifestMembers({ projectDir }: Machine): Promise<readonly string[]> {
  const xml = await readFile(join(projectDir, 'manifest', 'package.xml'), 'utf8');
  return [...xml.matchAll(/<members>(.*?)<\/members>/g)].map(([, name = '']) => name).toSorted();
}

function satellite(type: string, app: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${type} xmlns="http://soap.sforce.com/2006/04/metadata">
    <externalClientApplication>${app}</externalClientApplication>
    <label>From a guide</label>
</${type}>
`;
}

function globalSettings(): string {
  return satellite('ExtlClntAppGlobalOauthSettings', 'Acme_Connector').replace(
    '<label>',
    '<consumerKey>3MVG9made.up</consumerKey>\n    <label>',
  );
}
