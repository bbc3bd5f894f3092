import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  ComponentSet,
  MetadataConverter,
  RegistryAccess,
  ZipTreeContainer,
} from '@salesforce/source-deploy-retrieve';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { ECA_TYPES } from '../../../src/domain/eca/metadata-types.ts';
import { salesforcePackageSource } from '../../../src/salesforce/package-source.ts';
import { app, component, oauthSettings } from '../../support/eca-components.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const APP = text(app('Acme_Connector'));
const LOGIN = text(oauthSettings('Partner_Login', 'Acme_Connector'));
const APP_PATH = 'force-app/main/default/externalClientApps/Acme_Connector.eca-meta.xml';
const LOGIN_PATH =
  'force-app/main/default/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml';

function text({ bytes }: { readonly bytes: Uint8Array }): string {
  return Buffer.from(bytes).toString('utf8');
}

async function projectWith(files: Readonly<Record<string, string>>): Promise<string> {
  const project = await temporaryFolder('source');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), content);
  }
  return project;
}

async function read(files: Readonly<Record<string, string>>, directory = 'force-app') {
  const found = await salesforcePackageSource(await projectWith(files)).read(directory);
  return found.map(({ type, fullName, path }) => `${type}:${fullName} ${path}`).toSorted();
}

describe('read', () => {
  it('finds components with their bytes, wherever they lie in the directory', async () => {
    const project = await projectWith({
      'force-app/moved/here/Acme_Connector.eca-meta.xml': `\uFEFF${APP.replaceAll('\n', '\r\n')}`,
      [LOGIN_PATH]: LOGIN,
    });

    const found = await salesforcePackageSource(project).read('force-app');

    expect(found.map(({ bytes, ...rest }) => ({ ...rest, text: text({ bytes }) }))).toEqual(
      expect.arrayContaining([
        {
          type: 'ExternalClientApplication',
          fullName: 'Acme_Connector',
          path: 'force-app/moved/here/Acme_Connector.eca-meta.xml',
          text: `\uFEFF${APP.replaceAll('\n', '\r\n')}`,
        },
        {
          type: 'ExtlClntAppOauthSettings',
          fullName: 'Partner_Login',
          path: LOGIN_PATH,
          text: LOGIN,
        },
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it.each([
    ['does not exist', { 'sfdx-project.json': '{}' }],
    ['holds no metadata', { 'force-app/README.md': 'nothing here' }],
  ])('finds nothing in a directory that %s', async (_what, files) => {
    expect(await read(files)).toEqual([]);
  });

  it('leaves other directories of the project alone', async () => {
    expect(
      await read({ [APP_PATH]: APP, [LOGIN_PATH.replace('force-app', 'other')]: LOGIN }),
    ).toEqual([`ExternalClientApplication:Acme_Connector ${APP_PATH}`]);
  });

  it('finds what .forceignore hides, also below a folder whose name has a dot', async () => {
    expect(
      await read({
        '.forceignore': '**/*.ecaPlcy-meta.xml\n',
        'force-app/.hidden/Acme_plcy.ecaPlcy-meta.xml': text(
          component('ExtlClntAppConfigurablePolicies', 'Acme_plcy', {}),
        ),
      }),
    ).toEqual([
      'ExtlClntAppConfigurablePolicies:Acme_plcy force-app/.hidden/Acme_plcy.ecaPlcy-meta.xml',
    ]);
  });

  it('finds both files of a component that lies there twice', async () => {
    const copy = 'force-app/copy/Acme_Connector.eca-meta.xml';

    expect(await read({ [APP_PATH]: APP, [copy]: APP })).toEqual([
      `ExternalClientApplication:Acme_Connector ${copy}`,
      `ExternalClientApplication:Acme_Connector ${APP_PATH}`,
    ]);
  });

  it('takes a component of several files for one', async () => {
    const classes = 'force-app/main/default/classes';
    const project = await projectWith({
      [`${classes}/Hello.cls`]: 'public class Hello {}',
      [`${classes}/Hello.cls-meta.xml`]: '<ApexClass/>',
    });

    const found = await salesforcePackageSource(project).read('force-app');

    expect(found.map(({ bytes, ...rest }) => ({ ...rest, text: text({ bytes }) }))).toEqual([
      {
        type: 'ApexClass',
        fullName: 'Hello',
        path: `${classes}/Hello.cls-meta.xml`,
        text: '<ApexClass/>public class Hello {}',
      },
    ]);
  });

  it.each([
    // The suffixes that published guides give.
    'force-app/main/default/extlClntAppOauthSettings/Acme_oauth.extlClntAppOauthSettings-meta.xml',
    'force-app/main/default/externalClientApps/Acme.externalClientApp-meta.xml',
    'force-app/main/default/unknown/Acme.unknown-meta.xml',
  ])('refuses %s, and says which suffixes there are', async (path) => {
    await expect(read({ [path]: APP })).rejects.toMatchObject({
      code: 'METADATA_INVALID',
      detail: {
        found: expect.stringContaining(path.slice(path.lastIndexOf('/') + 1)),
        why: expect.stringContaining('.ecaOauth-meta.xml'),
      },
    });
  });

  it('reads a directory behind a link', async () => {
    const project = await projectWith({ [APP_PATH.replace('force-app', 'elsewhere')]: APP });
    await symlink(join(project, 'elsewhere'), join(project, 'force-app'));

    const found = await salesforcePackageSource(project).read('force-app');

    expect(found.map(({ path }) => path)).toEqual([APP_PATH]);
  });
});

describe('pathFor', () => {
  it('is where the library itself writes what it retrieves, for every type', async () => {
    const project = await projectWith({ 'sfdx-project.json': '{}' });
    const source = salesforcePackageSource(project);
    const tree = await ZipTreeContainer.create(await zipWithOneOfEach());
    const components = ComponentSet.fromSource({ fsPaths: ['unpackaged'], tree });

    await new MetadataConverter().convert(components, 'source', {
      type: 'merge',
      mergeWith: [],
      defaultDirectory: join(project, 'force-app'),
    });

    const written = await readdir(join(project, 'force-app'), { recursive: true });
    const ours = ECA_TYPES.map(({ name }) =>
      source.pathFor('force-app', { type: name, fullName: 'Acme_One' }),
    );
    expect(
      written
        .filter((path) => path.endsWith('.xml'))
        .map((path) => `force-app/${path}`)
        .toSorted(),
    ).toEqual(ours.toSorted());
  });
});

/** As an org hands it out, in metadata format. */
async function zipWithOneOfEach(): Promise<Buffer> {
  const zip = new JSZip();
  for (const { name } of ECA_TYPES) {
    const { directoryName, suffix } = new RegistryAccess().getTypeByName(name);
    zip.file(
      `unpackaged/${directoryName}/Acme_One.${suffix}`,
      text(component(name, 'Acme_One', {})),
    );
  }
  return zip.generateAsync({ type: 'nodebuffer' });
}

describe('manifest', () => {
  it('names each component once, sorted, in the API version it is told to', async () => {
    const source = salesforcePackageSource('/nowhere');

    const xml = await source.manifest(
      [
        { type: 'ExtlClntAppOauthSettings', fullName: 'Partner_Login' },
        { type: 'ExternalClientApplication', fullName: 'B_App' },
        { type: 'ExternalClientApplication', fullName: 'A_App' },
      ],
      '66.0',
    );

    expect(xml).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <Package xmlns="http://soap.sforce.com/2006/04/metadata">
          <types>
              <members>A_App</members>
              <members>B_App</members>
              <name>ExternalClientApplication</name>
          </types>
          <types>
              <members>Partner_Login</members>
              <name>ExtlClntAppOauthSettings</name>
          </types>
          <version>66.0</version>
      </Package>
      "
    `);
  });
});

describe('isIgnored', () => {
  it.each([
    ['**/*.eca-meta.xml', APP_PATH, true],
    ['externalClientApps', APP_PATH, true],
    ['force-app/main/default/externalClientApps/**', APP_PATH, true],
    ['**/*.ecaPlcy-meta.xml', APP_PATH, false],
    ['', APP_PATH, false],
    ['', 'force-app/.hidden/Acme.eca-meta.xml', true],
  ])('with %j in .forceignore, says of %s: %s', async (rule, path, isIgnored) => {
    const project = await projectWith({ '.forceignore': `${rule}\n` });

    expect(salesforcePackageSource(project).isIgnored(path)).toBe(isIgnored);
  });

  it('is what the library leaves out', async () => {
    const project = await projectWith({
      '.forceignore': '**/Partner_Login.*\n',
      [APP_PATH]: APP,
      [LOGIN_PATH]: LOGIN,
    });
    const source = salesforcePackageSource(project);

    const seen = [...ComponentSet.fromSource(join(project, 'force-app')).getSourceComponents()];

    expect(seen.map(({ fullName }) => fullName)).toEqual(['Acme_Connector']);
    expect([source.isIgnored(APP_PATH), source.isIgnored(LOGIN_PATH)]).toEqual([false, true]);
  });
});
