import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { idFrom } from '../../../src/domain/version/ids.ts';
import type { VersionIntent } from '../../../src/ports/journal.ts';
import { openJournal } from '../../../src/workspace/journal-file.ts';

const HUB = '00D5e000000AbCdEAK';
const PACKAGE = idFrom('0Ho', '0Ho5e000000AbCdCAK');
const KEY = `eca-release/1.4.0/${'0'.repeat(64)}`;

const INTENT: VersionIntent = {
  hubOrgId: HUB,
  packageId: PACKAGE,
  releaseKey: KEY,
  askedAt: 1_795_000_000_000,
};

function stateDirectory(): string {
  return join(mkdtempSync(join(tmpdir(), 'eca-release-journal-')), '.eca-release');
}

describe('openJournal', () => {
  it('finds what was recorded, also through another process’s eyes', async () => {
    const stateDir = stateDirectory();
    await openJournal(stateDir).record(INTENT);

    expect(await openJournal(stateDir).find(HUB, PACKAGE, KEY)).toEqual(INTENT);
  });

  it('replaces an intent when its request is known', async () => {
    const journal = openJournal(stateDirectory());
    await journal.record(INTENT);

    await journal.record({ ...INTENT, requestId: idFrom('08c', '08c5e000000AbCdAAK') });

    expect((await journal.find(HUB, PACKAGE, KEY))?.requestId).toBe('08c5e000000AbCdAAK');
  });

  it('finds it by the short forms of the ids, which name the same records', async () => {
    const journal = openJournal(stateDirectory());
    await journal.record(INTENT);

    const found = await journal.find(HUB.slice(0, 15), idFrom('0Ho', PACKAGE.slice(0, 15)), KEY);

    expect(found).toEqual(INTENT);
  });

  it('keeps hubs, packages and keys apart', async () => {
    const journal = openJournal(stateDirectory());
    await journal.record(INTENT);

    expect(await journal.find('00D5e000000XxXxEAK', PACKAGE, KEY)).toBeUndefined();
    expect(await journal.find(HUB, idFrom('0Ho', '0Ho5e000000XxXxCAK'), KEY)).toBeUndefined();
    expect(await journal.find(HUB, PACKAGE, KEY.replace('1.4.0', '1.4.1'))).toBeUndefined();
  });

  it('loses nothing when many intents are recorded at once', async () => {
    const journal = openJournal(stateDirectory());
    const keys = Array.from({ length: 30 }, (_, index) => `eca-release/1.${index}.0/x`);

    await Promise.all(keys.map(async (releaseKey) => journal.record({ ...INTENT, releaseKey })));

    const found = await Promise.all(keys.map(async (key) => journal.find(HUB, PACKAGE, key)));
    expect(found.map((intent) => intent?.releaseKey)).toEqual(keys);
  });

  it('can be read by its user only', async () => {
    const stateDir = stateDirectory();
    await openJournal(stateDir).record(INTENT);

    const [file = ''] = readdirSync(join(stateDir, 'journal'));

    expect(statSync(join(stateDir, 'journal', file)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a cut-off file', '{"formatVersion": 1, "hubOrg'],
    ['an empty file', ''],
    ['a newer format', JSON.stringify({ ...INTENT, formatVersion: 2 })],
    ['a made-up id', JSON.stringify({ ...INTENT, formatVersion: 1, requestId: 'x' })],
  ])('reports %s, and what deleting it would mean', async (_what, text) => {
    const stateDir = stateDirectory();
    const journal = openJournal(stateDir);
    await journal.record(INTENT);
    const [file = ''] = readdirSync(join(stateDir, 'journal'));
    writeFileSync(join(stateDir, 'journal', file), text);

    await expect(journal.find(HUB, PACKAGE, KEY)).rejects.toMatchObject({
      code: 'WORKSPACE_UNREADABLE',
      message: expect.stringContaining(file),
      detail: { actions: expect.arrayContaining([expect.stringContaining('built twice')]) },
    });
  });
});
