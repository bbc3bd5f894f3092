import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseSecrets } from '../../../../src/domain/plan/firewall.ts';

const DEMO_APP = join(import.meta.dirname, '..', '..', '..', '..', 'force-app');
const NAME = 'externalClientApps/Acme_Connector.eca';
const PEM = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\n`;

function file(text: string, name = NAME) {
  return { name, bytes: Buffer.from(text) };
}

describe('refuseSecrets', () => {
  it.each([
    ['a consumer key', '<consumerKey>short</consumerKey>'],
    ['a consumer key', `<description>use 3MVG9${'x'.repeat(80)}</description>`],
    ['a consumer secret', '<consumerSecret>\n  E1B2EDDEDB\n</consumerSecret>'],
    ['a consumer secret', '<consumerSecret><![CDATA[E1B2EDDEDB]]></consumerSecret>'],
    ['a consumer secret', '<consumerSecret><!-- ours -->E1B2EDDEDB</consumerSecret>'],
    ['a consumer secret', '<consumerSecret xml:space="preserve">E1B2EDDEDB</consumerSecret>'],
    ['a private key', `<description>${PEM}</description>`],
    ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\nMIIEow`],
    ['a service account of a push service', '<serviceAccount>{"type":"x"}</serviceAccount>'],
    ['a signing key of a push service', '<signingKey>ABC</signingKey>'],
    [
      'the credentials of a push service',
      '<applePushConfig><teamIdentifier>T</teamIdentifier></applePushConfig>',
    ],
    [
      'the credentials of a push service',
      '<androidPushConfig>\n<fcmProject>p</fcmProject></androidPushConfig>',
    ],
    [
      'a login of the sf CLI',
      '<infoUrl>force://PlatformCLI::5Aep861@acme.my.salesforce.com</infoUrl>',
    ],
    ['an access token', '<label>00DHu00000EcaHb!AQ4AQHzFv0Kj8Xg_7n2.abcdef</label>'],
  ])('finds %s in %j, and does not show it', (what, text) => {
    expect(() => refuseSecrets([file('<label>Acme</label>'), file(text)])).toThrow(
      expect.objectContaining({
        code: 'SECRET_IN_PACKAGE',
        detail: expect.objectContaining({ found: `${what} in ${NAME}` }),
      }),
    );
  });

  it('finds a secret in UTF-16, in either order of its bytes', () => {
    const text = `\uFEFF<value>3MVG9${'x'.repeat(80)}</value>`;
    const littleEndian = Buffer.from(text, 'utf16le');

    for (const bytes of [littleEndian, Buffer.from(littleEndian).swap16()])
      expect(() => refuseSecrets([{ name: NAME, bytes }])).toThrow(
        expect.objectContaining({ code: 'SECRET_IN_PACKAGE' }),
      );
  });

  it('names every file and every kind, each once', () => {
    const both = `<consumerKey>3MVG9${'x'.repeat(80)}</consumerKey><consumerSecret>s</consumerSecret>`;

    expect(() => refuseSecrets([file(both, 'one.eca'), file(both, 'two.eca')])).toThrow(
      expect.objectContaining({
        detail: expect.objectContaining({
          found:
            'a consumer key in one.eca, a consumer secret in one.eca, a consumer key in two.eca, a consumer secret in two.eca',
        }),
      }),
    );
  });

  it.each([
    '<consumerKey></consumerKey><consumerSecret/><consumerSecret />',
    '<consumerSecret>\n  </consumerSecret>',
    '<applePushConfig/><pushConfigLink>00DHu00000EcaHb:0fAHu0000004aBc</pushConfigLink>',
    '<oauthLink>00DHu00000EcaHb:888Hu0000004aBc</oauthLink>',
    '<isConsumerSecretOptional>false</isConsumerSecretOptional>',
    '<description>Never paste a consumerSecret or a PRIVATE KEY here!</description>',
    '<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>',
  ])('has nothing against %s', (text) => {
    expect(refuseSecrets([file(text)])).toBeUndefined();
  });

  it('has nothing against the demo app', async () => {
    const names = (await readdir(DEMO_APP, { recursive: true })).filter((name) =>
      name.endsWith('.xml'),
    );
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(join(DEMO_APP, name)) })),
    );

    expect(files.length).toBeGreaterThan(1);
    expect(refuseSecrets(files)).toBeUndefined();
  });
});
