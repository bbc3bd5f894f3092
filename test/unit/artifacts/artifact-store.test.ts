import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../src/workspace/atomic-write.ts';
import { createArtifactStore } from '../../../src/artifacts/artifact-store.ts';
import { runRecordOf } from '../../../src/domain/run-record.ts';
import {
  acmeConnector,
  acmeConnectorBeta,
  acmeConnectorRehearsal,
  acmeVersions,
} from './acme-connector.ts';

const MANIFEST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n</Package>\n';
const NAMES = [
  'install-links.html',
  'install-links.md',
  'admin-guide.md',
  'install-links.json',
  'package.xml',
  'SHA256SUMS',
];

let outputDir = '';

beforeEach(() => {
  outputDir = mkdtempSync(join(tmpdir(), 'eca-release-artifacts-'));
});

afterEach(() => {
  rmSync(outputDir, { recursive: true });
});

function textOf(...path: string[]): string {
  return readFileSync(join(outputDir, ...path), 'utf8');
}

describe('createArtifactStore', () => {
  it('writes every file of a version, install-links.html first', async () => {
    const published = await createArtifactStore({ writeFile: writeAtomically, outputDir }).publish(
      acmeConnector,
      MANIFEST,
    );

    expect(relative(outputDir, published.directory)).toBe(join('Acme-Connector', '1.4.0-3'));
    expect(published.files.map((path) => relative(published.directory, path))).toEqual(NAMES);
    expect(published.changed).toEqual(NAMES);
    expect(readdirSync(published.directory).toSorted()).toEqual(NAMES.toSorted());
    expect(textOf('Acme-Connector', '1.4.0-3', 'package.xml')).toBe(MANIFEST);
  });

  it('hands out the links that the files offer', async () => {
    const store = createArtifactStore({
      writeFile: writeAtomically,
      outputDir,
      myDomains: ['acme'],
    });

    const { links } = await store.publish(acmeConnectorBeta, MANIFEST);

    expect(links).toEqual([
      {
        audience: 'sandbox',
        label: 'Sandboxes and scratch orgs',
        url: 'https://test.salesforce.com/packaging/installPackage.apexp?p0=04tWs000000GWPxIAO',
      },
    ]);
  });

  it('touches nothing the second time', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    const first = await store.publish(acmeConnector, MANIFEST);
    const before = first.files.map((path) => statSync(path).ino);

    const second = await store.publish(acmeConnector, MANIFEST.replaceAll('\n', '\r\n'));

    expect(second.changed).toEqual([]);
    expect(second.files.map((path) => statSync(path).ino)).toEqual(before);
  });

  it('replaces what an older run left, and says which files are new', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    await store.publish(acmeConnectorBeta, MANIFEST);

    const { changed } = await store.publish(acmeConnector, MANIFEST);

    expect(changed).toEqual([
      'install-links.html',
      'install-links.md',
      'install-links.json',
      'SHA256SUMS',
    ]);
    expect(textOf('Acme-Connector', '1.4.0-3', 'install-links.md')).toContain(
      'login.salesforce.com',
    );
  });

  it('repairs a file that was damaged', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    const { directory } = await store.publish(acmeConnector, MANIFEST);
    writeFileSync(join(directory, 'install-links.json'), '{"kind":');

    const { changed } = await store.publish(acmeConnector, MANIFEST);

    expect(changed).toEqual(['install-links.json']);
  });

  it.each([
    ['a release', acmeConnector],
    ['a rehearsal', acmeConnectorRehearsal],
  ])('writes checksums for %s that sha256sum verifies', async (_what, version) => {
    const { directory } = await createArtifactStore({
      writeFile: writeAtomically,
      outputDir,
    }).publish(version, MANIFEST);

    const output = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
      cwd: directory,
      encoding: 'utf8',
    });

    const names = NAMES.filter((name) => name !== 'SHA256SUMS').toSorted();
    expect(output).toBe(names.map((name) => `${name}: OK\n`).join(''));
  });

  it('says REHEARSAL in every file of a rehearsal, and in none of a release', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    const rehearsed = await store.publish(acmeConnectorRehearsal, MANIFEST);
    const saying = rehearsed.files.filter((path) =>
      readFileSync(path, 'utf8').includes('REHEARSAL'),
    );

    const released = await store.publish(acmeConnector, MANIFEST);

    expect(saying).toEqual(rehearsed.files);
    expect(
      released.files.map((path) => /rehearsal:|REHEARSAL/.test(readFileSync(path, 'utf8'))),
    ).toEqual(released.files.map(() => false));
  });

  it('keeps the marked manifest well-formed: the mark follows the declaration', async () => {
    const { directory } = await createArtifactStore({
      writeFile: writeAtomically,
      outputDir,
    }).publish(acmeConnectorRehearsal, MANIFEST);

    expect(readFileSync(join(directory, 'package.xml'), 'utf8').split('\n').slice(0, 3)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      expect.stringMatching(/^<!-- REHEARSAL: .* -->$/),
      '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ]);
  });

  it('holds no path of the machine that wrote it', async () => {
    const { files } = await createArtifactStore({ writeFile: writeAtomically, outputDir }).publish(
      acmeConnector,
      MANIFEST,
    );

    expect(files.filter((path) => readFileSync(path, 'utf8').includes(tmpdir()))).toEqual([]);
  });

  it('refuses to write over the artifacts of another package', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    await store.publish(acmeConnector, MANIFEST);
    const other = {
      ...acmeConnector,
      package: { ...acmeConnector.package, name: 'Acme-Connector' },
    };

    await expect(store.publish(other, MANIFEST)).rejects.toMatchObject({
      code: 'WORKSPACE_UNWRITABLE',
      detail: { found: 'Acme Connector', wanted: 'Acme-Connector' },
    });
  });

  it('says what stands in the way when it cannot write', async () => {
    writeFileSync(join(outputDir, 'Acme-Connector'), 'a file where a folder should be');

    await expect(
      createArtifactStore({ writeFile: writeAtomically, outputDir }).publish(
        acmeConnector,
        MANIFEST,
      ),
    ).rejects.toMatchObject({
      code: 'WORKSPACE_UNWRITABLE',
      detail: {
        location: { file: expect.stringContaining(join(outputDir, 'Acme-Connector')) },
        actions: [expect.stringContaining('A file has the name of a folder'), expect.any(String)],
      },
    });
  });

  it('says so when a folder has the name of one of its files', async () => {
    const path = join(outputDir, 'Acme-Connector', '1.4.0-3', 'install-links.md');
    mkdirSync(path, { recursive: true });

    await expect(
      createArtifactStore({ writeFile: writeAtomically, outputDir }).publish(
        acmeConnector,
        MANIFEST,
      ),
    ).rejects.toMatchObject({ code: 'WORKSPACE_UNWRITABLE', detail: { location: { file: path } } });
  });

  it('leaves the record of the run beside the files, out of the checksums', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    const { directory } = await store.publish(acmeConnector, MANIFEST);

    await store.recordRun(directory, runRecordOf([], undefined));

    expect(JSON.parse(textOf('Acme-Connector', '1.4.0-3', 'run.json'))).toMatchObject({
      kind: 'eca-release/run',
    });
    expect(textOf('Acme-Connector', '1.4.0-3', 'SHA256SUMS')).not.toContain('run.json');
    expect((await store.publish(acmeConnector, MANIFEST)).changed).toEqual([]);
  });

  it('writes the page over all versions, and finds the folders that are there', async () => {
    const store = createArtifactStore({ writeFile: writeAtomically, outputDir });
    await store.publish(acmeConnector, MANIFEST);

    const published = await store.publishIndex(acmeVersions);

    expect(published).toEqual({
      directory: outputDir,
      files: [join(outputDir, 'versions.json'), join(outputDir, 'index.html')],
      changed: ['versions.json', 'index.html'],
    });
    expect(textOf('index.html')).toContain('href="./Acme-Connector/1.4.0-3/install-links.html"');
    expect(JSON.parse(textOf('versions.json'))).toMatchObject({
      packages: [{ versions: [{ number: '1.5.0' }, { folder: 'Acme-Connector/1.4.0-3' }] }],
    });
    expect((await store.publishIndex(acmeVersions)).changed).toEqual([]);
  });

  it('refuses an impossible My Domain before anything is written', () => {
    expect(() =>
      createArtifactStore({
        writeFile: writeAtomically,
        outputDir,
        myDomains: ['acme.evil.example'],
      }),
    ).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
