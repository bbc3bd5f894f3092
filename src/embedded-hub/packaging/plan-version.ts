import type { FieldValues } from '../objects/object-definition.ts';
import { notBuilt } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import type { PackageRecord, PlannedVersion, VersionRecord } from '../state/hub-records.ts';
import { stepDurations } from './build-steps.ts';
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
import { planDependencies } from './plan-dependencies.ts';
import type { VersionInfo } from './version-info.ts';

/** Either the version that will come out, or every reason why none will. */
export interface Plan {
  readonly planned: PlannedVersion | null;
  readonly problems: readonly string[];
  /** As JSON; null where nobody asked for it, or where there is no version. */
  readonly dependencyGraph: string | null;
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
      dependencyGraph: null,
    };
  }
  const { ancestor, problems } = checkAncestor(
    hub,
    owner,
    number,
    info.descriptor.ancestorId ?? '',
  );
  const names = contents.components.map(componentName);
  const dependencies = planDependencies(
    hub,
    info.descriptor,
    booleanValue(values, 'CalcTransitiveDependencies'),
  );
  const all = [
    ...numberProblems(hub, owner.id, number),
    ...problems,
    ...dependencies.problems,
    ...contentProblems(hub, info, contents),
    ...evolutionProblems(number, ancestor, names),
  ];
  if (all.length > 0) return { planned: null, problems: all, dependencyGraph: null };
  return {
    planned: {
      ...versionOf(hub, owner, info, contents, number, ancestor, values),
      dependencies: dependencies.ids,
      developerZipBase64,
    },
    problems: [],
    dependencyGraph: dependencies.graph,
  };
}

function understoodContents(hub: Hub, info: VersionInfo): PackageContents {
  const contents = contentsOf(info.files, hub.devHub.metadata.typesInUse());
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

function versionOf(
  hub: Hub,
  owner: PackageRecord,
  info: VersionInfo,
  contents: PackageContents,
  number: RequestedNumber,
  ancestor: VersionRecord | undefined,
  values: FieldValues,
): Omit<PlannedVersion, 'dependencies' | 'developerZipBase64'> {
  const components = contents.components.map(componentName).toSorted();
  const key = textValue(values, 'InstallKey');
  const skipsValidation = booleanValue(values, 'SkipValidation');
  const { descriptor } = info;
  const buildMs = stepDurations(hub.buildMs, hub.seed.buildSteps).reduce(
    (sum, duration) => sum + duration,
    0,
  );
  return {
    packageId: owner.id,
    number: resolvedNumber(hub, owner.id, number),
    ancestorId: ancestor?.id ?? null,
    components,
    contents: Object.fromEntries(
      contents.components.map((component) => [componentName(component), component.file.text]),
    ),
    fileCount: info.files.length,
    byteCount: info.files.reduce((sum, { byteCount }) => sum + byteCount, 0),
    validatedAsync: booleanValue(values, 'AsyncValidation'),
    validatedAtMs: skipsValidation ? null : hub.clock.now() + buildMs,
    coverageCalculated: booleanValue(values, 'CalculateCodeCoverage') && !skipsValidation,
    hasMetadataRemoved: ancestor?.components.some((name) => !components.includes(name)) ?? false,
    buildSeconds: Math.round(buildMs / 1000),
    language: textValue(values, 'Language'),
    releaseNotesUrl: descriptor.releaseNotesUrl ?? null,
    postInstallUrl: descriptor.postInstallUrl ?? null,
    name: descriptor.versionName ?? numberText(number),
    description:
      descriptor.versionDescription === '' ? null : (descriptor.versionDescription ?? null),
    tag: textValue(values, 'Tag'),
    branch: textValue(values, 'Branch'),
    installKeyHash: key === null ? null : installKeyHash(key),
  };
}
