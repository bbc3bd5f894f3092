import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { unpackForeignZip } from '../../src/salesforce/foreign-zip.ts';
import { component } from '../support/eca-components.ts';
import { checkoutHere, refusedHere, runHere } from '../support/refused-here.ts';
import { handOut, retrievedZip } from '../support/retrieved-zip.ts';
import { startSeededHub } from '../support/seeded-hub.ts';

const APP = 'unpackaged/externalClientApps/Acme_Connector.eca';

/** Where everybody may write. */
const ABSOLUTE = join(tmpdir(), `eca-release-evil-${process.pid}.eca`);

type Change = (zip: JSZip) => Promise<Buffer> | Buffer;

/** The zip with one file more, under a name that jszip would tidy up if it were told it at once. */
function withFile(name: string, options: JSZip.JSZipFileOptions = {}): Change {
  return async (zip) => {
    zip.file(standInFor(name), '<a/>', options);
    const bytes = await bytesOf(zip, options.unixPermissions === undefined ? 'DOS' : 'UNIX');
    return renamed(bytes, name);
  };
}

/** The zip with the app a second time: first under another name that leads to the same place, then as it was. */
function withAppAlsoAs(name: string): Change {
  return async (zip) => {
    const app = (await zip.file(APP)?.async('string')) ?? '';
    zip.remove(APP).file(standInFor(name), app.replace('<label>', '<label>Other ')).file(APP, app);
    return renamed(await bytesOf(zip), name);
  };
}

function standInFor(name: string): string {
  return 'x'.repeat(Buffer.byteLength(name));
}

/** The stand-in's name replaced; it has the same length, so that nothing else in the zip moves. */
function renamed(zip: Buffer, name: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(standInFor(name), latin1(name)), 'latin1');
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function bytesOf(zip: JSZip, platform: 'DOS' | 'UNIX' = 'DOS'): Promise<Buffer> {
  return zip.generateAsync({ type: 'nodebuffer', platform, compression: 'DEFLATE' });
}

const CASES: readonly (readonly [title: string, change: Change, says: RegExp])[] = [
  ['what is no zip', () => Buffer.from('hello'), /is this a zip file/],
  ['nothing', () => Buffer.alloc(4), /zip/],
  ['half a zip', async (zip) => (await bytesOf(zip)).subarray(0, -300), /zip/],
  [
    'a zip whose data is damaged',
    async (zip) => {
      const bytes = await bytesOf(zip);
      return bytes.fill(0xff, 60, 400);
    },
    /zip/,
  ],
  ['a name that leads upwards', withFile('unpackaged/../../evil.eca'), /\.\. in it/],
  ['a name that leads upwards on Windows', withFile('unpackaged/..\\..\\evil.eca'), /backslash/],
  ['an absolute name', withFile(ABSOLUTE), /absolute/],
  ['a name on a drive', withFile('C:/evil.eca'), /Windows drive/],
  ['a name with a colon', withFile('unpackaged/a.eca:evil'), /colon/],
  ['a device of Windows', withFile('unpackaged/externalClientApps/NUL.eca'), /device/],
  ['a name that Windows would shorten', withFile('unpackaged/evil./a.eca'), /ends with a dot/],
  ['a name with a control character', withFile('unpackaged/evil\u0007.eca'), /control character/],
  ["git's own folder", withFile('unpackaged/.git/config'), /git's own folder/],
  [
    'a symbolic link',
    withFile('unpackaged/externalClientApps/evil.eca', { unixPermissions: 0o120777 }),
    /symbolic link/,
  ],
  ['a name twice', withAppAlsoAs(APP), /the name "unpackaged\S+Acme_Connector\.eca" twice/],
  [
    'a name twice, the first time in disguise',
    withAppAlsoAs(APP.replace('/', '/x/../')),
    /the name "unpackaged\S+Acme_Connector\.eca" twice/,
  ],
  [
    'a component twice',
    async (zip) => {
      zip.file(`unpackaged/more/externalClientApps/Acme_Connector.eca`, '<other/>');
      return bytesOf(zip);
    },
    /ExternalClientApplication:Acme_Connector twice/,
  ],
];

describe('a zip is refused, and nothing is written, with', () => {
  it.each(CASES)('%s', async (_title, change, says) => {
    const hub = await startSeededHub();
    await handOut(hub, await change(await retrievedZip(hub)));
    const projectDir = await checkoutHere();

    const { failure, text } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(failure).toMatchObject({ code: 'HUB_ANSWER_UNUSABLE', exitCode: 5 });
    expect(text).toMatch(says);
    expect(existsSync(ABSOLUTE)).toBe(false);
  });

  it('more in it than any org hands out', async () => {
    const zip = new JSZip();
    zip.file('unpackaged/one.eca', 'a'.repeat(600));
    zip.file('unpackaged/two.eca', 'a'.repeat(500));

    await expect(unpackForeignZip(await bytesOf(zip), 1_000)).rejects.toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
      detail: { found: 'more than fits: unpackaged/two.eca goes on after 400 bytes' },
    });
  });

  it('more in it than it says', async () => {
    const zip = new JSZip();
    zip.file('bomb', Buffer.alloc(50_000_000));
    const bytes = await bytesOf(zip);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(50_000_000);
    for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size))
      bytes.writeUInt32LE(5, at);

    await expect(unpackForeignZip(bytes, 1_000_000)).rejects.toMatchObject({
      code: 'HUB_ANSWER_UNUSABLE',
    });
  });
});

describe('a zip is taken', () => {
  it('with nothing but what was asked for', async () => {
    const hub = await startSeededHub();
    const zip = await retrievedZip(hub);
    const more = component('ExtlClntAppNotificationSettings', 'Smuggled', {
      externalClientApplication: 'Acme_Connector',
    });
    zip.file('unpackaged/extlClntAppNotifSettings/Smuggled.ecaNotifications', more.bytes);
    await handOut(hub, await bytesOf(zip));
    const projectDir = await checkoutHere();

    const run = await runHere({ projectDir, hub, args: ['retrieve'] });

    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
    expect(run.text).not.toContain('Smuggled');
  });

  it('in any order of its files', async () => {
    const hub = await startSeededHub();
    const zip = await retrievedZip(hub);
    const app = await zip.file(APP)?.async('nodebuffer');
    zip.remove(APP).file(APP, app ?? '');
    await handOut(hub, await bytesOf(zip));
    const projectDir = await checkoutHere();

    expect(await runHere({ projectDir, hub, args: ['retrieve'] })).toMatchObject({ exitCode: 0 });
  });
});
