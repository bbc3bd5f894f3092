import { describe, expect, it } from 'vitest';
import type { PackageConfig } from '../../../../src/domain/release-config.ts';
import {
  digestOfKey,
  releaseKeyFor,
  type ReleaseContents,
} from '../../../../src/domain/version/release-key.ts';
import { app, component, componentOf, oauthSettings } from '../../../support/eca-components.ts';
import { packageConfig, versionNumber } from '../../../support/release-state.ts';

const CONTENTS: ReleaseContents = {
  number: versionNumber('1.4.0'),
  components: [app('Acme_Connector'), oauthSettings('Partner_Login', 'Acme_Connector')],
  apiVersion: '67.0',
  namespace: 'acmeconnect',
  config: packageConfig(),
  definition: '{"edition": "Developer"}',
};

const KEY = releaseKeyFor(CONTENTS);

function withConfig(changes: Partial<PackageConfig>): ReleaseContents {
  return { ...CONTENTS, config: packageConfig(changes) };
}

describe('releaseKeyFor', () => {
  it('names the number, and the digest in lower-case hex', () => {
    expect(KEY.key).toBe(`eca-release/1.4.0/${KEY.digest}`);
    expect(KEY.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has one digest for the same contents under another number', () => {
    const next = releaseKeyFor({ ...CONTENTS, number: versionNumber('1.5.0') });

    expect(next).toEqual({ key: `eca-release/1.5.0/${KEY.digest}`, digest: KEY.digest });
  });

  it.each([
    ['the API version', { ...CONTENTS, apiVersion: '68.0' }],
    ['the namespace', { ...CONTENTS, namespace: 'acmeother' }],
    ['the package', withConfig({ name: 'Acme Other' })],
    ['that there is no ancestor', withConfig({ ancestor: { kind: 'none' } })],
    ['a named ancestor', withConfig({ ancestor: { kind: 'number', number: '1.2.0' } })],
    ['a dependency by id', withConfig({ dependencies: [{ versionId: '04tHu000000V009IAG' }] })],
    [
      'a dependency by number',
      withConfig({
        dependencies: [{ package: '0HoHu0000004BiLKAM', versionNumber: '1.2.0.LATEST' }],
      }),
    ],
    [
      'that a key is needed',
      withConfig({ installationKey: { kind: 'environment', variable: 'ACME_KEY' } }),
    ],
    ['that it is not validated', withConfig({ validation: 'skipped' })],
    ['the definition file', { ...CONTENTS, definition: '{"edition": "Enterprise"}' }],
    ['that there is no definition file', { ...CONTENTS, definition: undefined }],
    ['a component more', { ...CONTENTS, components: [...CONTENTS.components, app('Acme_Other')] }],
    ['a component less', { ...CONTENTS, components: CONTENTS.components.slice(1) }],
    [
      'the name of a component',
      {
        ...CONTENTS,
        components: [app('Acme_Connector'), oauthSettings('Other_Login', 'Acme_Connector')],
      },
    ],
    [
      'the type of a component',
      {
        ...CONTENTS,
        components: [
          app('Acme_Connector'),
          componentOf(
            'ExtlClntAppCanvasSettings',
            'Partner_Login',
            textOf(oauthSettings('Partner_Login', 'Acme_Connector')),
          ),
        ],
      },
    ],
    [
      'the letter case of a text',
      {
        ...CONTENTS,
        components: [
          app('Acme_Connector', { label: 'acme_connector' }),
          oauthSettings('Partner_Login', 'Acme_Connector'),
        ],
      },
    ],
  ] satisfies [string, ReleaseContents][])('covers %s', (_what, contents) => {
    expect(releaseKeyFor(contents).digest).not.toBe(KEY.digest);
  });

  it.each([
    ['descriptions', withConfig({ description: 'Another one', versionDescription: 'New' })],
    ['the name of the version', withConfig({ versionName: 'Spring' })],
    ['where the directory lies', withConfig({ path: 'packages/connector' })],
    ['where the number comes from', withConfig({ version: { from: 'project-file' } })],
    [
      'the pages that customers are shown',
      withConfig({
        releaseNotesUrl: 'https://acme.example/notes',
        postInstallUrl: 'https://acme.example/start',
      }),
    ],
    ['where the definition file lies', withConfig({ definitionFile: 'config/definition.json' })],
    [
      'the line endings of the definition file',
      { ...CONTENTS, definition: '\uFEFF{"edition": "Developer"}\r\n' },
    ],
  ] satisfies [string, ReleaseContents][])('does not cover %s', (_what, contents) => {
    expect(releaseKeyFor(contents)).toEqual(KEY);
  });

  it('says that there is an installation key, and nothing about which', () => {
    const one = withConfig({ installationKey: { kind: 'environment', variable: 'ONE' } });
    const other = withConfig({ installationKey: { kind: 'environment', variable: 'OTHER' } });

    expect(releaseKeyFor(one)).toEqual(releaseKeyFor(other));
  });

  it('tells apart contents that only look alike when they are put in a row', () => {
    const oneFile = component('ExternalClientApplication', 'A', { label: 'B' });
    const [first, second] = [app('Acme'), app('Other')];

    const digests = [
      [oneFile],
      [first, second],
      [
        { ...first, fullName: 'Other' },
        { ...second, fullName: 'Acme' },
      ],
    ].map((components) => releaseKeyFor({ ...CONTENTS, components }).digest);

    expect(new Set(digests).size).toBe(3);
  });
});

describe('digestOfKey', () => {
  it('reads the digest of a key of this tool', () => {
    expect(digestOfKey(KEY.key)).toBe(KEY.digest);
  });

  it.each([
    undefined,
    '',
    'v1.4.0',
    'hash:9f86d081884c7d65',
    `eca-release/1.4.0/${KEY.digest.toUpperCase()}`,
    `eca-release/1.4.0/${KEY.digest}0`,
    `my-eca-release/1.4.0/${KEY.digest}`,
  ])('finds none in %j', (tag) => {
    expect(digestOfKey(tag)).toBeUndefined();
  });
});

function textOf({ bytes }: { readonly bytes: Uint8Array }): string {
  return Buffer.from(bytes).toString('utf8');
}
