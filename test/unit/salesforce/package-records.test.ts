import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Seed } from '../../../src/embedded-hub/seed/seed-schema.ts';
import { createPackage, readPackages } from '../../../src/salesforce/package-records.ts';
import { adapterOnHub } from '../../support/adapter-on-hub.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PROJECT =
  '{\r\n\t"packageDirectories": [{ "path": "force-app", "default": true }],\r\n\t"sourceApiVersion": "67.0"\r\n}';

const ACME = {
  name: 'Acme Connector',
  description: 'Connects Acme to your org.',
  namespace: 'acmeconnect',
  path: 'force-app',
};

async function projectFolder(): Promise<string> {
  const folder = await temporaryFolder('package');
  await writeFile(join(folder, 'sfdx-project.json'), PROJECT);
  return folder;
}

function withPackages(...names: readonly string[]): (seed: Seed) => Seed {
  return (seed) => ({
    ...seed,
    packages: names.map((name) => ({
      name,
      namespace: name === 'Unlocked' ? null : 'acmeconnect',
      type: name === 'Unlocked' ? 'Unlocked' : 'Managed',
      deprecated: name === 'Old',
      versions: [],
    })),
  });
}

describe('readPackages', () => {
  it('reads every page: a package that is overlooked would be created a second time', async () => {
    const { connection } = await adapterOnHub({
      seed: withPackages('Acme', 'Old', 'Unlocked'),
      hub: { pageSize: 1 },
    });

    const packages = await readPackages(connection);

    expect(packages.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      { name: 'Acme', namespace: 'acmeconnect', isManaged: true, isDeprecated: false },
      { name: 'Old', namespace: 'acmeconnect', isManaged: true, isDeprecated: true },
      { name: 'Unlocked', namespace: '', isManaged: false, isDeprecated: false },
    ]);
  });
});

describe('createPackage', () => {
  it('creates a managed package in the namespace it is told, and writes nothing', async () => {
    const { connection } = await adapterOnHub();
    const folder = await projectFolder();

    const id = await createPackage(connection, folder, ACME);

    expect(await readPackages(connection)).toEqual([
      {
        id,
        name: ACME.name,
        namespace: ACME.namespace,
        description: ACME.description,
        isManaged: true,
        isDeprecated: false,
      },
    ]);
    expect(await readFile(join(folder, 'sfdx-project.json'), 'utf8')).toBe(PROJECT);
  });

  it.each(['close-before', 'reset-before', 'close-after', 'cut-body', 'garbage-html-200'] as const)(
    'says that nobody answered, and asks once: %s',
    async (action) => {
      const { connection, fail, hub } = await adapterOnHub();
      await fail({ match: { method: 'POST', path: '/sobjects/Package2' }, action });
      const before = hub.requests.length;

      await expect(createPackage(connection, await projectFolder(), ACME)).rejects.toMatchObject({
        code: 'ANSWER_LOST',
        detail: { actions: [expect.stringContaining('finds the package by its name')] },
      });
      expect(hub.requests.slice(before)).toHaveLength(1);
    },
  );

  it.each([
    ['nothing', ''],
    ['null', null],
    ['an object without a word of success', {}],
    ['an id of something else', { id: '04tHu000000V001IAG', success: true, errors: [] }],
  ])('says that nobody answered where the answer is %s', async (_what, body) => {
    const { connection, fail } = await adapterOnHub();
    await fail({
      match: { method: 'POST', path: '/sobjects/Package2' },
      action: { status: 201, body, headers: { 'content-type': 'application/json' } },
    });

    await expect(createPackage(connection, await projectFolder(), ACME)).rejects.toMatchObject({
      code: 'ANSWER_LOST',
    });
  });

  it("tells the hub's refusal", async () => {
    const { connection } = await adapterOnHub();
    const folder = await projectFolder();
    await createPackage(connection, folder, ACME);

    await expect(createPackage(connection, folder, ACME)).rejects.toMatchObject({
      code: 'PACKAGE_REFUSED',
      detail: { found: expect.stringMatching(/^[A-Z_]+: .+/) },
    });
  });

  it('says which permission is missing', async () => {
    const { connection, fail } = await adapterOnHub();
    const body = [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'no access to Package2' }];
    await fail({
      match: { method: 'POST', path: '/sobjects/Package2' },
      action: { status: 403, body },
    });

    await expect(createPackage(connection, await projectFolder(), ACME)).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
    });
  });
});
