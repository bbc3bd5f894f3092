import type { FieldValues } from '../objects/object-definition.ts';
import { notBuilt } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import type { PackageRecord, PlannedVersion, VersionRecord } from '../state/hub-records.ts';
import { buildEnd } from './build-progress.ts';
import { appProblems } from './check-apps.ts';
import { checkAncestor, evolutionProblems } from './check-ancestor.ts';
import { manifestProblems } from './check-manifest.ts';
import { numberProblems, parseVersionNumber, resolvedNumber } from './check-number.ts';
import type { RequestedNumber } from './check-number.ts';
import { booleanValue, textValue } from './field-values.ts';
import { installKeyHash } from './install-key.ts';
import { componentName, contentsOf } from './package-contents.ts';
import type { PackageContents } from './package-contents.ts';
import { numberText } from './promotion.ts';
import { versionById } from './versions.ts';
import type { VersionInfo } from './version-info.ts';

/** Either the version that will come out, or every reason why none will. */
export interface Plan {
  readonly planned: PlannedVersion | null;
  readonly problems: readonly string[];
}

export function planVersion(
  hub: Hub,
  owner: PackageRecord,
  info: VersionInfo,
  values: FieldValues,
  developerZipBase64: string | null,
): Plan {
  const contents = understoodContents(hub, info);
  const number = parseVersionNumber(info.descriptor.versionNumber);
  if (number === undefined) {
    return {
      planned: null,
      problems: [`The version number ${info.descriptor.versionNumber ?? ''} is invalid.`],
    };
  }
  const { ancestor, problems } = checkAncestor(
    hub,
    owner,
    number,
    info.descriptor.ancestorId ?? '',
  );
  const names = contents.components.map(componentName);
  const all = [
    ...numberProblems(hub, owner.id, number),
    ...problems,
    ...dependencyProblems(hub, info),
    ...contentProblems(hub, info, contents),
    ...evolutionProblems(number, ancestor, names),
  ];
  if (all.length > 0) return { planned: null, problems: all };
  return {
    planned: versionOf(hub, owner, info, contents, number, ancestor, values, developerZipBase64),
    problems: [],
  };
}

function understoodContents(hub: Hub, info: VersionInfo): PackageContents {
  const contents = contentsOf(info.files, hub.devHub.metadata.types(hub.seed.apiVersions.newest));
  if (contents.unknown.length > 0) {
    throw notBuilt(
      `packaging of ${contents.unknown.join(', ')} (name the type under metadata: in the seed)`,
    );
  }
  return contents;
}

function contentProblems(hub: Hub, info: VersionInfo, contents: PackageContents): string[] {
  return [
    ...(contents.components.length === 0 ? ['The package has no metadata.'] : []),
    ...manifestProblems(info.manifest, contents, hub.seed.apiVersions.newest),
    ...appProblems(contents, {
      hubOrgId: hub.devHub.id,
      linkedOrgIds: info.allowsAppsOfLinkedOrgs ? hub.seed.namespaces.map(({ org }) => org) : [],
    }),
  ];
}

function dependencyProblems(hub: Hub, info: VersionInfo): string[] {
  return (info.descriptor.dependencies ?? [])
    .map(({ subscriberPackageVersionId }) => subscriberPackageVersionId)
    .filter((id) => !id.startsWith('04t') || versionById(hub, id) === undefined)
    .map(
      // The beginning is Salesforce's; what follows the colon is assumed for a dependency that does not exist.
      (id) =>
        `An error occurred while trying to install a package dependency, ID ${id}: invalid cross reference id`,
    );
}

function versionOf(
  hub: Hub,
  owner: PackageRecord,
  info: VersionInfo,
  contents: PackageContents,
  number: RequestedNumber,
  ancestor: VersionRecord | undefined,
  values: FieldValues,
  developerZipBase64: string | null,
): PlannedVersion {
  const components = contents.components.map(componentName).toSorted();
  const key = textValue(values, 'InstallKey');
  const skipsValidation = booleanValue(values, 'SkipValidation');
  const { descriptor } = info;
  return {
    packageId: owner.id,
    number: resolvedNumber(hub, owner.id, number),
    ancestorId: ancestor?.id ?? null,
    dependencies: (descriptor.dependencies ?? []).map(
      ({ subscriberPackageVersionId }) => subscriberPackageVersionId,
    ),
    components,
    fileCount: info.files.length,
    byteCount: info.files.reduce((sum, { byteCount }) => sum + byteCount, 0),
    validatedAsync: booleanValue(values, 'AsyncValidation'),
    validatedAtMs: skipsValidation ? null : buildEnd(hub.clock.now(), hub.buildMs),
    coverageCalculated: booleanValue(values, 'CalculateCodeCoverage') && !skipsValidation,
    hasMetadataRemoved: ancestor?.components.some((name) => !components.includes(name)) ?? false,
    buildSeconds: Math.round(hub.buildMs / 1000),
    language: textValue(values, 'Language'),
    releaseNotesUrl: descriptor.releaseNotesUrl ?? null,
    postInstallUrl: descriptor.postInstallUrl ?? null,
    developerZipBase64,
    name: descriptor.versionName ?? numberText(number),
    description:
      descriptor.versionDescription === '' ? null : (descriptor.versionDescription ?? null),
    tag: textValue(values, 'Tag'),
    branch: textValue(values, 'Branch'),
    installKeyHash: key === null ? null : installKeyHash(key),
  };
}
