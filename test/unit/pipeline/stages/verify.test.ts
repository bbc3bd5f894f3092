import { describe, expect, it } from 'vitest';
import type { Component } from '../../../../src/domain/eca/component.ts';
import type { PackagePlan } from '../../../../src/domain/plan/package-plan.ts';
import type { PackageConfig } from '../../../../src/domain/release-config.ts';
import type { HubVersion } from '../../../../src/domain/version/hub-version.ts';
import { verify } from '../../../../src/pipeline/stages/verify.ts';
import type { VersionContents } from '../../../../src/ports/dev-hub.ts';
import { outsideInMemory, told } from '../../../support/in-memory-ports.ts';
import { hubVersion, packageConfig } from '../../../support/release-state.ts';
import { packagePlan } from '../../../support/version-work.ts';

const KEY: PackageConfig['installationKey'] = { kind: 'environment', variable: 'ACME_KEY' };

interface Built {
  readonly version?: Partial<HubVersion>;
  readonly number?: string;
  readonly contents?: (planned: readonly Component[]) => VersionContents;
  readonly config?: Partial<PackageConfig>;
  readonly isComparable?: boolean;
}

async function verified({
  version = {},
  number = '1.4.0',
  contents = (components) => ({ by: 'package-zip', components }),
  config = {},
  isComparable = true,
}: Built) {
  const outside = outsideInMemory();
  const { hub } = outside;
  const plan: PackagePlan = packagePlan(hub, { config: packageConfig(config) });
  const built = hubVersion(number, version);
  hub.versions = [built];
  hub.readContents = async () => Promise.resolve(contents(plan.components));
  const outcome = await verify(outside.ports, hub, {
    plan,
    id: built.id,
    wanted: isComparable ? plan.components : undefined,
  });
  return { outcome, warnings: told(outside, 'warning.raised').map(({ message }) => message) };
}

describe('verify', () => {
  it.each([
    ['the package zip', {}, '3 components in the package zip'],
    [
      'the package zip in another order',
      {
        contents: (planned: readonly Component[]): VersionContents => ({
          by: 'package-zip',
          components: planned.toReversed(),
        }),
      },
      '3 components in the package zip',
    ],
    [
      'the number of files, where the hub hands out no zip',
      { contents: (): VersionContents => ({ by: 'file-count', files: 3 }) },
      "3 files by the hub's count, which hands out no zip",
    ],
    [
      'nothing, where the hub tells nothing',
      { contents: (): VersionContents => ({ by: 'nothing', why: 'the hub does not say' }) },
      'contents not checked: the hub does not say',
    ],
  ])('makes sure of a version by %s', async (_what, built, summary) => {
    const { outcome, warnings } = await verified(built);

    expect(outcome).toMatchObject({
      kind: 'done',
      summary: `validated, coverage passed, no metadata removed, ${summary}`,
    });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['another number', { number: '1.5.0' }, 'the number 1.5.0'],
    ['no validation', { version: { validationSkipped: true } }, 'no validation'],
    [
      'a key that nobody asked for',
      { version: { needsInstallationKey: true } },
      'an installation key',
    ],
    ['no key', { config: { installationKey: KEY } }, 'no installation key'],
    [
      'a component more',
      {
        contents: (planned: readonly Component[]): VersionContents => ({
          by: 'package-zip',
          components: [...planned, { type: 'Profile', fullName: 'Admin', bytes: Buffer.from('') }],
        }),
      },
      expect.stringContaining('Profile:Admin'),
    ],
    [
      'nothing in it',
      { contents: (): VersionContents => ({ by: 'package-zip', components: [] }) },
      'nothing',
    ],
    [
      'too few files',
      { contents: (): VersionContents => ({ by: 'file-count', files: 2 }) },
      '2 files',
    ],
  ] satisfies [string, Built, unknown][])(
    'refuses a version with %s',
    async (_what, built, found) => {
      await expect(verified(built)).rejects.toMatchObject({
        code: 'VERSION_CONTENTS_WRONG',
        detail: {
          found,
          actions: [
            expect.stringMatching(/sf package version delete --package 04t\w{15}$/),
            expect.stringContaining('the next number'),
          ],
        },
      });
    },
  );

  it('compares nothing where the app has changed since', async () => {
    const { outcome } = await verified({
      isComparable: false,
      version: { needsInstallationKey: true },
      contents: () => ({ by: 'package-zip', components: [] }),
    });

    expect(outcome.kind).toBe('done');
  });

  it.each([
    [
      'was not validated, on purpose',
      { version: { validationSkipped: true }, config: { validation: 'skipped' } },
      'throw-away build',
    ],
    [
      'has no coverage',
      { version: { hasPassedCodeCoverage: false } },
      'code coverage has not passed',
    ],
    [
      'lacks components of its ancestor',
      { version: { hasMetadataRemoved: true } },
      'lacks components of its ancestor',
    ],
  ] satisfies [string, Built, string][])(
    'warns of a version that %s',
    async (_what, built, warning) => {
      const { warnings } = await verified(built);

      expect(warnings).toEqual([expect.stringContaining(warning)]);
    },
  );
});
