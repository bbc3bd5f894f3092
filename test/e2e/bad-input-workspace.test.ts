import { appendFile, mkdir, readFile, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeMachine, type Machine } from '../support/machine.ts';
import { commitAll } from '../support/make-project.ts';
import { configure, demoPackage, writeProjectFiles } from '../support/project-settings.ts';
import { refusalOf } from '../support/refused-run.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

const BASE = 'force-app/main/default';
const APP = `${BASE}/externalClientApps/Acme_Connector.eca-meta.xml`;
const SETTINGS = `${BASE}/extlClntAppOauthSettings/Partner_Login.ecaOauth-meta.xml`;
const ROOT = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

describe('a release is refused, and neither project nor hub is changed, for', () => {
  let machine: Machine;
  let hub: SeededHub;

  beforeEach(async () => {
    hub = await startSeededHub();
    machine = await makeMachine();
  });

  it('work that is not committed in a file that would be overwritten', async () => {
    await appendFile(join(machine.projectDir, APP), '<!-- mine -->\n');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'UNCOMMITTED_WORK', exitCode: 2 });
    expect(refusal.text).toMatch(/Acme_Connector\.eca-meta\.xml[\s\S]*git stash[\s\S]*--force/);
  });

  it('work that is not committed in a file that would be removed', async () => {
    const foreign = `${BASE}/externalClientApps/Draft.eca-meta.xml`;
    await writeProjectFiles(machine.projectDir, {
      [foreign]: `<ExternalClientApplication ${ROOT}/>\n`,
    });

    const refusal = await refusalOf({ machine, hub, args: ['retrieve'] });

    expect(refusal).toMatchObject({ code: 'UNCOMMITTED_WORK', exitCode: 2 });
    expect(refusal.text).toMatch(/Draft\.eca-meta\.xml {2}would be removed/);
  });

  it('metadata of another kind in the package directory', async () => {
    await writeProjectFiles(machine.projectDir, {
      [`${BASE}/classes/Helper.cls`]: 'public class Helper {}\n',
      [`${BASE}/classes/Helper.cls-meta.xml`]: `<ApexClass ${ROOT}><apiVersion>67.0</apiVersion></ApexClass>\n`,
    });
    await commitAll(machine.projectDir, 'Add a class');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'FOREIGN_METADATA', exitCode: 2 });
    expect(refusal.text).toContain('include: [ApexClass:Helper]');
  });

  it('a file with the suffix that a guide gives it', async () => {
    await rename(
      join(machine.projectDir, SETTINGS),
      join(
        machine.projectDir,
        dirname(SETTINGS),
        'Partner_Login.extlClntAppOauthSettings-meta.xml',
      ),
    );
    await commitAll(machine.projectDir, 'Name it as in the guide');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'METADATA_INVALID', exitCode: 2 });
    expect(refusal.text).toMatch(
      /Partner_Login\.extlClntAppOauthSettings-meta\.xml[\s\S]*\.ecaOauth-meta\.xml/,
    );
  });

  it('two files for one component', async () => {
    await writeProjectFiles(machine.projectDir, {
      'force-app/again/Acme_Connector.eca-meta.xml': await readFile(
        join(machine.projectDir, APP),
        'utf8',
      ),
    });
    await commitAll(machine.projectDir, 'Copy the app');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'METADATA_INVALID', exitCode: 2 });
    expect(refusal.text).toContain('twice');
  });

  it('a .forceignore that hides a part of the app', async () => {
    await appendFile(join(machine.projectDir, '.forceignore'), '\n**/*.ecaOauth-meta.xml\n');
    await commitAll(machine.projectDir, 'Ignore too much');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'PATH_IGNORED', exitCode: 2 });
    expect(refusal.text).toContain('Partner_Login.ecaOauth-meta.xml');
  });

  it('a package directory that is a link out of the project', async () => {
    const outside = join(machine.temporary, '..', 'outside');
    await mkdir(outside);
    await rename(join(machine.projectDir, 'force-app'), join(outside, 'force-app'));
    await symlink(join(outside, 'force-app'), join(machine.projectDir, 'force-app'));
    await appendFile(join(outside, APP), '<!-- not yours -->\n');

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'UNSAFE_PATH', exitCode: 2 });
    expect(await readFile(join(outside, APP), 'utf8')).toContain('not yours');
  });

  it('included metadata that is not there', async () => {
    await configure(machine.projectDir, {
      packages: [demoPackage({ include: ['OauthCustomScope:Acme_Orders'] })],
    });

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'CONFIG_INVALID', exitCode: 2 });
    expect(refusal.text).toContain('OauthCustomScope:Acme_Orders');
  });

  it('included metadata with a secret in it', async () => {
    await writeProjectFiles(machine.projectDir, {
      [`${BASE}/labels/CustomLabels.labels-meta.xml`]: `<CustomLabels ${ROOT}><labels><fullName>Key</fullName><value>3MVG9${'a'.repeat(80)}</value></labels></CustomLabels>\n`,
    });
    await configure(machine.projectDir, {
      packages: [demoPackage({ include: ['CustomLabels:CustomLabels'] })],
    });

    const refusal = await refusalOf({ machine, hub });

    expect(refusal).toMatchObject({ code: 'SECRET_IN_PACKAGE', exitCode: 2 });
    expect(refusal.text).toContain('CustomLabels.labels-meta.xml');
    expect(refusal.text).not.toContain('3MVG9');
  });
});

describe('--force', () => {
  it("overwrites work that is not committed with the hub's text", async () => {
    const hub = await startSeededHub();
    const machine = await makeMachine();
    const committed = await readFile(join(machine.projectDir, APP), 'utf8');
    await appendFile(join(machine.projectDir, APP), '<!-- mine -->\n');

    const result = await machine.run(['retrieve', '--force'], { environment: hub.tokenLogin });

    expect(result.exitCode).toBe(0);
    expect(await readFile(join(machine.projectDir, APP), 'utf8')).toBe(committed);
  });
});
