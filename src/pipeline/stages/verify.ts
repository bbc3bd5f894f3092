import { ReleaseError } from '../../domain/errors.ts';
import { componentKey, type Component } from '../../domain/eca/component.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { HubVersion } from '../../domain/version/hub-version.ts';
import type { PackageVersionId } from '../../domain/version/ids.ts';
import { formatVersionNumber, isSameNumber } from '../../domain/version/version-number.ts';
import type { DevHub, VersionContents } from '../../ports/dev-hub.ts';
import type { ReleasePorts } from '../release-context.ts';
import { done, type StageOutcome } from '../stage.ts';

interface VersionToVerify {
  readonly plan: PackagePlan;
  readonly id: PackageVersionId;
  /** What it has to hold; nothing where the hub's app has changed since, and nobody can tell any more. */
  readonly wanted: readonly Component[] | undefined;
}

export interface VerifiedVersion {
  readonly version: HubVersion;
  readonly contents: VersionContents;
}

/**
 * Reads the version back and makes sure that it is what was asked for. Throws VERSION_CONTENTS_WRONG.
 */
export async function verify(
  { emit }: Pick<ReleasePorts, 'emit'>,
  hub: DevHub,
  { plan, id, wanted }: VersionToVerify,
): Promise<StageOutcome<VerifiedVersion>> {
  const version = await hub.readVersion(id);
  const contents = await hub.readContents(version);
  if (wanted !== undefined) {
    requireFacts(plan, version);
    requireContents(version, wanted, contents);
  }
  for (const message of reservations(plan, version))
    emit('warning.raised', { message, actions: [] });
  const facts = [
    version.validationSkipped ? 'not validated' : 'validated',
    version.hasPassedCodeCoverage ? 'coverage passed' : 'coverage not passed',
    version.hasMetadataRemoved ? 'metadata removed' : 'no metadata removed',
    contentsText(contents),
  ];
  return done(facts.join(', '), { version, contents });
}

function requireFacts(plan: PackagePlan, version: HubVersion): void {
  const needsKey = plan.config.installationKey.kind !== 'none';
  const wrong = [
    isSameNumber(version.number, plan.number)
      ? []
      : [`the number ${formatVersionNumber(version.number)}`],
    version.validationSkipped && plan.config.validation === 'full' ? ['no validation'] : [],
    version.needsInstallationKey === needsKey
      ? []
      : [needsKey ? 'no installation key' : 'an installation key'],
  ].flat();
  if (wrong.length > 0)
    throw contentsWrong(version, wrong.join(', '), 'the version that was asked for');
}

function requireContents(
  version: HubVersion,
  components: readonly Component[],
  contents: VersionContents,
): void {
  const wanted = components.map(componentKey).toSorted();
  if (contents.by === 'package-zip') {
    const found = contents.components.map(componentKey).toSorted();
    if (found.join() !== wanted.join())
      throw contentsWrong(version, found.join(', ') || 'nothing', wanted.join(', '));
  }
  if (contents.by === 'file-count' && contents.files < wanted.length)
    throw contentsWrong(
      version,
      `${contents.files} files`,
      `${wanted.length}: ${wanted.join(', ')}`,
    );
}

function contentsWrong(version: HubVersion, found: string, wanted: string): ReleaseError {
  return new ReleaseError('VERSION_CONTENTS_WRONG', 'The version is not what was asked for', {
    found,
    wanted,
    why: 'No links are written for it, so that nobody installs it by mistake.',
    actions: [
      `Delete it: sf package version delete --package ${version.versionId}`,
      'Run again with the next number, and report this with the output of --json if it comes back.',
    ],
  });
}

/** What does not stop a beta, but a promotion. */
function reservations(plan: PackagePlan, version: HubVersion): readonly string[] {
  return [
    plan.config.validation === 'skipped'
      ? ['This is a throw-away build without validation: it can never be promoted.']
      : [],
    plan.config.validation === 'full' && !version.hasPassedCodeCoverage
      ? ['The hub says that code coverage has not passed: the version cannot be promoted.']
      : [],
    version.hasMetadataRemoved
      ? [
          'The version lacks components of its ancestor: customers would lose them when they upgrade.',
        ]
      : [],
  ].flat();
}

function contentsText(contents: VersionContents): string {
  switch (contents.by) {
    case 'package-zip':
      return `${contents.components.length} components in the package zip`;
    case 'file-count':
      return `${contents.files} files by the hub's count, which hands out no zip`;
    case 'nothing':
      return `contents not checked: ${contents.why}`;
  }
}
