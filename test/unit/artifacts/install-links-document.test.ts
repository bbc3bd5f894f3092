import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { installLinksOf } from '../../../src/artifacts/install-links-document.ts';
import { installLinksJsonSchema } from '../../../src/artifacts/install-links-schema.ts';
import { myDomainFrom } from '../../../src/artifacts/my-domain.ts';
import { stableJson } from '../../../src/artifacts/stable-json.ts';
import {
  acmeConnector,
  acmeConnectorBeta,
  acmeConnectorRehearsal,
  HOSTILE_NAME,
  PLAIN_SETTINGS,
} from './acme-connector.ts';

const shipped = readFileSync(
  new URL('../../../src/artifacts/install-links.schema.json', import.meta.url),
  'utf8',
);
const validate = new Ajv2020({ formats: { uri: (value: string) => URL.canParse(value) } }).compile(
  JSON.parse(shipped),
);

describe('install-links.schema.json', () => {
  it('is what scripts/write-artifact-schema.ts writes', () => {
    expect(shipped).toBe(stableJson(installLinksJsonSchema()));
  });

  it.each([
    ['a released version', acmeConnector],
    ['a beta', acmeConnectorBeta],
    ['a rehearsal', acmeConnectorRehearsal],
    ['a version that needs a key', { ...acmeConnector, needsInstallationKey: true }],
    [
      'unchecked contents',
      { ...acmeConnector, contents: { by: 'nothing', why: 'No zip.' } as const },
    ],
    ['counted contents', { ...acmeConnector, contents: { by: 'file-count', files: 2 } as const }],
    [
      'hostile names',
      {
        ...acmeConnector,
        name: HOSTILE_NAME,
        apps: [
          { name: HOSTILE_NAME, label: HOSTILE_NAME, components: [], settings: PLAIN_SETTINGS },
        ],
      },
    ],
  ])('describes the document of %s', (_what, version) => {
    const document: unknown = JSON.parse(
      stableJson(installLinksOf(version, ['acme', 'acme--uat.sandbox'].map(myDomainFrom))),
    );

    validate(document);

    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['another format', { formatVersion: 2 }],
    ['another kind of file', { kind: 'eca-release/run' }],
    ['no links', { links: undefined }],
    [
      'a link that is no address',
      { links: [{ audience: 'production', label: '', url: 'x', installable: true }] },
    ],
  ])('refuses %s', (_what, change) => {
    const document = JSON.parse(stableJson({ ...installLinksOf(acmeConnector, []), ...change }));

    expect(validate(document)).toBe(false);
  });

  it('lets a field pass that a later version adds', () => {
    const document = { ...installLinksOf(acmeConnector, []), addedLater: true };

    expect(validate(document)).toBe(true);
  });
});

describe('installLinksOf', () => {
  it('does not depend on the order in which apps and components were found', () => {
    const [app] = acmeConnector.apps;
    const other = { name: 'Zeta', label: 'Zeta', components: [], settings: PLAIN_SETTINGS };
    const apps = app === undefined ? [] : [app, other];
    const reversed = apps
      .map((each) => ({ ...each, components: each.components.toReversed() }))
      .toReversed();

    expect(stableJson(installLinksOf({ ...acmeConnector, apps: reversed }, []))).toBe(
      stableJson(installLinksOf({ ...acmeConnector, apps }, [])),
    );
  });

  it('says that a key is needed, and how the installer gets it', () => {
    const { installationKey, command } = installLinksOf(
      { ...acmeConnector, needsInstallationKey: true },
      [],
    );

    expect(installationKey).toEqual({ needed: true, note: expect.stringContaining('apart from') });
    expect(command.notes.join()).toContain('--installation-key');
    expect(command.line).not.toContain('--installation-key');
  });

  it('never tells anyone to turn on a Dev Hub', () => {
    expect(stableJson(installLinksOf(acmeConnector, []))).not.toMatch(/dev ?hub/i);
  });
});
