import { describe, expect, it } from 'vitest';
import { ReleaseError } from '../../../src/domain/errors.ts';
import { retrieveWorkspace } from '../../../src/pipeline/retrieve-workspace.ts';
import { app } from '../../support/eca-components.ts';
import { outsideInMemory, told } from '../../support/in-memory-ports.ts';
import { releaseRequest } from '../../support/version-work.ts';

const APP_PATH = 'force-app/ExternalClientApplication.Acme_Connector-meta.xml';
const OTHER_PATH = 'force-app/ExternalClientApplication.Acme_Analytics-meta.xml';

function withForeignFile() {
  const outside = outsideInMemory();
  outside.files.set(OTHER_PATH, Buffer.from(app('Acme_Analytics').bytes).toString('utf8'));
  return outside;
}

describe('retrieveWorkspace', () => {
  it('brings the workspace into shape, and changes nothing in the hub', async () => {
    const outside = withForeignFile();

    await retrieveWorkspace(releaseRequest(), outside.ports);

    expect(outside.files.has(OTHER_PATH)).toBe(false);
    expect(outside.files.get(APP_PATH)).toBe(
      Buffer.from(outside.hub.components[0]?.bytes ?? []).toString('utf8'),
    );
    expect(outside.files.get('manifest/package.xml')).toBe(
      [
        '67.0',
        'ExternalClientApplication:Acme_Connector',
        'ExtlClntAppNotificationSettings:Acme_notif',
        'ExtlClntAppOauthSettings:Partner_Login',
      ].join('\n'),
    );
    expect(outside.hub).toMatchObject({ packages: [], requests: [], versions: [] });
    expect(outside.questions).toEqual([]);
  });

  it('tells of every file that it wrote or removed', async () => {
    const outside = withForeignFile();
    const before = new Map(outside.files);

    await retrieveWorkspace(releaseRequest(), outside.ports);

    const changes = told(outside, 'workspace.changed');
    const touched = changes.flatMap(({ written, removed }) => [...written, ...removed]);
    const really = [...new Set([...before.keys(), ...outside.files.keys()])].filter(
      (path) => before.get(path) !== outside.files.get(path),
    );
    expect(touched.toSorted()).toEqual(really.toSorted());
  });

  it('counts what it changed', async () => {
    const outside = withForeignFile();

    await retrieveWorkspace(releaseRequest(), outside.ports);

    expect(told(outside, 'stage.done').map(({ stage, summary }) => `${stage}: ${summary}`)).toEqual(
      expect.arrayContaining([
        'manifest: manifest/package.xml names 3 components',
        'retrieve: wrote 3 files',
        'prune: removed 1 file',
      ]),
    );
  });

  it('does nothing a second time but say why', async () => {
    const outside = withForeignFile();
    await retrieveWorkspace(releaseRequest(), outside.ports);
    outside.events.length = 0;

    await retrieveWorkspace(releaseRequest(), outside.ports);

    expect(told(outside, 'stage.skipped').map(({ stage }) => stage)).toEqual([
      'manifest',
      'retrieve',
      'prune',
      'wire',
    ]);
    expect(told(outside, 'workspace.changed')).toEqual([]);
  });

  it('checks the whole change before it writes the first file', async () => {
    const outside = withForeignFile();
    const before = new Map(outside.files);
    const checked: string[] = [];
    outside.ports.workspace.check = async ({ writes, removals }) => {
      checked.push(...writes.map(({ path }) => path), ...removals);
      return Promise.reject(new ReleaseError('UNCOMMITTED_WORK', 'There is work'));
    };

    await expect(retrieveWorkspace(releaseRequest(), outside.ports)).rejects.toMatchObject({
      code: 'UNCOMMITTED_WORK',
    });
    expect(outside.files).toEqual(before);
    expect(checked).toEqual(
      expect.arrayContaining([APP_PATH, OTHER_PATH, 'manifest/package.xml', 'sfdx-project.json']),
    );
  });
});
