import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { stableJson } from '../../../src/artifacts/stable-json.ts';
import { versionListJsonSchema } from '../../../src/artifacts/version-list-schema.ts';
import { versionListOf } from '../../../src/artifacts/version-list.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';
import type { VersionSummary } from '../../../src/domain/version-summary.ts';
import { acmeVersions, HOSTILE_NAME } from './acme-connector.ts';

const shipped = readFileSync(
  new URL('../../../src/artifacts/versions.schema.json', import.meta.url),
  'utf8',
);
const validate = new Ajv2020({ formats: { uri: (value: string) => URL.canParse(value) } }).compile(
  JSON.parse(shipped),
);

function versionsLike(...changes: readonly Partial<VersionSummary>[]): readonly VersionSummary[] {
  return changes.flatMap((change) =>
    acmeVersions.versions.slice(0, 1).map((version) => ({ ...version, ...change })),
  );
}

describe('versions.schema.json', () => {
  it('is what scripts/write-artifact-schema.ts writes', () => {
    expect(shipped).toBe(stableJson(versionListJsonSchema()));
  });

  it.each([
    ['two versions', acmeVersions],
    ['a rehearsal', { ...acmeVersions, isRehearsal: true }],
    ['nothing', { ...acmeVersions, versions: [] }],
    ['hostile names', { ...acmeVersions, versions: versionsLike({ packageName: HOSTILE_NAME }) }],
  ])('describes the list of %s', (_what, index) => {
    const list: unknown = JSON.parse(stableJson(versionListOf(index)));

    validate(list);

    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('versionListOf', () => {
  it('names the newest released version and the newest beta of each package', () => {
    const list = versionListOf(acmeVersions);

    expect(list.packages).toMatchObject([
      {
        name: 'Acme Connector',
        newestReleased: '04tWs000000GWPxIAO',
        newestBeta: '04tWs000000GX1BIAW',
      },
    ]);
  });

  it('takes the highest number for the newest, not the last that was built', () => {
    const versions = versionsLike(
      { number: '1.9.1', createdAt: '2027-01-01T00:00:00.000Z' },
      { number: '1.10.0', build: 1, versionId: idFrom('04t', '04tWs000000GX1BIAW') },
      { number: '1.10.0', build: 12, versionId: idFrom('04t', '04tWs000000GX1GIAW') },
    );

    const [listed] = versionListOf({ ...acmeVersions, versions }).packages;

    expect(listed?.versions.map(({ number, build }) => `${number}-${String(build)}`)).toEqual([
      '1.10.0-12',
      '1.10.0-1',
      '1.9.1-3',
    ]);
  });

  it('offers no production link for a beta', () => {
    const [listed] = versionListOf(acmeVersions).packages;

    expect(listed?.versions.map(({ links }) => links.map(({ audience }) => audience))).toEqual([
      ['sandbox'],
      ['production', 'sandbox'],
    ]);
  });

  it('does not depend on the order in which the hub told the versions', () => {
    const reversed = { ...acmeVersions, versions: acmeVersions.versions.toReversed() };

    expect(stableJson(versionListOf(reversed))).toBe(stableJson(versionListOf(acmeVersions)));
  });
});
